import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { Button, ButtonGroup, EmptyState, Form, Link, Page, Table, Tag, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { formPaths } from '../../paths.ts';
import { CallNavigation } from '../../views/call-navigation.tsx';
import type { ListedForm } from '../queries.ts';

/** The forms that calls may ask. */
export function FormsPage({ forms, mayManage }: { forms: readonly ListedForm[]; mayManage: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('forms.title')} noIndex before={<CallNavigation current="forms" />}>
      <h1>{t('forms.title')}</h1>
      <p class="lede">{t('forms.lede')}</p>
      {forms.length === 0 ? (
        <EmptyState title={t('forms.none')}>
          <p>{t('forms.noneHint')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('forms.count', { count: forms.length })}
          firstCellIsHeader
          columns={[{ header: t('call.form') }, { header: t('forms.last') }, { header: t('forms.state') }]}
          rows={forms.map((form) => [
            <Link href={formPaths.form(form.slug)}>{inLang(form.name, lang)}</Link>,
            t('forms.version', { number: form.last }),
            form.published === form.last ? (
              <Tag kind="good">{t('forms.published')}</Tag>
            ) : (
              <>
                <Tag>{t('standing.draft')}</Tag> {form.published !== null && t('forms.publishedBefore', { number: form.published })}
              </>
            ),
          ])}
        />
      )}
      {mayManage && (
        <>
          <h2>{t('forms.begin')}</h2>
          <Form action={formPaths.template()}>
            <p>{t('forms.templateHint')}</p>
            <ButtonGroup>
              <Button>{t('forms.template')}</Button>
              <Link class="govuk-link" href={formPaths.newForm()}>
                {t('forms.new')}
              </Link>
              <Link class="govuk-link" href={formPaths.importing()}>
                {t('forms.import')}
              </Link>
            </ButtonGroup>
          </Form>
        </>
      )}
    </Page>
  );
}
