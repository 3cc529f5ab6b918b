import type { PartialDate } from '../../../kernel/dates.ts';
import { formatDate } from '../../../kernel/i18n/format.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { say } from '../messages.ts';
import type { JsonRow } from '../schema.ts';
import { readSpan } from './record.ts';

/** When a fact is true, and since when its source vouches for it where its start is not known. */
export interface FactSpan {
  from: PartialDate | null;
  to: PartialDate | null;
  attestedFrom: PartialDate | null;
}

/** Reads the span of a fact's row. */
export function spanOf(row: JsonRow): FactSpan {
  const attested = row['attested_from'];
  return { ...readSpan(row), attestedFrom: typeof attested === 'string' ? attestation(Temporal.PlainDate.from(attested)) : null };
}

/** Whether the fact is true on the day. */
export function isOn(span: FactSpan, on: Temporal.PlainDate): boolean {
  const { compare } = Temporal.PlainDate;
  return (!span.from || compare(span.from.date, on) <= 0) && (!span.to || compare(span.to.date, on) > 0);
}

/** Whether nothing dates the fact on or before the day: the same rule as `undated` in as-of.ts, on a row already read. */
export function isUndatedOn(span: FactSpan, on: Temporal.PlainDate): boolean {
  return !span.from && (span.attestedFrom === null || Temporal.PlainDate.compare(span.attestedFrom.date, on) > 0);
}

/** `depuis le 17 mars 2025`, `début inconnu, attesté en 2025, fin en 2026`: no finer than it is known, and what is not known is said. */
export function spanInWords(span: FactSpan, lang: Lang): string {
  const t = say.in(lang);
  const start = span.from ? t(`span.since.${span.from.precision}`, { date: words(span.from, lang) }) : unknownStart(span, lang);
  return span.to ? t('span.both', { start, end: t(`span.end.${span.to.precision}`, { date: words(span.to, lang) }) }) : start;
}

/** The start alone, for a column « Depuis »: `2006`, `17 mars 2025`, `inconnu (attesté en 2025)`. */
export function startInWords(span: FactSpan, lang: Lang): string {
  if (span.from) return words(span.from, lang);
  const t = say.in(lang);
  return span.attestedFrom ? t('span.unknownAttested', { attested: attestedInWords(span.attestedFrom, lang) }) : t('span.unknownShort');
}

/** `attesté en 2025`, `attesté le 23 novembre 2005`. */
export function attestedInWords(attested: PartialDate, lang: Lang): string {
  return say.in(lang)(`span.attested.${attested.precision}`, { date: words(attested, lang) });
}

function unknownStart({ attestedFrom }: FactSpan, lang: Lang): string {
  const t = say.in(lang);
  return attestedFrom ? t('span.startUnknownAttested', { attested: attestedInWords(attestedFrom, lang) }) : t('span.startUnknown');
}

/** The register keeps the first day of what a source attests: the first of January is said as the year, never finer than it may be. */
function attestation(date: Temporal.PlainDate): PartialDate {
  return { date, precision: date.day > 1 ? 'day' : date.month > 1 ? 'month' : 'year' };
}

function words({ date, precision }: PartialDate, lang: Lang): string {
  return formatDate(date, lang, precision);
}
