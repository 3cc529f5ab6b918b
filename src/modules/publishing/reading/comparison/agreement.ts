import type { Precision } from '../../../../kernel/i18n/format.ts';
import type { MentionedDate } from '../mentions/scan.ts';

type Dated = { from: Temporal.PlainDate; to: Temporal.PlainDate | null; precision: Precision };

/**
 * Whether the date of a text and the date of a fact say the same: `agrees` when the text's days lie within the fact's, or the fact within
 * the text's month or year; `differs` when they have no day in common at the coarser of the two precisions; `neither` when the register knows
 * the date too coarsely, or when they only overlap at their edges within a month.
 */
export function compareDates(said: MentionedDate, fact: Dated): 'agrees' | 'differs' | 'neither' {
  const known = daysOf(fact);
  if (!overlap(said, known)) return 'differs';
  if (severalYears(said)) return said.from.year === known.from.year && said.to.year === known.to.year ? 'agrees' : 'neither';
  if (said.precision !== 'day') return within(known, said) ? 'agrees' : 'neither';
  if (fact.precision !== 'day') return 'neither';
  return within(said, known) ? 'agrees' : 'differs';
}

/** The whole days that a date covers at its precision. */
export function daysOf({ from, to, precision }: Dated): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  const last = to ?? from;
  if (precision === 'day') return { from, to: last };
  if (precision === 'month') return { from: from.with({ day: 1 }), to: last.with({ day: last.daysInMonth }) };
  return { from: from.with({ month: 1, day: 1 }), to: last.with({ month: 12, day: 31 }) };
}

type Days = { from: Temporal.PlainDate; to: Temporal.PlainDate };

const { compare } = Temporal.PlainDate;

function overlap(a: Days, b: Days): boolean {
  return compare(a.from, b.to) <= 0 && compare(b.from, a.to) <= 0;
}

function within(inner: Days, outer: Days): boolean {
  return compare(inner.from, outer.from) >= 0 && compare(inner.to, outer.to) <= 0;
}

function severalYears(said: Days): boolean {
  return said.to.year > said.from.year && said.from.month === 1 && said.to.month === 12;
}
