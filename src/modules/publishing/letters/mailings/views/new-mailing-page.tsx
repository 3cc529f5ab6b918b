import type { FieldErrors, FormValues } from '../../../../../kernel/http/forms.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  Checkboxes,
  EmptyState,
  Form,
  Link,
  Page,
  Radios,
  Select,
  TextArea,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import type { Body } from '../../../../register/index.ts';
import { say } from '../../messages.ts';
import { letterPaths } from '../../paths.ts';
import type { Template } from '../../templates/queries.ts';
import { selectedStatuses } from '../selection.ts';

export interface NewMailingPageProps {
  templates: readonly Template[];
  bodies: readonly Body[];
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Which template, and to whom. */
export function NewMailingPage({ templates, bodies, values = {}, errors = {} }: NewMailingPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const chosen = [values['statuses'] ?? []].flat();
  return (
    <Page
      title={t('mailings.new')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('mailings.title'), href: letterPaths.mailings() }, { text: t('mailings.new') }]}
    >
      <h1>{t('mailings.new')}</h1>
      <p class="lede">{t('mailings.newLead')}</p>
      {templates.length === 0 ? (
        <EmptyState title={t('templates.none')}>
          <p>
            <Link href={letterPaths.newTemplate()}>{t('templates.new')}</Link>
          </p>
        </EmptyState>
      ) : (
        <Form values={values} errors={errors}>
          <Select
            name="template"
            label={t('mailings.template')}
            options={[{ value: '', text: t('choose') }, ...templates.map(({ slug, name }) => ({ value: slug, text: name }))]}
          />
          <Radios
            name="selection"
            label={t('mailings.toWhom')}
            value={String(values['selection'] ?? 'members')}
            options={[
              {
                value: 'members',
                label: t('selection.members'),
                conditional: (
                  <>
                    <TextField name="institution" label={t('selection.institution')} hint={t('selection.institutionHint')} width={20} />
                    <Checkboxes
                      name="statuses"
                      label={t('selection.statuses')}
                      values={chosen}
                      options={selectedStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
                    />
                    <TextField name="state" label={t('selection.state')} hint={t('selection.stateHint')} width={20} optional />
                  </>
                ),
              },
              bodies.length > 0 && {
                value: 'body',
                label: t('selection.body'),
                conditional: (
                  <Select
                    name="body"
                    label={t('selection.bodyName')}
                    options={[
                      { value: '', text: t('choose') },
                      ...bodies.map((body) => ({ value: body.slug, text: inLang({ fr: body.nameFr, en: body.nameEn }, lang) })),
                    ]}
                  />
                ),
              },
              {
                value: 'parties',
                label: t('selection.parties'),
                conditional: <TextArea name="parties" label={t('selection.names')} hint={t('selection.namesHint')} rows={8} />,
              },
            ]}
          />
          <ButtonGroup>
            <Button>{t('mailings.prepare')}</Button>
            <Link href={letterPaths.mailings()}>{t('back')}</Link>
          </ButtonGroup>
        </Form>
      )}
    </Page>
  );
}
