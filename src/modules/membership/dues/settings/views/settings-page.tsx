import { formatDate, formatInstant } from '../../../../../kernel/i18n/format.ts';
import {
  Button,
  DayField,
  type FieldErrors,
  Fieldset,
  Form,
  type FormValues,
  NotificationBanner,
  Table,
  TextArea,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { formatMoney, typeAmount } from '../../money/fields.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import { mostLevels } from '../commands.ts';
import type { Setting } from '../queries.ts';
import { placeholders, type SettingValues } from '../rules.ts';

export interface SettingsPageProps {
  values: SettingValues;
  history: readonly Setting[];
  mayChange: boolean;
  done: boolean;
  /** Which form was refused, with what was typed. */
  refused?: { form: 'reminders' | 'threshold'; values: FormValues; errors: FieldErrors } | undefined;
}

/** The settings of dues as they are today, the forms that change them from a day on, and every change. */
export function SettingsPage({ values, history, mayChange, done, refused }: SettingsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const of = (form: 'reminders' | 'threshold') => (refused?.form === form ? { values: refused.values, errors: refused.errors } : {});
  return (
    <DuesPage title={t('nav.settings')} section="settings" hasErrors={refused !== undefined}>
      {done && <NotificationBanner kind="success" text={t('done.setting')} />}
      <p class="lede">{t('settings.lede')}</p>
      <h2>{t('settings.reminders')}</h2>
      {mayChange ? (
        <Form {...of('reminders')}>
          <input type="hidden" name="form" value="reminders" />
          <p>{t('settings.placeholders', { names: placeholders.map((one) => `{${one}}`).join(', ') })}</p>
          {Array.from({ length: mostLevels }, (_, index) => index + 1).map((level) => {
            const held = values.reminders.levels[level - 1];
            return (
              <Fieldset legend={t('settings.level', { level })} legendClass="govuk-fieldset__legend--m">
                <TextField
                  name={`days${level}`}
                  label={t('settings.days')}
                  hint={t('settings.daysHint')}
                  width={4}
                  inputmode="numeric"
                  value={held?.days}
                />
                <TextField name={`subjectFr${level}`} label={t('settings.subjectFr')} lang="fr" value={held?.subject.fr} />
                <TextArea name={`bodyFr${level}`} label={t('settings.bodyFr')} lang="fr" rows={8} value={held?.body.fr} />
                <TextField name={`subjectEn${level}`} label={t('settings.subjectEn')} lang="en" value={held?.subject.en} />
                <TextArea name={`bodyEn${level}`} label={t('settings.bodyEn')} lang="en" rows={8} value={held?.body.en} />
              </Fieldset>
            );
          })}
          <Why />
          <Button>{t('settings.save')}</Button>
        </Form>
      ) : (
        <ul>
          {values.reminders.levels.map((one) => (
            <li>{t('settings.levelInWords', { days: one.days, subject: lang === 'fr' ? one.subject.fr : one.subject.en })}</li>
          ))}
        </ul>
      )}
      <h2>{t('settings.threshold')}</h2>
      <p>{t('settings.thresholdText', { amount: formatMoney(values.reversal_threshold.cents, lang) })}</p>
      {mayChange && (
        <Form {...of('threshold')}>
          <input type="hidden" name="form" value="threshold" />
          <TextField
            name="threshold"
            label={t('settings.thresholdField')}
            width={10}
            inputmode="decimal"
            suffix="€"
            value={typeAmount(values.reversal_threshold.cents)}
          />
          <Why id="threshold" />
          <Button kind="secondary">{t('settings.save')}</Button>
        </Form>
      )}
      <h2>{t('settings.history')}</h2>
      {history.length === 0 ? (
        <p>{t('settings.noChange')}</p>
      ) : (
        <Table
          caption={t('settings.changes', { count: history.length })}
          dense
          columns={[
            { header: t('settings.setting') },
            { header: t('settings.startsOn') },
            { header: t('field.reason') },
            { header: t('settings.changedAt') },
          ]}
          rows={history.map((one) => [
            t(`settingName.${one.name}`),
            formatDate(one.startsOn, lang),
            one.reason,
            `${formatInstant(one.at, lang)}, ${one.by}`,
          ])}
        />
      )}
    </DuesPage>
  );
}

/** From when, and why; two forms of one page do not share the identifiers of their fields. */
function Why({ id = 'reminders' }: { id?: string }) {
  const t = say.in(usePage().lang);
  return (
    <>
      <DayField id={`startsOn-${id}`} name="startsOn" label={t('settings.startsOn')} />
      <TextField id={`reason-${id}`} name="reason" label={t('settings.why')} hint={t('settings.whyHint')} maxlength={500} />
    </>
  );
}
