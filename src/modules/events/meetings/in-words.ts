import { formatDates } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { say } from '../messages.ts';
import type { PreparedMeeting } from './queries.ts';

/** « 19–20 novembre 2025 », or that the date is not known. */
export function whenInWords({ event }: Pick<PreparedMeeting, 'event'>, lang: Lang): string {
  return event.startsOn ? formatDates(event.startsOn, event.endsOn, lang, event.precision ?? 'day') : say.in(lang)('meeting.noDate');
}

/** « Centre de conventions, Kigali (Rwanda) », or that the place is not known. */
export function whereInWords({ venue, event, state }: Pick<PreparedMeeting, 'venue' | 'event' | 'state'>, lang: Lang): string {
  const place = [event.place, state && `(${inLang(state.name, lang)})`].filter(Boolean).join(' ');
  return [venue, place].filter(Boolean).join(', ') || say.in(lang)('meeting.noPlace');
}
