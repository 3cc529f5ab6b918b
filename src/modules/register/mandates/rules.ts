import type { PartialDate } from '../../../kernel/dates.ts';
import type { Accession, Certainty } from '../vocabulary.ts';

/** What is known of someone's time in an office. */
export interface MandateTerm {
  from: PartialDate | null;
  /** The first day on which they are no longer in office. */
  to: PartialDate | null;
  accession: Accession;
  expectedEnd: PartialDate | null;
  /** The last day on which a source vouched that they were in office. */
  confirmedOn: Temporal.PlainDate | null;
  certainty: Certainty;
}

/** An election that concerns the office: from `opens` on, who holds it may have changed. */
export interface ElectionOpening {
  opens: Temporal.PlainDate;
}

/** `sitting` is certain; `unconfirmed` may no longer be, or not yet: nobody may be told that they are. */
export const standings = ['sitting', 'unconfirmed', 'ended', 'not_yet'] as const;
export type Standing = (typeof standings)[number];

/** Why a mandate is not certain; `doubtSince` says from which day on, where a day made it so and not a source. */
export type Doubt = 'source' | 'expected_end' | 'election';

/**
 * What a mandate is on a day. It is certain while a confirmed source says so, its expected end has not passed, and no
 * election of the office has opened since it began; what was confirmed on a later day lifts what came before.
 */
export function standingOn(
  term: MandateTerm,
  elections: readonly ElectionOpening[],
  day: Temporal.PlainDate,
): { standing: Standing; doubt: Doubt | null; doubtSince: Temporal.PlainDate | null } {
  const certain = { doubt: null, doubtSince: null };
  if (term.from && isBefore(day, term.from.date)) return { standing: 'not_yet', ...certain };
  if (term.to && !isBefore(day, term.to.date)) return { standing: 'ended', ...certain };
  const found = doubtOn(term, elections, day);
  return found ? { standing: 'unconfirmed', doubt: found.doubt, doubtSince: found.since } : { standing: 'sitting', ...certain };
}

function doubtOn(
  term: MandateTerm,
  elections: readonly ElectionOpening[],
  day: Temporal.PlainDate,
): { doubt: Doubt; since: Temporal.PlainDate | null } | null {
  if (term.certainty !== 'confirmed') return { doubt: 'source', since: null };
  const confirmed = term.confirmedOn && !isBefore(day, term.confirmedOn) ? term.confirmedOn : null;
  const isOpen = (since: Temporal.PlainDate) => !isBefore(day, since) && (!confirmed || isBefore(confirmed, since));
  if (term.expectedEnd && isOpen(lastDayOf(term.expectedEnd))) return { doubt: 'expected_end', since: lastDayOf(term.expectedEnd) };
  const began = term.from?.date;
  const opened = elections.map(({ opens }) => opens).filter((opens) => isOpen(opens) && (!began || isBefore(began, opens)));
  const [last] = opened.toSorted((one, other) => Temporal.PlainDate.compare(other, one));
  return last ? { doubt: 'election', since: last } : null;
}

/** The latest day that a date may be: an end expected « in 2025 » has passed on 31 December. */
export function lastDayOf({ date, precision }: PartialDate): Temporal.PlainDate {
  if (precision === 'day') return date;
  return date.add(precision === 'month' ? { months: 1 } : { years: 1 }).subtract({ days: 1 });
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}
