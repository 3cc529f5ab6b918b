import { formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, EmptyState, type FieldErrors, Form, type FormValues, Page, Table, Tag, TextField, usePage } from '../../../../ui/index.ts';
import { findPurpose } from '../../purposes/purposes.ts';
import { say } from '../../settings/messages.ts';
import { fundSettingPaths } from '../../settings/paths.ts';
import { RulesNavigation } from '../../settings/views/rules-navigation.tsx';
import type { Theme } from '../queries.ts';

export interface ThemesPageProps {
  themes: readonly Theme[];
  mayManage: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** The themes of the network: where each is written, the purposes of the DAC beside it; where they are added and retired. */
export function ThemesPage({ themes, mayManage, values, errors = {} }: ThemesPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('themes.title')} noIndex hasErrors={Object.keys(errors).length > 0} before={<RulesNavigation current="themes" />}>
      <h1>{t('themes.title')}</h1>
      <p class="lede">{t('themes.lede')}</p>
      {themes.length === 0 ? (
        <EmptyState title={t('themes.none')}>
          <p>{t('themes.noneHint')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('themes.count', { count: themes.filter(({ retiredOn }) => !retiredOn).length })}
          firstCellIsHeader
          columns={[
            { header: t('theme.theme') },
            { header: t('theme.purposes') },
            { header: t('theme.source') },
            { header: t('theme.state') },
            ...(mayManage ? [{ header: <span class="govuk-visually-hidden">{t('theme.action')}</span> }] : []),
          ]}
          rows={themes.map((theme) => [
            inLang(theme.name, lang),
            <ul class="govuk-list">
              {theme.purposes.map((code) => (
                <li>
                  {code} {inLang(findPurpose(code)?.name ?? { fr: '' }, lang)}
                </li>
              ))}
            </ul>,
            theme.source,
            theme.retiredOn ? (
              <Tag kind="over">{t('theme.retiredOn', { day: formatDate(theme.retiredOn, lang) })}</Tag>
            ) : (
              <Tag kind="good">{t('theme.offered')}</Tag>
            ),
            ...(mayManage
              ? [
                  theme.retiredOn ? (
                    ''
                  ) : (
                    <Form action={fundSettingPaths.themeRetirement(theme.code)}>
                      <Button kind="secondary">
                        {t('theme.retire')}
                        <span class="govuk-visually-hidden"> {inLang(theme.name, lang)}</span>
                      </Button>
                    </Form>
                  ),
                ]
              : []),
          ])}
        />
      )}
      {mayManage && (
        <>
          <h2>{t('themes.add')}</h2>
          <Form action={fundSettingPaths.themes()} values={values} errors={errors}>
            <TextField name="nameFr" label={t('theme.nameFr')} maxlength={100} />
            <TextField name="nameEn" label={t('theme.nameEn')} lang="en" maxlength={100} />
            <TextField name="purposes" label={t('theme.purposes')} hint={t('theme.purposesHint')} maxlength={500} />
            <TextField name="source" label={t('theme.source')} hint={t('theme.sourceHint')} maxlength={500} />
            <Button>{t('themes.button')}</Button>
          </Form>
        </>
      )}
    </Page>
  );
}
