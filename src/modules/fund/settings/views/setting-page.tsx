import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  DayField,
  type FieldErrors,
  Form,
  type FormValues,
  Page,
  Radios,
  Select,
  TextArea,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { Body } from '../../../register/index.ts';
import { settingFields, type SettingName } from '../fields.ts';
import { say } from '../messages.ts';
import { fundSettingPaths } from '../paths.ts';
import type { RecordedSetting } from '../queries.ts';
import { valueInWords } from './in-words.ts';

export interface SettingPageProps {
  name: SettingName;
  /** What says so today; null: this software's default. */
  row: RecordedSetting | null;
  bodies: readonly Body[];
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Where the direction changes one rule from a day on. */
export function SettingPage({ name, row, bodies, values, errors = {} }: SettingPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const title = t(`setting.${name}`);
  return (
    <Page
      title={title}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('settings.title'), href: fundSettingPaths.settings() }, { text: title }]}
    >
      <h1>{title}</h1>
      <p>{t('settings.now', { value: valueInWords(name, row?.value ?? null, bodies, lang) })}</p>
      <Form action={fundSettingPaths.setting(name)} values={values} errors={errors}>
        <ValueField name={name} bodies={bodies} />
        <DayField name="appliesFrom" label={t('settings.from')} />
        <TextArea name="reason" label={t('settings.reason')} hint={t('settings.reasonHint')} rows={3} maxlength={1000} />
        <Button>{t('settings.button')}</Button>
      </Form>
    </Page>
  );
}

function ValueField({ name, bodies }: Pick<SettingPageProps, 'name' | 'bodies'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  const same = { name: 'value', label: t('settings.newValue') };
  switch (settingFields[name].kind) {
    case 'rate':
      return <TextField {...same} width={5} inputmode="decimal" suffix="%" />;
    case 'number':
      return <TextField {...same} width={5} inputmode="numeric" />;
    case 'yes_no':
      return <Radios {...same} options={(['yes', 'no'] as const).map((value) => ({ value, label: t(value) }))} />;
    case 'body':
      return (
        <Select
          {...same}
          options={[
            { value: '', text: t('choose') },
            ...bodies.map((body) => ({ value: body.slug, text: inLang({ fr: body.nameFr, en: body.nameEn }, lang) })),
          ]}
        />
      );
  }
}
