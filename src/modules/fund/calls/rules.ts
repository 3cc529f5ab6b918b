import type { CallState } from '../vocabulary.ts';

/** What a reader is told of a call: its state, and where it is published what the day makes of it. */
export const callStandings = ['draft', 'upcoming', 'open', 'closed', 'cancelled'] as const;
export type CallStanding = (typeof callStandings)[number];

/** From which states a call comes to each: it is written, published, ended before its day or given up. */
const comesFrom: Readonly<Record<CallState, readonly CallState[]>> = {
  draft: [],
  published: ['draft'],
  closed: ['published'],
  cancelled: ['draft', 'published', 'closed'],
};

/** Whether a call may go from its state to another. */
export function mayCallBecome(from: CallState, to: CallState): boolean {
  return comesFrom[to].includes(from);
}

/** The days of a call, and where its days begin and end. */
export interface CallDays {
  opensOn: Temporal.PlainDate;
  closesOn: Temporal.PlainDate | null;
  timeZone: string;
}

/** The first instant at which nothing is taken any more: the end of the last day, where the call says that days end. */
export function endOf({ closesOn, timeZone }: CallDays): Temporal.Instant | null {
  return closesOn && closesOn.add({ days: 1 }).toZonedDateTime({ timeZone }).toInstant();
}

/** What a call is at an instant; a published one is open from its first day to the end of its last. */
export function standingAt(state: CallState, days: CallDays, now: Temporal.Instant): CallStanding {
  if (state !== 'published') return state;
  if (Temporal.Instant.compare(now, days.opensOn.toZonedDateTime({ timeZone: days.timeZone }).toInstant()) < 0) return 'upcoming';
  const end = endOf(days);
  return end && Temporal.Instant.compare(now, end) >= 0 ? 'closed' : 'open';
}
