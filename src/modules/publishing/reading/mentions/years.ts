import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { matchNumberWords } from '../number-words.ts';
import { matchOrdinal } from '../ordinals.ts';
import { fullYear, resolveMonths, resolveYears } from './date-values.ts';
import { isWordAt, matchAt, wordBefore, type Found, type MentionedDate, type Scan } from './scan.ts';
import { vocabularyOf } from './vocabulary.ts';

/** A year, a span of years, a decade, a quarter: `2025`, `2024-2026`, `années 1990`, `1990s`, `mi-2025`, `T2 2025`, `premier semestre 2025`. */
export function matchYears(scan: Scan, at: number): Found | null {
  return matchYearInWords(scan, at) ?? matchQuarter(scan, at) ?? matchDecade(scan, at) ?? matchSpan(scan, at) ?? matchYear(scan, at);
}

const found = (start: number, end: number, kind: 'date' | 'year', date: MentionedDate | null): Found => ({
  start,
  end,
  meaning: { kind, date: date ?? undefined },
});

/** « l’an deux mille vingt-cinq », `nineteen ninety-five`, `the nineties`. */
function matchYearInWords(scan: Scan, at: number): Found | null {
  if (scan.lang === 'en') return matchEnglishYearInWords(scan, at);
  if (wordBefore(scan, at) !== 'an') return null;
  const words = matchNumberWords(scan.lower, at, 'fr');
  return words && words.value > 1000 && words.value < 2200 ? found(at, words.end, 'year', resolveYears(words.value, words.value)) : null;
}

function matchEnglishYearInWords(scan: Scan, at: number): Found | null {
  const decade =
    wordBefore(scan, at) === 'the' ? matchAt(/(twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies(?!\p{L})/uy, scan.lower, at) : null;
  const tens = decade ? (matchNumberWords(`${decade[1]}y`, 0, 'en')?.value ?? 0) : 0;
  if (decade && tens) return found(at, at + decade[0].length, 'year', resolveYears(1900 + tens, 1909 + tens));
  const century = matchAt(/(eighteen|nineteen|twenty)[ -]/y, scan.lower, at);
  const rest = century && matchNumberWords(scan.lower, at + century[0].length, 'en');
  if (!century || !rest || rest.value < 10 || rest.value > 99 || scan.lower[rest.end] === '-') return null;
  const year = (matchNumberWords(century[1] ?? '', 0, 'en')?.value ?? 0) * 100 + rest.value;
  return found(at, rest.end, 'year', resolveYears(year, year));
}

const quarterCode: Record<Lang, RegExp> = {
  fr: /(t|s|q)([1-4])[ /-](20\d\d)(?!\d)|(20\d\d)[ /-](t|s|q)([1-4])(?!\d)/uy,
  en: /(q|h)([1-4])[ /-](20\d\d)(?!\d)|(20\d\d)[ /-](q|h)([1-4])(?!\d)/uy,
};
const quarterNoun: Record<Lang, RegExp> = {
  fr: / (trimestre|semestre)(?: de)?(?: l'année| l'an)? ((?:19|20)\d\d)(?!\d)/uy,
  en: / (quarter|half)(?: of)?(?: the year)? ((?:19|20)\d\d)(?!\d)/uy,
};

function matchQuarter(scan: Scan, at: number): Found | null {
  const code = matchAt(quarterCode[scan.lang], scan.lower, at);
  if (code)
    return found(
      at,
      at + code[0].length,
      'date',
      partOfYear(/[sh]/.test(code[1] ?? code[5] ?? ''), Number(code[2] ?? code[6]), Number(code[3] ?? code[4])),
    );
  const ordinal = matchOrdinal(scan.text, scan.lower, at, scan.lang);
  const noun = ordinal && matchAt(quarterNoun[scan.lang], scan.lower, ordinal.end);
  if (!ordinal || !noun) return null;
  return found(
    at,
    ordinal.end + noun[0].length,
    'date',
    partOfYear(noun[1] === 'semestre' || noun[1] === 'half', ordinal.value, Number(noun[2])),
  );
}

function partOfYear(half: boolean, rank: number, year: number): MentionedDate | null {
  const months = half ? 6 : 3;
  return rank * months > 12 ? null : resolveMonths(year, (rank - 1) * months + 1, rank * months);
}

function matchDecade(scan: Scan, at: number): Found | null {
  if (scan.lang === 'en') {
    const decade = matchAt(/(?:mid-|early-|late-)?((?:1[5-9]|20)\d0)'?s(?!\p{L})|'([1-9]0)s(?!\p{L})/uy, scan.lower, at);
    const first = decade && fullYear(decade[1] ?? decade[2] ?? '');
    return decade && first ? found(at, at + decade[0].length, 'year', resolveYears(first, first + 9)) : null;
  }
  const decade = matchAt(
    /années (?:((?:1[5-9]|20)\d0|[1-9]0)(?!\d)(?:(?: et | à |-|–)((?:1[5-9]|20)\d0|[1-9]0)(?!\d))?|(?=\p{L}))/uy,
    scan.lower,
    at,
  );
  if (!decade) return null;
  if (decade[1]) {
    const first = fullYear(decade[1]);
    return found(at, at + decade[0].length, 'year', resolveYears(first, fullYear(decade[2] ?? decade[1]) + 9));
  }
  const words = matchNumberWords(scan.lower, at + decade[0].length, 'fr');
  const tens = words?.value ?? 0;
  if (!words || tens % 10 || tens < 20 || (tens > 90 && tens < 1800)) return null;
  const first = tens < 100 ? 1900 + tens : tens;
  return found(at, words.end, 'year', resolveYears(first, first + 9));
}

const span =
  /((?:1[5-9]|20|21)\d\d)(?:([-–—/]| [-–—] )(\d{4}|\d{2})(?![\d])(?!-\d)|( à | et | to | and | au | through )((?:1[5-9]|20|21)\d\d))(?![\d\p{L}])/uy;

function matchSpan(scan: Scan, at: number): Found | null {
  const opening = matchAt(scan.lang === 'fr' ? /entre (?=\d)/y : /(?:between|from) (?=\d)/y, scan.lower, at);
  const start = at + (opening?.[0].length ?? 0);
  const years = matchAt(span, scan.lower, start);
  if (!years) return null;
  const first = Number(years[1]);
  const joint = years[4]?.trim();
  if (joint && /^(?:et|and)$/.test(joint) && !(opening && opening[0] !== 'from ')) return null;
  if (joint && !opening && !isCued(scan, start) && scan.lang === 'en') return null;
  const written = years[3] ?? years[5] ?? '';
  const last = written.length === 2 ? Math.floor(first / 100) * 100 + Number(written) : Number(written);
  if (last <= first || last > 2199) return null;
  return found(at, start + years[0].length, 'date', resolveYears(first, last));
}

const cues: Record<Lang, RegExp> = {
  fr: new RegExp(`^(?:${vocabularyOf('fr').yearCues})$`, 'u'),
  en: new RegExp(`^(?:${vocabularyOf('en').yearCues})$`, 'u'),
};

function isCued(scan: Scan, at: number): boolean {
  return cues[scan.lang].test(wordBefore(scan, at).replace(/\.$/, ''));
}

const year = /(mi-|mid-|début-|fin-)?(1\d{3}|20\d\d|21\d\d)(?!\d)(?![.,]\d)(?! ?[%€$£°])(?!-\p{L}{3})/uy;

/** Four digits from 1900 to 2100 are a year unless a plural noun follows; older or later ones need a word that says so. */
function matchYear(scan: Scan, at: number): Found | null {
  const written = matchAt(year, scan.lower, at);
  if (!written || isWordAt(scan.text, at + written[0].length)) return null;
  const end = at + written[0].length;
  const value = Number(written[2]);
  const cued = Boolean(written[1]) || isCued(scan, at);
  const recent = value >= 1900 && value <= 2100;
  const counted = countsNoun(scan, end);
  const enclosed = scan.lower[at - 1] === '(' && /^[),;]/.test(scan.lower.slice(end));
  const ofYear = /^(?:de|of|du)$/.test(wordBefore(scan, at));
  if (
    recent
      ? counted && !(cued && !/^(?:au|programme|loi|from|up)$/.test(wordBefore(scan, at)))
      : value < 1500 || counted || !(cued || enclosed || ofYear)
  )
    return null;
  return found(at, end, 'year', resolveYears(value, value));
}

/** A unit or a plural noun right after: « 2000 habitants », « 1950 km ». */
function countsNoun(scan: Scan, at: number): boolean {
  const following = /^[ -]([\p{L}²³-]+)/u.exec(scan.lower.slice(at, at + 32))?.[1];
  if (!following) return false;
  if (
    new RegExp(
      `^(?:${scan.words.irregularPlural}|${scan.words.durations.map(([source]) => source).join('|')}|euros?|dollars?|francs?|fcfa|eur|usd|hectares?|ha|tonnes?|m²|km²|kg|mwh|kwh|mw|millions?|milliards?|billions?)$`,
      'u',
    ).test(following)
  )
    return true;
  return following.length > 3 && /[sx]$/.test(following) && !scan.words.notPlural.has(following);
}
