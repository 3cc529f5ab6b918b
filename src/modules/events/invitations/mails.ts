import type { Act } from '../../../kernel/act.ts';
import { localPath } from '../../../kernel/http/env.ts';
import { formatDate } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { sendMail } from '../../../kernel/mail/outbox.ts';
import { findPartiesById } from '../../register/index.ts';
import { whenInWords, whereInWords } from '../meetings/in-words.ts';
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
