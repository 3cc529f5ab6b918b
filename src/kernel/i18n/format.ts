import type { Lang } from './lang.ts';

/** How exactly a date is known. */
export const precisions = ['day', 'month', 'year'] as const;
export type Precision = (typeof precisions)[number];

/** A number as it is written in the language: `1 234,5` (narrow no-break space) or `1,234.5`. */
export function formatNumber(value: number, lang: Lang, options: Intl.NumberFormatOptions = {}): string {
  const key = `${lang} ${JSON.stringify(options)}`;
  let format = numberFormats.get(key);
  if (!format) numberFormats.set(key, (format = new Intl.NumberFormat(locale(lang), options)));
  return format.format(value);
}

function dateFormat(lang: Lang, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang} ${JSON.stringify(options)}`;
  let format = dateFormats.get(key);
  if (!format) dateFormats.set(key, (format = new Intl.DateTimeFormat(locale(lang), options)));
  return format;
}

/** Making one costs fifty times what using it does. */
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** A date in words, no finer than it is known: `19 novembre 2025`, `décembre 1995`, `1995`. */
export function formatDate(date: Temporal.PlainDate, lang: Lang, precision: Precision = 'day'): string {
  if (precision === 'year') return String(date.year);
  const month = `${months[lang][date.month - 1]} ${date.year}`;
  if (precision === 'month') return month;
  // French writes the first of the month as an ordinal.
  return `${lang === 'fr' && date.day === 1 ? '1er' : date.day} ${month}`;
}

/** Put together here, as both languages do it: `Intl` takes ten times as long, and a list says a thousand dates. */
const months = { fr: monthsIn('fr'), en: monthsIn('en') };

function monthsIn(lang: Lang): string[] {
  const { format } = new Intl.DateTimeFormat(locale(lang), { month: 'long' });
  return Array.from({ length: 12 }, (_, index) => format(Temporal.PlainDate.from({ year: 2000, month: index + 1, day: 1 })));
}

/** Days from `from` to `to` included: `19–20 novembre 2025`, `30 mars – 2 avril 2015`. */
export function formatDates(from: Temporal.PlainDate, to: Temporal.PlainDate | null, lang: Lang, precision: Precision = 'day'): string {
  if (!to || from.equals(to) || precision !== 'day') return formatDate(from, lang, precision);
  return withOrdinal(dateFormat(lang, { day: 'numeric', month: 'long', year: 'numeric' }).formatRange(from, to), lang);
}

/** A day and an hour, in the secretariat's time zone. */
export function formatInstant(instant: Temporal.Instant, lang: Lang): string {
  const written = dateFormat(lang, {
    timeZone: secretariatTimeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant);
  return withOrdinal(written, lang);
}

/** What `Intl` writes, with the first of the month as French says it. */
function withOrdinal(written: string, lang: Lang): string {
  return lang === 'fr' ? written.replaceAll(/(^|–\s?)1(?=[\s–])/g, '$11er') : written;
}

/** The day it is at the secretariat (Paris) at this instant. */
export function dayOf(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(secretariatTimeZone).toPlainDate();
}

export const secretariatTimeZone = 'Europe/Paris';

/** Compares two texts as a reader of the language expects (accents after letters). */
export function collator(lang: Lang): Intl.Collator {
  return collators[lang];
}

const collators = { fr: new Intl.Collator('fr'), en: new Intl.Collator('en') };

function locale(lang: Lang): string {
  return lang === 'en' ? 'en-GB' : 'fr-FR';
}
