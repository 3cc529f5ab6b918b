import { typeDay } from '../../../../kernel/dates.ts';
import { formatDate } from '../../../../kernel/i18n/format.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { DayField, TextField, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import type { Meeting } from '../../schema.ts';

/** What the register does not say of an event; `held` gives what was said before. */
export function SettingsFields({ held }: { held?: Meeting }) {
  const t = say.in(usePage().lang);
  return (
    <>
      <TextField
        name="timeZone"
        label={t('field.timeZone')}
        hint={t('field.timeZoneHint')}
        value={held?.timeZone}
        width={20}
        spellcheck={false}
      />
      <TextField
        name="languages"
        label={t('field.languages')}
        hint={t('field.languagesHint')}
        value={held?.languages.join(', ') ?? 'fr'}
        width={20}
      />
      <TextField name="venue" label={t('field.venue')} hint={t('field.venueHint')} value={held?.venue} optional maxlength={200} />
      <TextField name="address" label={t('field.address')} value={held?.address} optional maxlength={500} />
      <DayField name="answersBy" label={t('field.answersBy')} value={held?.answersBy && typeDay(held.answersBy)} optional />
      <TextField
        name="delegatesEach"
        label={t('field.delegatesEach')}
        hint={t('field.delegatesEachHint')}
        value={held?.delegatesEach ?? 2}
        inputmode="numeric"
        width={3}
      />
    </>
  );
}

/** « fr, en » as words: « français, anglais ». */
export function languagesInWords(codes: readonly string[], lang: Lang): string {
  const names = new Intl.DisplayNames([lang], { type: 'language', fallback: 'code' });
  return codes.map((code) => names.of(code) ?? code).join(', ');
}

/** « au plus tard le 15 avril 2027 », or that no day was given. */
export function answersByInWords(day: Temporal.PlainDate | null, lang: Lang): string {
  return day ? formatDate(day, lang) : say.in(lang)('meeting.noAnswersBy');
}
