import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { matchNumberWords } from '../number-words.ts';
import type { NumberFound } from './number.ts';
import { matchAt, type Scan } from './scan.ts';
import { vocabularyOf } from './vocabulary.ts';

type Suffix = { end: number; kind?: 'percent' | 'money' | 'duration'; unit?: string; scale?: number; half?: number };

/** What follows a number and belongs to it: a magnitude, a currency, per cent, a duration, a measure, « et demi ». */
export function matchSuffix(scan: Scan, number: NumberFound, prefixed?: string): Suffix | null {
  const grammar = grammars[scan.lang];
  const { lower } = scan;
  const percent = matchAt(grammar.percent, lower, number.end);
  if (percent)
    return {
      end: number.end + percent[0].length,
      kind: 'percent',
      unit: percent[0].includes('‰') || percent[0].endsWith('mille') ? '‰' : '%',
    };
  const magnitude = matchMagnitude(scan, number, prefixed);
  const at = magnitude?.end ?? number.end;
  const scaled = { scale: magnitude?.scale, half: magnitude?.half };
  const currency = prefixed
    ? null
    : matchCurrency(grammar, scan, at, magnitude !== null || number.value >= 1e6 || number.hedge !== undefined);
  if (currency) return { ...scaled, ...currency, kind: 'money' };
  if (magnitude?.symbol && !prefixed && !magnitude.alone) return null;
  const written = {
    spaced: number.form === 'words' || magnitude !== null,
    large: number.hedge !== undefined || number.value >= 1e6 || magnitude !== null,
  };
  const duration = prefixed ? null : matchUnit(grammar.durations, scan, at, written);
  if (duration && !(number.one && !hasHalf(scan, duration.end))) {
    const half = hasHalf(scan, duration.end);
    const rest = half ? 0 : restOfMinutes(scan, duration);
    return { ...scaled, end: duration.end + half + rest, kind: 'duration', unit: duration.unit, half: half ? 0.5 : scaled.half };
  }
  const measure = prefixed ? null : matchUnit(grammar.measures, scan, at, written);
  if (measure && !(measure.unit === 'm' && lower[measure.end] === '€') && !number.one)
    return { ...scaled, end: measure.end, unit: measure.unit };
  return magnitude ? { ...scaled, end: at } : null;
}

/** `€5 million`, `US$ 5`, `EUR 5`: the currency in front, with digits after it. */
export function matchPrefixCurrency(scan: Scan, at: number): { currency: string; end: number } | null {
  const found = matchAt(prefix, scan.text, at);
  if (!found) return null;
  const code = (found[1] ?? found[2] ?? '').toLowerCase();
  const currency = currencyOf(grammars[scan.lang], code);
  return currency ? { currency, end: at + found[0].length } : null;
}

const prefix = /(?:((?:US|CA|A|C)?\$|€|£|¥)|(EUR|USD|CAD|GBP|CHF|XOF|XAF|FCFA|AUD|JPY|MAD|HTG|RWF|MGA)) ?(?=\d)/y;

/** One pattern for many units: the group that matched tells which. */
type Units = { pattern: RegExp; units: string[] };
type Grammar = { percent: RegExp; magnitudes: { pattern: RegExp; scale: number }[]; currencies: Units; durations: Units; measures: Units };

const grammars: Record<Lang, Grammar> = { fr: buildGrammar('fr'), en: buildGrammar('en') };

function buildGrammar(lang: Lang): Grammar {
  const words = vocabularyOf(lang);
  const units = (entries: [string, string][], lead: string): Units => ({
    pattern: new RegExp(`${lead}(?:${entries.map(([source]) => `(${source})`).join('|')})(?![\\p{L}\\p{Nd}])`, 'uy'),
    units: entries.map(([, unit]) => unit),
  });
  return {
    percent: new RegExp(`(?:${words.percent})`, 'uy'),
    magnitudes: words.magnitudes.map(([source, scale]) => ({ pattern: new RegExp(` ?(?:${source})(?!\\p{L})`, 'uy'), scale })),
    currencies: units(words.currencies, lang === 'fr' ? " ?(?:de |d')?" : ' ?(?:of )?'),
    durations: units(words.durations, lang === 'fr' ? "(?:[ -]?| d'| de )" : '(?:[ -]?| of )'),
    measures: units(words.measures, ' ?'),
  };
}

type Magnitude = { end: number; scale: number; half?: number; symbol: boolean; alone?: boolean };

function matchMagnitude(scan: Scan, number: NumberFound, prefixed?: string): Magnitude | null {
  const symbol = matchAt(
    / ?(Mds?|Mrds?|bn|M|k|m(?=€|\$|£))(?=[€$£]|EUR|USD|CAD|CHF|XOF|F ?CFA|(?![\p{L}\p{Nd}²³]))/uy,
    scan.text,
    number.end,
  );
  if (symbol && number.form === 'digits') {
    const letters = symbol[1] ?? '';
    const scale = /^(?:M[dr]|bn)/.test(letters) ? 1e9 : letters === 'k' ? 1e3 : 1e6;
    return { end: number.end + symbol[0].length, scale, symbol: true, alone: letters !== 'k' || Boolean(prefixed) || symbol[0] === 'k' };
  }
  if (prefixed) {
    const short = matchAt(/ ?(?:m|mn)(?![\p{L}\p{Nd}])/uy, scan.text, number.end);
    if (short) return { end: number.end + short[0].length, scale: 1e6, symbol: true, alone: true };
  }
  if (number.form === 'words' && scan.lang === 'fr') return null;
  for (const { pattern, scale } of grammars[scan.lang].magnitudes) {
    // « dix milliers » only after digits; « 25 mille » is said.
    const found = matchAt(pattern, scan.lower, number.end);
    if (!found) continue;
    const end = number.end + found[0].length;
    const half = matchAt(scan.lang === 'fr' ? / et demi(?!\p{L})/uy : / and a half(?!\p{L})/uy, scan.lower, end);
    return { end: end + (half?.[0].length ?? 0), scale, half: half ? 0.5 : undefined, symbol: false };
  }
  return null;
}

function matchCurrency(grammar: Grammar, { lower, text }: Scan, at: number, scaled: boolean): { end: number; unit: string } | null {
  const found = findUnit(grammar.currencies, lower, at);
  if (!found) return null;
  // « 5 millions de dollars », but « 5 dollars »; « 350 F » in capitals only.
  if (!scaled && /^ ?(?:de |d'|of )/.test(found.written)) return null;
  if (found.written.trim() === 'f' && text[found.end - 1] !== 'F') return null;
  return found;
}

function currencyOf(grammar: Grammar, code: string): string | null {
  const found = findUnit(grammar.currencies, code, 0);
  return found?.end === code.length ? found.unit : null;
}

function matchUnit(
  units: Units,
  { lower, text }: Scan,
  at: number,
  { spaced, large }: { spaced: boolean; large: boolean },
): { end: number; unit: string } | null {
  const found = findUnit(units, lower, at);
  if (!found) return null;
  const letters = found.written.trim();
  // « une trentaine d’années », « deux millions d’années »; elsewhere « de jours » has nothing to count.
  if (/^ (?:d'|de |of )/.test(found.written) && !large) return null;
  // A one-letter unit needs digits before it, and small: 5 g, but 5G.
  if (spaced && (!/^[ -]/.test(found.written) || letters.length < 2)) return null;
  if (letters.length === 1 && text[found.end - 1] !== letters && !(letters === 'l' && found.written !== letters)) return null;
  return found;
}

function findUnit({ pattern, units }: Units, lower: string, at: number): { written: string; end: number; unit: string } | null {
  const found = matchAt(pattern, lower, at);
  const unit = found && units[found.slice(1).findIndex((group) => group !== undefined)];
  return found && unit ? { written: found[0], end: at + found[0].length, unit } : null;
}

/** The seconds of « 6 min 30 », the minutes of « 2 heures 30 minutes ». */
function restOfMinutes({ lower, lang }: Scan, { end, unit }: { end: number; unit: string }): number {
  if (unit === 'minute') return matchAt(/ [0-5]?\d(?: ?s(?:econdes?)?(?!\p{L})|(?= ?[.,;:)»!?]|$))/uy, lower, end)?.[0].length ?? 0;
  if (unit !== 'hour') return 0;
  const digits = matchAt(/(?: et)? [0-5]?\d ?(?:minutes?|min|mn)(?!\p{L})/uy, lower, end);
  // « dix-huit heures trente » says its minutes in words.
  const words = lower[end] === ' ' ? matchNumberWords(lower, end + 1, lang) : null;
  return (
    digits?.[0].length ??
    (words && !words.one && words.value < 60 && !/^ \p{L}{3,}s(?!\p{L})/u.test(lower.slice(words.end, words.end + 20))
      ? words.end - end
      : 0)
  );
}

function hasHalf({ lower, lang }: Scan, at: number): number {
  return matchAt(lang === 'fr' ? / et demie?(?!\p{L})/uy : / and a half(?!\p{L})/uy, lower, at)?.[0].length ?? 0;
}
