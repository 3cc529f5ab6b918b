import type { Lang } from '../../../kernel/i18n/lang.ts';
import { formatNumberWords, matchNumberWords, parseNumberWords } from './number-words.ts';
import { formatRoman, parseRoman } from './roman.ts';

type OrdinalForm = 'digits' | 'roman' | 'words';
type OrdinalFound = { value: number; end: number; form: OrdinalForm; plural: boolean };

/**
 * Reads an ordinal at `at`: `1er`, `46e`, `46ème`, `XXe`, `quarante-sixième`, `second`; `46th`, `XXth`, `forty-sixth`.
 * `lower` is `text` in lower case. Whether `premier` or `second` counts anything there is for the caller to say.
 */
export function matchOrdinal(text: string, lower: string, at: number, lang: Lang): OrdinalFound | null {
  return matchDigits(lower, at, lang) ?? matchRoman(text, at, lang) ?? matchWords(lower, at, lang);
}

/** The ordinal that these words write and nothing more, or null. */
export function parseOrdinal(words: string, lang: Lang): number | null {
  const text = words.trim();
  const found = matchOrdinal(text, text.toLowerCase(), 0, lang);
  return found && found.end === text.length ? found.value : null;
}

/** `46e`, `XXe`, `quarante-sixième`, `1re` in the feminine; `46th`, `XXth`, `forty-sixth`. */
export function formatOrdinal(value: number, lang: Lang, options: { form?: OrdinalForm; feminine?: boolean } = {}): string {
  const form = options.form ?? 'digits';
  if (form === 'words') return formatWords(value, lang, options.feminine ?? false);
  const number = form === 'roman' ? formatRoman(value) : String(value);
  if (lang === 'en') return `${number}${englishSuffix(value)}`;
  if (value !== 1) return `${number}e`;
  return `${number}${options.feminine ? 're' : 'er'}`;
}

const digits = {
  fr: /(\d{1,3}(?: \d{3})+|\d+)(?:(er|re|[èe]re)|(de?|nde?)|(e|è|i?[eè]me|st|nd|rd|th)| (?:i?[eè]me))(s?)(?![\p{L}\p{Nd}])/uy,
  en: /(\d{1,3}(?:,\d{3})+|\d+)(?:(st)|(nd)|(rd|th))(s?)(?![\p{L}\p{Nd}])/uy,
};

function matchDigits(lower: string, at: number, lang: Lang): OrdinalFound | null {
  const found = matchAt(digits[lang], lower, at);
  if (!found) return null;
  const value = Number((found[1] ?? '').replace(/[ ,]/g, ''));
  // « 2d », « 2de » and « 1re » are French only for these numbers: « 3d » is something else.
  if (lang === 'fr' && ((found[2] && value !== 1) || (found[3] && value !== 2))) return null;
  return { value, end: at + found[0].length, form: 'digits', plural: Boolean(found[5]) };
}

const roman = {
  fr: /([IVXL]+)(?:(er|re|ère)|(e|è|[eè]me|i[eè]me|nde?|th)|(E|ÈME|EME))(s?)(?![\p{L}\p{Nd}])/uy,
  en: /([IVXL]+)(?:(st)|(nd|rd|th)|(ST|ND|RD|TH))(s?)(?![\p{L}\p{Nd}])/uy,
};

function matchRoman(text: string, at: number, lang: Lang): OrdinalFound | null {
  const found = matchAt(roman[lang], text, at);
  const numeral = found?.[1] ?? '';
  const value = found && numeral !== 'L' ? parseRoman(numeral) : null;
  if (!found || value === null) return null;
  if (lang === 'fr' && (value === 1) !== Boolean(found[2])) return null;
  // In capitals, VIE and LIVE are words before they are numbers.
  if (found[4] && (numeral.length < 2 || !numeral.startsWith('X'))) return null;
  return { value, end: at + found[0].length, form: 'roman', plural: Boolean(found[5]) };
}

const ends = {
  fr: /(?:\p{L}+[ -]){0,12}?(?:premi(?:er|ère)|seconde?|\p{L}+i[eè]me)(s?)(?!\p{L})/uy,
  en: /(?:\p{L}+[ -]){0,12}?(?:first|second|third|\p{L}+th)(s?)(?!\p{L})/uy,
};

function matchWords(lower: string, at: number, lang: Lang): OrdinalFound | null {
  const first = /\p{L}+/uy;
  const word = matchAt(first, lower, at)?.[0] ?? '';
  if (!isOrdinalWord(word, lang) && !matchNumberWords(lower, at, lang)) return null;
  const found = matchAt(ends[lang], lower, at);
  if (!found) return null;
  const plural = found[1] ?? '';
  const words = found[0].slice(0, found[0].length - plural.length);
  const value = readWords(words, lang);
  return value === null ? null : { value, end: at + found[0].length, form: 'words', plural: plural === 's' };
}

const isOrdinalWord = (word: string, lang: Lang) =>
  (lang === 'fr' ? /^(?:premi(?:er|ère)|seconde?|\p{L}+i[eè]me)s?$/u : /^(?:first|second|third|\p{L}+th)s?$/u).test(word);

const oddFrench: Record<string, string> = { uniem: 'un', cinquiem: 'cinq', neuviem: 'neuf', quatriem: 'quatre', milliem: 'mille' };
const oddEnglish: Record<string, string> = {
  first: 'one',
  second: 'two',
  third: 'three',
  fifth: 'five',
  eighth: 'eight',
  ninth: 'nine',
  twelfth: 'twelve',
};

/** Puts the last word back into its cardinal and reads the whole. */
function readWords(words: string, lang: Lang): number | null {
  const cut = Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')) + 1;
  const head = words.slice(0, cut);
  const last = words.slice(cut);
  if (lang === 'en') {
    const cardinal = oddEnglish[last] ?? (last.endsWith('ieth') ? `${last.slice(0, -4)}y` : last.slice(0, -2));
    return cardinal === 'million' || cardinal === 'billion'
      ? null
      : (parseNumberWords(head + cardinal, 'en') ?? parseNumberWords(`a ${head}${cardinal}`, 'en'));
  }
  if (/^premi(?:er|ère)$/.test(last)) return head ? null : 1;
  if (/^seconde?$/.test(last)) return head ? null : 2;
  const stem = last.replace(/i[eè]me$/, '');
  const cardinal = oddFrench[`${stem}iem`] ?? [stem, `${stem}e`].find((word) => parseNumberWords(word, 'fr') !== null);
  // « unième » only ends a longer number.
  return cardinal === undefined || (cardinal === 'un' && !head) ? null : parseNumberWords(head + cardinal, 'fr');
}

function formatWords(value: number, lang: Lang, feminine: boolean): string {
  const words = formatNumberWords(value, lang);
  if (lang === 'en') {
    const cut = Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')) + 1;
    const last = words.slice(cut);
    const odd = Object.entries(oddEnglish).find(([, cardinal]) => cardinal === last)?.[0];
    return words.slice(0, cut) + (odd ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`));
  }
  if (value === 1) return feminine ? 'première' : 'premier';
  const base = words.replace(/(cent|vingt|million|milliard)s$/, '$1');
  if (base.endsWith('cinq')) return `${base}uième`;
  if (base.endsWith('neuf')) return `${base.slice(0, -1)}vième`;
  return `${base.replace(/e$/, '')}ième`;
}

function englishSuffix(value: number): string {
  if (value % 100 >= 11 && value % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th';
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
