import { formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  DayField,
  type FieldErrors,
  Form,
  type FormValues,
  InsetText,
  NotificationBanner,
  Page,
  Select,
  Table,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { Body } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { type SettingKey, settingFields, settingKeys } from '../fields.ts';
import type { RecordedSetting, SettingsOnDay } from '../queries.ts';

export interface RulesPageProps {
  body: Body;
  today: SettingsOnDay;
  history: readonly RecordedSetting[];
  maySet: boolean;
  done?: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** The rules of a body: those of today, each with its source or said to be a default; those of before and to come. */
export function RulesPage({ body, today, history, maySet, done, values, errors = {} }: RulesPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang({ fr: body.nameFr, en: body.nameEn }, lang);
  const inWords = (key: SettingKey, value: string) => (settingFields[key].choices ? choiceInWords(value, t) : value);
  return (
    <Page
      title={t('rules.of', { body: name })}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('sittings.title'), href: assemblyPaths.sittings() }, { text: t('rules.of', { body: name }) }]}
    >
      {done && <NotificationBanner kind="success" text={t('sitting.done')} />}
      <h1>{t('rules.of', { body: name })}</h1>
      <InsetText>{t('rules.hint')}</InsetText>
      <Table
        caption={t('rules.today')}
        firstCellIsHeader
        columns={[{ header: t('rules.rule') }, { header: t('rules.value') }, { header: t('rules.source') }]}
        rows={settingKeys.map((key) => {
          const row = today.rows[key];
          return [
            t(`setting.${key}`),
            inWords(key, settingFields[key].read(today.settings)),
            row ? t('rules.since', { source: row.source, day: formatDate(row.appliesFrom, lang) }) : t('rules.default'),
          ];
        })}
      />
      {maySet && (
        <>
          <h2>{t('rules.change')}</h2>
          <Form action={assemblyPaths.rules(body.slug)} values={values} errors={errors}>
            <Select
              name="key"
              label={t('rules.rule')}
              options={[{ value: '', text: t('field.choose') }, ...settingKeys.map((key) => ({ value: key, text: t(`setting.${key}`) }))]}
            />
            <Select
              name="value"
              label={t('rules.value')}
              hint={t('rules.valueHint')}
              options={[
                { value: '', text: t('field.choose') },
                ...allChoices.map((value) => ({ value, text: choiceInWords(value, t) })),
                ...numbers.map((value) => ({ value, text: value })),
              ]}
            />
            <DayField name="appliesFrom" label={t('rules.from')} />
            <TextField name="source" label={t('rules.source')} hint={t('rules.sourceHint')} maxlength={500} />
            <Button>{t('rules.button')}</Button>
          </Form>
        </>
      )}
      {history.length > 0 && (
        <Table
          caption={t('rules.history')}
          dense
          firstCellIsHeader
          columns={[
            { header: t('rules.rule') },
            { header: t('rules.value') },
            { header: t('rules.from') },
            { header: t('rules.source') },
            { header: t('journal.by') },
          ]}
          rows={history.map((one) => [
            t(`setting.${one.key as SettingKey}`),
            inWords(one.key as SettingKey, one.value),
            formatDate(one.appliesFrom, lang),
            one.source,
            one.by,
          ])}
        />
      )}
    </Page>
  );
}

const allChoices = [...new Set(settingKeys.flatMap((key) => settingFields[key].choices ?? []))];
const numbers = Array.from({ length: 61 }, (_, number) => String(number));

function choiceInWords(value: string, t: ReturnType<typeof say.in>): string {
  const key = `settingValue.${value}`;
  return say.has(key) ? t(key) : value;
}
