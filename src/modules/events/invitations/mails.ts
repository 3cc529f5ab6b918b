import type { Act } from '../../../kernel/act.ts';
import { localPath } from '../../../kernel/http/env.ts';
import { formatDate, formatDates } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { sendMail } from '../../../kernel/mail/outbox.ts';
import { findPartiesById } from '../../register/index.ts';
import { type PreparedMeeting, today } from '../meetings/queries.ts';
import { say } from '../messages.ts';
import { eventsPaths } from '../paths.ts';

/** One mail of an invitation, to one person. */
export interface InvitationLetter {
  key: string;
  partyId: string;
  /** 0 for the invitation, then the number of the reminder. */
  round: number;
  name: string;
  email: string;
  lang: Lang;
  token: string;
}

/** Writes an invitation or a reminder, with the link that answers it. */
export async function mailInvitation(act: Act, held: PreparedMeeting, letter: InvitationLetter): Promise<void> {
  const { key, partyId, round, name, email, lang, token } = letter;
  const party = (await findPartiesById(act.db, [partyId], await today(act))).get(partyId)!;
  const t = say.in(lang);
  const values = {
    name,
    party: inLang(party.name, lang),
    event: inLang(held.event.name, lang),
    when: whenInWords(held, lang),
    where: whereInWords(held, lang),
    answersBy: held.answersBy ? formatDate(held.answersBy, lang) : 'none',
    url: act.site.url + localPath(lang, eventsPaths.answerLink(token)),
    round,
  };
  await sendMail(act, {
    key,
    to: email,
    lang,
    subject: t(round === 0 ? 'mail.invitation.subject' : 'mail.reminder.subject', values),
    text: t(round === 0 ? 'mail.invitation.text' : 'mail.reminder.text', values),
  });
}

/** « 19–20 novembre 2025 », or that the date is not known. */
export function whenInWords({ event }: PreparedMeeting, lang: Lang): string {
  return event.startsOn ? formatDates(event.startsOn, event.endsOn, lang, event.precision ?? 'day') : say.in(lang)('meeting.noDate');
}

/** « Centre de conventions, Kigali (Rwanda) », or that the place is not known. */
export function whereInWords({ venue, event, state }: PreparedMeeting, lang: Lang): string {
  const place = [event.place, state && `(${inLang(state.name, lang)})`].filter(Boolean).join(' ');
  return [venue, place].filter(Boolean).join(', ') || say.in(lang)('meeting.noPlace');
}
