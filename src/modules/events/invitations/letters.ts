import type { Act } from '../../../kernel/act.ts';
import { localPath } from '../../../kernel/http/env.ts';
import { formatDate } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { type SentLetter, sendLetter } from '../../publishing/index.ts';
import { asKnownNow, findPartiesById } from '../../register/index.ts';
import { meetingEntry } from '../calendar/entries.ts';
import { writeCalendar } from '../calendar/ical.ts';
import { whenInWords, whereInWords } from '../meetings/in-words.ts';
import { type PreparedMeeting } from '../meetings/queries.ts';
import { say } from '../messages.ts';
import { eventsPaths } from '../paths.ts';
import type { Addressee } from './sending.ts';

/** An invitation or a reminder, to one person. */
export interface InvitationLetter {
  key: string;
  partyId: string;
  /** 0 for the invitation, then the number of the reminder. */
  round: number;
  to: Addressee;
  /** Of the link that answers. */
  token: string;
}

/** Writes an invitation or a reminder, with the link that answers it and the day as a calendar file. @returns how it goes */
export async function writeInvitation(act: Act, held: PreparedMeeting, letter: InvitationLetter): Promise<SentLetter['channel']> {
  const { key, partyId, round, to, token } = letter;
  const { lang } = to;
  const party = (await findPartiesById(act.db, [partyId], await asKnownNow(act))).get(partyId)!;
  const t = say.in(lang);
  const values = {
    name: to.name,
    party: inLang(party.name, lang),
    event: inLang(held.event.name, lang),
    when: whenInWords(held, lang),
    where: whereInWords(held, lang),
    answersBy: held.answersBy ? formatDate(held.answersBy, lang) : 'none',
    url: act.site.url + localPath(lang, eventsPaths.answerLink(token)),
  };
  const entry = meetingEntry(held, lang, act.site.url);
  const { channel } = await sendLetter(act, {
    purpose: 'invitation',
    key,
    partyId,
    to: { email: to.email, lines: to.lines, lang, personId: to.personId },
    subject: t(round === 0 ? 'mail.invitation.subject' : 'mail.reminder.subject', values),
    text: t(round === 0 ? 'mail.invitation.text' : 'mail.reminder.text', values),
    attachments: entry
      ? [
          {
            name: `${held.slug}.ics`,
            mediaType: 'text/calendar',
            content: writeCalendar({ name: values.event, stamp: act.now, entries: [entry] }),
          },
        ]
      : [],
  });
  return channel;
}
