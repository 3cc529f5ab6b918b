import type { Precision } from './i18n/format.ts';

/** A date as a source gives it: the first day of what is known, and how much is known. */
export interface PartialDate {
  date: Temporal.PlainDate;
  precision: Precision;
}

/**
 * Reads a date as people and spreadsheets write it: `2025-11-19`, `19/11/2025`, `2025-11`, `11/2025`, `2025`.
 * @returns null when it is not a date that exists (30 February included).
 */
export function parsePartialDate(text: string): PartialDate | null {
  const trimmed = text.trim();
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(trimmed);
  const french = /^(?:(?:(\d{1,2})[/.])?(\d{1,2})[/.])(\d{4})$/.exec(trimmed);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : french ? [french[3], french[2], french[1]] : [];
  if (!year) return null;
  try {
    const date = Temporal.PlainDate.from({ year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1) }, { overflow: 'reject' });
    return date.year < 1000 ? null : { date, precision: day ? 'day' : month ? 'month' : 'year' };
  } catch {
    return null;
  }
}

/** Reads a whole day; a month or a year alone is not one. */
export function parseDay(text: string): Temporal.PlainDate | null {
  const parsed = parsePartialDate(text);
  return parsed?.precision === 'day' ? parsed.date : null;
}

/**
 * Reads an instant as RFC 3339 writes it, from the year 1000 to 9999 like every date here: PostgreSQL holds no very early ones.
 * @returns null when it is none
 */
export function parseInstant(text: string): Temporal.Instant | null {
  try {
    const instant = Temporal.Instant.from(text);
    const { year } = instant.toZonedDateTimeISO('UTC');
    return year < 1000 || year > 9999 ? null : instant;
  } catch {
    return null;
  }
}

/** The first day after what is known: the day after, the first of the next month, the next 1 January. */
export function dayAfter({ date, precision }: PartialDate): Temporal.PlainDate {
  if (precision === 'day') return date.add({ days: 1 });
  return precision === 'month' ? date.with({ day: 1 }).add({ months: 1 }) : date.with({ month: 1, day: 1 }).add({ years: 1 });
}

/** A date as people type it: `19/11/2025`, `11/2025`, `2025`. */
export function typePartialDate({ date, precision }: PartialDate): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return [...(precision === 'day' ? [two(date.day)] : []), ...(precision === 'year' ? [] : [two(date.month)]), date.year].join('/');
}

/** A day as people type it: `19/11/2025`. */
export function typeDay(day: Temporal.PlainDate): string {
  return typePartialDate({ date: day, precision: 'day' });
}

/** Writes a date as `parsePartialDate` reads it: `2025-11-19`, `2025-11`, `2025`. */
export function formatPartialDate({ date, precision }: PartialDate): string {
  const text = date.toString();
  return precision === 'day' ? text : precision === 'month' ? text.slice(0, 7) : text.slice(0, 4);
}
