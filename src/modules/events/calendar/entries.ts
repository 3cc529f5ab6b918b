import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { whereInWords } from '../meetings/in-words.ts';
import type { PreparedMeeting } from '../meetings/queries.ts';
import { say } from '../messages.ts';
import { eventsPaths } from '../paths.ts';
import type { ProgrammeSession, Speaker } from '../programme/queries.ts';
import type { CalendarEntry } from './ical.ts';

/** An event as calendars show it: its days. One whose date is not known, or known to the month only, has no place in them. */
export function meetingEntry(held: PreparedMeeting, lang: Lang, siteUrl: string): CalendarEntry | null {
  const { event } = held;
  if (!event.startsOn || event.precision !== 'day') return null;
  return {
    uid: `meeting-${held.id}@${new URL(siteUrl).hostname}`,
    sequence: held.sequence,
    when: { from: event.startsOn, to: event.endsOn ?? event.startsOn },
    summary: inLang(event.name, lang),
    location: whereInWords(held, lang),
    url: held.isPublic ? siteUrl + eventsPaths.meeting(held.slug) : null,
    status: event.status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
    class: 'PUBLIC',
  };
}

/** A session as calendars show it. A cancelled one stays, cancelled, so that clients which hold it strike it out. */
export function sessionEntry(session: ProgrammeSession, held: PreparedMeeting, lang: Lang, siteUrl: string): CalendarEntry {
  const { cancelled, visibility, room } = session;
  const speakers = session.speakers.map((one) => speakerInWords(one, lang)).join('\n');
  return {
    uid: `session-${session.id}@${new URL(siteUrl).hostname}`,
    sequence: held.sequence + session.revised,
    when: { start: session.start, end: session.end },
    summary: inLang(session.title, lang),
    description: [cancelled && say.in(lang)('session.cancelledBecause', { reason: cancelled.because }), speakers]
      .filter(Boolean)
      .join('\n\n'),
    location: [room?.name, room?.place, whereInWords(held, lang)].filter(Boolean).join(', '),
    url: held.isPublic && visibility === 'public' ? siteUrl + eventsPaths.meeting(held.slug) : null,
    status: cancelled || held.event.status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
    class: visibility === 'public' ? 'PUBLIC' : 'PRIVATE',
  };
}

/** « Awa Diop, maire (Dakar) ». */
export function speakerInWords({ name, role, party }: Speaker, lang: Lang): string {
  const who = [name, role].filter(Boolean).join(', ');
  if (!party) return who;
  return who ? `${who} (${inLang(party.name, lang)})` : inLang(party.name, lang);
}
