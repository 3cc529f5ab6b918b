import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  DayField,
  type FieldErrors,
  Form,
  type FormValues,
  Page,
  Select,
  SummaryList,
  Table,
  TextArea,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { membershipPaths } from '../../paths.ts';
import { settingNames } from '../../vocabulary.ts';
import { MembershipNavigation } from '../../views/membership-navigation.tsx';
import type { Setting } from '../queries.ts';
import type { Settings } from '../rules.ts';

export interface SettingsPageProps {
  settings: Settings;
  history: readonly Setting[];
  network: PartyRef | null;
  /** Networks that a setting of the past names. */
  networks: ReadonlyMap<string, PartyRef>;
  mayChange: boolean;
  today: string;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** The rules of membership: what applies today, what applied before, and where the direction changes them. */
export function SettingsPage({ settings, history, network, networks, mayChange, today, values, errors = {} }: SettingsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const inForce = {
    network: network ? inLang(network.name, lang) : '–',
    most_per_state: String(settings.mostPerState),
    associations_count: settings.associationsCount ? t('yes') : t('no'),
    opinion_days: String(settings.opinionDays),
    reminder_days: String(settings.reminderDays),
  };
  const valueOf = ({ name, value }: Setting) => {
    if (name === 'network') return inLang(networks.get(value)?.name ?? { fr: value }, lang);
    return name === 'associations_count' ? t(value === 'yes' ? 'yes' : 'no') : value;
  };
  return (
    <Page
      title={t('settings.title')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      before={<MembershipNavigation current="settings" />}
    >
      <h1>{t('settings.title')}</h1>
      <p class="lede">{t('settings.lede')}</p>
      <SummaryList
        rows={settingNames.map((name) => ({
          key: t(`setting.${name}`),
          value: (
            <>
              {inForce[name]} {!history.some((one) => one.name === name) && <span class="muted">{t('settings.default')}</span>}
            </>
          ),
        }))}
      />
      {history.length > 0 && (
        <Table
          caption={t('settings.history')}
          firstCellIsHeader
          columns={[
            { header: t('settings.rule') },
            { header: t('settings.value') },
            { header: t('settings.from') },
            { header: t('settings.reason') },
            { header: t('settings.by') },
          ]}
          rows={history
            .toReversed()
            .map((one) => [
              t(`setting.${one.name}`),
              valueOf(one),
              formatDate(one.appliesFrom, lang),
              one.reason,
              `${one.by}, ${formatDate(dayOf(one.at), lang)}`,
            ])}
        />
      )}
      {mayChange && (
        <>
          <h2>{t('settings.change')}</h2>
          <Form action={membershipPaths.settings()} values={values} errors={errors}>
            <Select
              name="name"
              label={t('settings.rule')}
              options={[{ value: '', text: t('draft.choose') }, ...settingNames.map((value) => ({ value, text: t(`setting.${value}`) }))]}
            />
            <TextField name="value" label={t('settings.value')} hint={t('settings.valueHint')} width={20} />
            <DayField name="appliesFrom" label={t('settings.from')} value={today} />
            <TextArea name="reason" label={t('settings.reason')} hint={t('settings.reasonHint')} rows={3} maxlength={1000} />
            <Button>{t('settings.button')}</Button>
          </Form>
        </>
      )}
    </Page>
  );
}
