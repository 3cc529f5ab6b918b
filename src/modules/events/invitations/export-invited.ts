import type { ExportColumn, ExportRow } from '../../../kernel/export/index.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { say } from '../messages.ts';
import { type InvitedParty, standingAnswer } from './follow-up.ts';

/** The invited parties as a file: what was sent, what was answered. */
export function exportInvited(invited: readonly InvitedParty[], lang: Lang): { columns: ExportColumn[]; rows: ExportRow[] } {
  const t = say.in(lang);
  return {
    columns: [
      { key: 'party', label: say.later('export.slug'), type: 'text' },
      { key: 'name', label: say.later('line.party'), type: 'text' },
      { key: 'sent_on', label: say.later('export.sentOn'), type: 'date' },
      { key: 'recipients', label: say.later('recipient.title'), type: 'text' },
      { key: 'reminders', label: say.later('export.reminders'), type: 'number' },
      { key: 'answer', label: say.later('answer.answer'), type: 'text' },
      { key: 'answered_on', label: say.later('export.answeredOn'), type: 'date' },
      { key: 'answered_by', label: say.later('export.answeredBy'), type: 'text' },
      { key: 'late', label: say.later('export.late'), type: 'number' },
      { key: 'message', label: say.later('answer.message'), type: 'text' },
    ],
    rows: invited.map((one) => {
      const last = one.answers.at(-1);
      return {
        party: one.party.slug,
        name: inLang(one.party.name, lang),
        sent_on: dayOf(one.at),
        recipients: [...new Set(one.mails.map(({ name, email }) => [name, email].filter(Boolean).join(', ')))].join(' ; '),
        reminders: Math.max(0, ...one.mails.map(({ round }) => round)),
        answer: t(`answer.${standingAnswer(one)}`),
        answered_on: last ? dayOf(last.at) : null,
        answered_by: last?.by,
        late: last?.isLate ?? false,
        message: last?.message,
      };
    }),
  };
}
