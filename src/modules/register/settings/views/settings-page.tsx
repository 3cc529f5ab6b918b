import { typeDay } from '../../../../kernel/dates.ts';
import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { Button, DayField, Form, InsetText, Page, Select, SummaryList, Table, TextArea, TextField, usePage } from '../../../../ui/index.ts';
import type { Refusal } from '../../facts/views/fact-forms.tsx';
import { say } from '../../mandates/messages.ts';
import { registerPaths } from '../../paths.ts';
import type { Settings } from '../rules.ts';
import { type Setting, type SettingName, settingNames } from '../schema.ts';

export interface SettingsPageProps {
  settings: Settings;
  history: readonly Setting[];
  sendsMail: boolean;
  mayChange: boolean;
  today: Temporal.PlainDate;
  refusal: Refusal;
}

/** When cities are asked about their mandates, how long contacts are kept: what applies today, what did, and where it changes. */
export function SettingsPage({ settings, history, sendsMail, mayChange, today, refusal }: SettingsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const yesOrNo = (value: boolean) => t(value ? 'rules.yes' : 'rules.no');
  const inForce: Record<SettingName, string> = {
    asks: yesOrNo(settings.asks),
    ask_months: String(settings.askMonths),
    remind_days: String(settings.remindDays),
    most_reminders: String(settings.mostReminders),
    contact_years: String(settings.contactYears),
    erases_contacts: yesOrNo(settings.erasesContacts),
  };
  return (
    <Page
      title={t('rules.title')}
      noIndex
      hasErrors={Object.keys(refusal.errors).length > 0}
      breadcrumbs={[{ text: t('radar.title'), href: registerPaths.radar() }, { text: t('rules.title') }]}
    >
      <h1>{t('rules.title')}</h1>
      <p class="lede">{t('rules.lede')}</p>
      {settings.asks && !sendsMail && <InsetText>{t('rules.noMail')}</InsetText>}
      <SummaryList
        rows={settingNames.map((name) => ({
          key: t(`rules.${name}`),
          value: (
            <>
              {inForce[name]} {!history.some((one) => one.name === name) && <span class="muted">{t('rules.default')}</span>}
            </>
          ),
        }))}
      />
      {history.length > 0 && (
        <Table
          caption={t('rules.history')}
          firstCellIsHeader
          columns={[
            { header: t('rules.rule') },
            { header: t('rules.value') },
            { header: t('rules.from') },
            { header: t('rules.reason') },
            { header: t('rules.by') },
          ]}
          rows={history
            .toReversed()
            .map((one) => [
              t(`rules.${one.name}`),
              one.value === 'yes' || one.value === 'no' ? yesOrNo(one.value === 'yes') : one.value,
              formatDate(one.appliesFrom, lang),
              one.reason,
              `${one.by}, ${formatDate(dayOf(one.at), lang)}`,
            ])}
        />
      )}
      {mayChange && (
        <>
          <h2>{t('rules.change')}</h2>
          <Form action={registerPaths.settings()} {...refusal}>
            <Select
              name="name"
              label={t('rules.rule')}
              options={[{ value: '', text: t('rules.choose') }, ...settingNames.map((value) => ({ value, text: t(`rules.${value}`) }))]}
            />
            <TextField name="value" label={t('rules.value')} hint={t('rules.valueHint')} width={10} />
            <DayField name="appliesFrom" label={t('rules.from')} value={typeDay(today)} />
            <TextArea name="reason" label={t('rules.reason')} hint={t('rules.reasonHint')} rows={3} maxlength={1000} />
            <Button>{t('rules.record')}</Button>
          </Form>
        </>
      )}
    </Page>
  );
}
