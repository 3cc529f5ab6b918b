import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { matchNumberWords } from '../number-words.ts';
import { matchOrdinal } from '../ordinals.ts';
import { fullYear, resolveDates, type Written } from './date-values.ts';
import { isWordAt, matchAt, type Found, type MentionedDate, type Scan } from './scan.ts';
import { vocabularyOf } from './vocabulary.ts';

/**
 * A date with a day or a month: `19 novembre 2025`, `du 14 au 16 novembre 2026`, `19, 20 et 21 novembre`, `mi-novembre`, `décembre 1995`,
 * `November 19–20, 2025`, `19/11/2025`, `2025-11-19`. A month without day or year is no mention.
 */
export function matchDate(scan: Scan, at: number): Found | null {
  const numeric = /\d/.test(scan.text[at] ?? '') ? matchNumericDate(scan, at) : null;
  if (numeric) return numeric;
  const inWords = matchDayInWords(scan, at);
  if (inWords) return inWords;
  for (const { pattern, read } of grammars[scan.lang]) {
    const found = matchAt(pattern, scan.lower, at);
    if (!found?.groups) continue;
    const end = at + found[0].length;
    if (isWordAt(scan.text, end) || !monthsStandUp(scan, at, found)) continue;
    const { first, second } = read(found.groups, scan);
    return { start: at, end, meaning: { kind: 'date', date: resolveDates(first, second, scan.on) ?? undefined } };
  }
  return null;
}

/** `le douze juin 2025`, `le premier janvier`, `the twelfth of June`. */
function matchDayInWords(scan: Scan, at: number): Found | null {
  if (!matchAt(monthSoon[scan.lang], scan.lower, at)) return null;
  const day = matchOrdinal(scan.text, scan.lower, at, scan.lang) ?? matchNumberWords(scan.lower, at, scan.lang);
  if (!day || day.value < 1 || day.value > 31 || ('one' in day && day.one) || (scan.lang === 'fr' && 'form' in day && day.value > 1))
    return null;
  const month = matchAt(monthAndYear[scan.lang], scan.lower, day.end);
  if (!month || isWordAt(scan.text, day.end + month[0].length) || !monthsStandUp(scan, day.end, month)) return null;
  const inWords = month[3] ? matchNumberWords(month[3], 0, scan.lang) : null;
  const written = { day: day.value, month: scan.words.months[month[1] ?? ''], year: month[2] ? Number(month[2]) : inWords?.value };
  return {
    start: at,
    end: day.end + month[0].length - (month[3] ? month[3].length - (inWords?.end ?? 0) : 0),
    meaning: { kind: 'date', date: resolveDates(written, null, scan.on) ?? undefined },
  };
}

/** `may` and `march` are months in capitals only. */
function monthsStandUp(scan: Scan, at: number, found: RegExpExecArray): boolean {
  if (scan.lang === 'fr') return true;
  return [...found[0].matchAll(/\p{L}{3,}/gu)].every(
    (word) => !Object.hasOwn(scan.words.months, word[0]) || /\p{Lu}/u.test(scan.text[at + word.index] ?? ''),
  );
}

type Groups = Record<string, string | undefined>;
type Form = { pattern: RegExp; read: (groups: Groups, scan: Scan) => { first: Written; second: Written | null } };

const years = '(?:1[5-9]|20|21)\\d\\d';

const grammars: Record<Lang, Form[]> = { fr: frenchForms(), en: englishForms() };

function monthSource(lang: Lang): string {
  return Object.keys(vocabularyOf(lang).months)
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace('.', '\\.'))
    .join('|');
}

/** A month within four words: without one, no day in words is looked for. */
const monthSoon: Record<Lang, RegExp> = {
  fr: new RegExp(`(?:\\p{L}+[ -]){1,4}?(?:${monthSource('fr')})(?!\\p{L})`, 'uy'),
  en: new RegExp(`(?:\\p{L}+[ -]){1,4}?(?:${monthSource('en')})(?!\\p{L})`, 'uy'),
};

/** After the day: its month, then a year in digits or in words (« deux mille vingt-cinq »). */
const monthAndYear: Record<Lang, RegExp> = {
  fr: new RegExp(
    ` (${monthSource('fr')})(?!\\p{L})(?: (${years})(?!\\d)| ((?:deux mille|mille neuf|mil neuf|dix-neuf)[\\p{L} -]*))?`,
    'uy',
  ),
  en: new RegExp(`(?: of)? (${monthSource('en')})(?!\\p{L})(?:,? (${years})(?!\\d)| ((?:two thousand|nineteen)[\\p{L} -]*))?`, 'uy'),
};

function frenchForms(): Form[] {
  const w = `${vocabularyOf('fr').weekday}?`;
  const day = (name: string) => `(?<${name}>0?[1-9]|[12]\\d|3[01])(?:er| er)?`;
  const month = (name: string) => `(?<${name}>${monthSource('fr')})(?!\\p{L})`;
  const year = (name: string) => `(?<${name}>${years})(?!\\d)`;
  const dated = (n: number) => `${day(`d${n}`)}(?: ${month(`m${n}`)}(?: ${year(`y${n}`)})?)?`;
  return forms(
    [
      // du 14 au 16 novembre 2026, du 30 novembre au 2 décembre 2025
      `(?:du|d'ici le|entre le|entre les) (?:${w}${dated(1)}) (?:au|à|et le|et) (?:${w})${day('d2')} ${month('m2')}(?: ${year('y2')})?`,
      // 19–20 novembre 2025, 19 et 20 novembre, 30 novembre - 2 décembre
      `${dated(1)}(?:[-–—/]| [-–—] | (?:au|à) )(?:${w})${day('d2')} ${month('m2')}(?: ${year('y2')})?`,
      `${day('d1')} (?:et le|et|ou|&) (?:${w})${day('d2')} ${month('m2')}(?: ${year('y2')})?`,
      // 19, 20 et 21 novembre 2025
      `${day('d1')}(?:, (?:0?[1-9]|[12]\\d|3[01])){1,4} et ${day('d2')} ${month('m2')}(?: ${year('y2')})?`,
      `${day('d1')}[ -]${month('m1')}(?:,? ${year('y1')})?`,
      // de septembre 2024 à mars 2025, janvier-juin 2025
      `(?:entre )?${month('m1')}(?: ${year('y1')})?(?:[-–—]| [-–—] | (?:à|et|au) )${month('m2')} ${year('y2')}`,
      `(?:mi|fin|début)-${month('m1')}(?: ${year('y1')})?`,
      `${month('m1')}(?: de)? ${year('y1')}`,
    ],
    'fr',
  );
}

function englishForms(): Form[] {
  const w = `${vocabularyOf('en').weekday}?`;
  const day = (name: string) => `(?<${name}>0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?(?![\\d,.]\\d)`;
  const month = (name: string) => `(?<${name}>${monthSource('en')})(?!\\p{L})`;
  const year = (name: string) => `(?<${name}>${years})(?!\\d)`;
  const of = '(?: of)? ';
  const to = '(?:[-–—]| [-–—] | (?:to|until|through) (?:the )?)';
  const and = ' (?:and|&) (?:the )?';
  const toOrAnd = '(?:[-–—]| [-–—] | (?:to|and|until|through|&) (?:the )?)';
  return forms(
    [
      // from 14 to 16 November 2026, 19–20 November 2025, 30 November to 2 December
      `(?:from (?:the )?)?${day('d1')}(?:${of}${month('m1')}(?:,? ${year('y1')})?)?${to}(?:${w})${day('d2')}${of}${month('m2')}(?:,? ${year('y2')})?`,
      `between (?:the )?${day('d1')}(?:${of}${month('m1')}(?:,? ${year('y1')})?)?${and}(?:${w})${day('d2')}${of}${month('m2')}(?:,? ${year('y2')})?`,
      `${day('d1')}${and}(?:${w})${day('d2')}${of}${month('m2')}(?:,? ${year('y2')})?`,
      // from November 14 to 16, 2026, November 30 – December 2, 2025
      `(?:from |between )?${month('m1')} ${day('d1')}(?:, ${year('y1')})?${to}(?:${w})(?:${month('m2')} )?${day('d2')}(?:(?:, | )${year('y2')})?(?!,? ?(?:\\d|%|percent|per cent))`,
      `(?:between )?${month('m1')} ${day('d1')}${and}${day('d2')}(?:(?:, | )${year('y2')})?(?!,? ?(?:\\d|%|percent|per cent))`,
      `${day('d1')}, (?:\\d{1,2},? )*and ${day('d2')}${of}${month('m2')}(?:,? ${year('y2')})?`,
      `${day('d1')}${of}${month('m1')}(?:,? ${year('y1')})?`,
      `${month('m1')} ${day('d1')}(?:,? ${year('y1')})?(?!\\d)`,
      `(?:from |between )?${month('m1')}(?:,? ${year('y1')})?${toOrAnd}${month('m2')},? ${year('y2')}`,
      `mid-${month('m1')}(?:,? ${year('y1')})?`,
      `${month('m1')}(?:,| of)? ${year('y1')}`,
    ],
    'en',
  );
}

function forms(sources: string[], lang: Lang): Form[] {
  const months = vocabularyOf(lang).months;
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const written = (groups: Groups, n: 1 | 2): Written => ({
    day: number(groups[`d${n}`]),
    month: months[groups[`m${n}`] ?? ''],
    year: number(groups[`y${n}`]),
  });
  return sources.map((source) => ({
    pattern: new RegExp(source, 'uy'),
    read: (groups) => {
      const second = written(groups, 2);
      const first = written(groups, 1);
      // In « November 14–16 » the month stands with the first day.
      if (second.day !== undefined && second.month === undefined) second.month = first.month;
      return { first, second: second.day === undefined && second.month === undefined ? null : second };
    },
  }));
}

const iso = /(\d{4})-(\d{2})-(\d{2})(?:t\d{2}:\d{2}(?::\d{2})?z?)?(?![\d-])/uy;
const slashed = /(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])(?![.-]\d)/uy;
const monthly = /(0?[1-9]|1[0-2])([/.])((?:19|20)\d{2})(?:[-–—](0?[1-9]|1[0-2])\2((?:19|20)\d{2}))?(?![\d/])/uy;
const dayMonth = /(0?[1-9]|[12]\d|3[01])\/(0?[1-9]|1[0-2])(?![\d/%])(?! (?:de|des|du)(?!\p{L}))/uy;

function matchNumericDate(scan: Scan, at: number): Found | null {
  const found = (date: MentionedDate | null, length: number): Found => ({
    start: at,
    end: at + length,
    meaning: { kind: 'date', date: date ?? undefined },
  });
  const day = matchAt(iso, scan.lower, at);
  if (day) return found(resolveDates({ year: Number(day[1]), month: Number(day[2]), day: Number(day[3]) }, null, scan.on), day[0].length);
  const usual = matchAt(slashed, scan.lower, at);
  if (usual && !isWordAt(scan.text, at + usual[0].length)) {
    // Day first, as everywhere but in the United States; month first only when the calendar leaves no choice.
    const [a, b] = [Number(usual[1]), Number(usual[3])];
    const american = scan.lang === 'en' && b > 12 && a <= 12;
    const year = fullYear(usual[4] ?? '');
    const date = resolveDates({ year, month: american ? a : b, day: american ? b : a }, null, scan.on);
    // An impossible day is still meant as one when it is written in full; 0.5.16 is something else.
    if (date || usual[4]?.length === 4) return found(date, usual[0].length);
  }
  const month = matchAt(monthly, scan.lower, at);
  if (month)
    return found(
      resolveDates(
        { year: Number(month[3]), month: Number(month[1]) },
        month[5] ? { year: Number(month[5]), month: Number(month[4]) } : null,
        scan.on,
      ),
      month[0].length,
    );
  const short =
    scan.lang === 'fr' && /(?:^|[ (])(?:le|du|au) $/.test(scan.lower.slice(Math.max(0, at - 6), at))
      ? matchAt(dayMonth, scan.lower, at)
      : null;
  return short ? found(resolveDates({ day: Number(short[1]), month: Number(short[2]) }, null, scan.on), short[0].length) : null;
}
