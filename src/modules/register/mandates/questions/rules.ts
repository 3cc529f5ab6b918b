import type { Settings } from '../../settings/rules.ts';
import { lastDayOf } from '../rules.ts';
import type { Mandate } from '../queries.ts';

type Term = Pick<Mandate, 'standing' | 'doubt' | 'doubtSince' | 'expectedEnd' | 'confirmedOn' | 'to'>;

/**
 * Whether a city is to be asked about a mandate without anyone deciding it: once some months before its expected end, once
 * when that end has passed, once when an election has opened; not where someone has asked, or vouched for it, since that
 * day. Sources that disagree are for the secretariat to settle.
 */
export function isQuestionDue(
  mandate: Term,
  lastAsked: Temporal.PlainDate | null,
  { askMonths }: Pick<Settings, 'askMonths'>,
  today: Temporal.PlainDate,
): boolean {
  const since = askedSince(mandate, askMonths);
  return since !== null && !isBefore(today, since) && [lastAsked, mandate.confirmedOn].every((known) => !known || isBefore(known, since));
}

/** Whether an open question is to be sent again: so many days after it last was, so many times at most. */
export function isReminderDue(
  { lastSent, reminders }: { lastSent: Temporal.PlainDate; reminders: number },
  { remindDays, mostReminders }: Pick<Settings, 'remindDays' | 'mostReminders'>,
  today: Temporal.PlainDate,
): boolean {
  return reminders < mostReminders && !isBefore(today, lastSent.add({ days: remindDays }));
}

function askedSince({ standing, doubtSince, expectedEnd, to }: Term, askMonths: number): Temporal.PlainDate | null {
  if (to !== null) return null;
  if (standing === 'unconfirmed') return doubtSince;
  return standing === 'sitting' && expectedEnd ? lastDayOf(expectedEnd).subtract({ months: askMonths }) : null;
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}
