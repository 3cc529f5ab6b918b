import type { Precision } from '../../../../kernel/i18n/format.ts';
import type { MentionedDate } from './scan.ts';

/** A day or a month as written: what is missing is undefined. */
export type Written = { year?: number; month?: number; day?: number };

/**
 * The days that a date, or a pair of dates, covers; null where the calendar has none (31 février).
 * A part missing from the first is taken from the second; a missing year is the one nearest to `on`.
 */
export function resolveDates(first: Written, second: Written | null, on: Temporal.PlainDate): MentionedDate | null {
  const last = second ?? first;
  const yearInferred = last.year === undefined && first.year === undefined;
  const year = last.year ?? first.year ?? nearestYear(last, on);
  const end = { ...last, year };
  const begin = { month: first.month ?? last.month, day: first.day, year: first.year ?? year };
  // « du 30 décembre au 2 janvier 2026 » begins the year before.
  if (first.year === undefined && (begin.month ?? 0) > (end.month ?? 12)) begin.year -= 1;
  const from = firstDay(begin);
  const to = lastDay(end);
  if (!from || !to || Temporal.PlainDate.compare(from, to) > 0) return null;
  return { from, to, precision: precisionOf(last), ...(yearInferred ? { yearInferred } : {}) };
}

/** Whole years from `first` to `last`. */
export function resolveYears(first: number, last: number): MentionedDate | null {
  if (last < first) return null;
  return { from: new Temporal.PlainDate(first, 1, 1), to: new Temporal.PlainDate(last, 12, 31), precision: 'year' };
}

/** Whole months of a year, from 1 to 12: a quarter, a half-year. */
export function resolveMonths(year: number, first: number, last: number): MentionedDate | null {
  return resolveDates({ year, month: first }, { year, month: last }, Temporal.PlainDate.from({ year, month: 1, day: 1 }));
}

/** `95` → 1995, `25` → 2025. */
export function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function precisionOf({ month, day }: Written): Precision {
  if (day !== undefined) return 'day';
  return month !== undefined ? 'month' : 'year';
}

function nearestYear({ month = 1, day = 1 }: Written, on: Temporal.PlainDate): number {
  const distance = (year: number) => Math.abs(on.since(Temporal.PlainDate.from({ year, month, day }), { largestUnit: 'day' }).days);
  return [on.year, on.year - 1, on.year + 1].reduce((best, year) => (distance(year) < distance(best) ? year : best));
}

function firstDay({ year, month, day }: Written & { year: number }): Temporal.PlainDate | null {
  return plainDate(year, month ?? 1, day ?? 1);
}

function lastDay({ year, month, day }: Written & { year: number }): Temporal.PlainDate | null {
  if (day !== undefined) return plainDate(year, month ?? 1, day);
  const start = plainDate(year, month ?? 12, 1);
  return start && start.with({ day: start.daysInMonth });
}

function plainDate(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (month < 1 || month > 12 || day < 1 || day > Temporal.PlainYearMonth.from({ year, month }).daysInMonth) return null;
  return new Temporal.PlainDate(year, month, day);
}
