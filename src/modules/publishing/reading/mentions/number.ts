import type { Lang } from '../../../../kernel/i18n/lang.ts';
import type { Hedge } from '../hedges.ts';
import { matchNumberWords } from '../number-words.ts';
import { isSentenceStart, isWordAt, matchAt, wordBefore, type Scan } from './scan.ts';

/** A bare number, in digits or words. `one`: only « un », « une », `one`. `hedge`: carried by the words themselves (`une vingtaine`). */
export type NumberFound = { value: number; end: number; form: 'digits' | 'words'; one: boolean; hedge?: Hedge; plain: boolean };

/** The number written at a position, digits or words, or null where words that look like one count nothing. */
export function matchNumber(scan: Scan, at: number): NumberFound | null {
  return /\d/.test(scan.text[at] ?? '') ? matchDigits(scan.lower, at, scan.lang) : (matchCollective(scan, at) ?? matchCounting(scan, at));
}

/** `1 234,5` and `1.234,5` in French, `1,234.5` in English; thousands may be parted by spaces or apostrophes in both. */
export function matchDigits(lower: string, at: number, lang: Lang): NumberFound | null {
  const found = matchAt(digits[lang], lower, at);
  if (!found) return null;
  const written = found[0];
  const grouped = found[1] !== undefined;
  const whole = (found[1] ?? found[3] ?? '').replace(/[ '.,]/g, '');
  const decimals = found[2] ?? found[4] ?? '';
  return {
    value: Number(`${whole}${decimals ? `.${decimals}` : ''}`),
    end: at + written.length,
    form: 'digits',
    one: false,
    plain: !grouped && !decimals,
  };
}

const digits: Record<Lang, RegExp> = {
  fr: /(?:(\d{1,3}(?:(?: \d{3})+|(?:'\d{3})+|(?:\.\d{3})+)(?!\d))(?:,(\d+))?|(\d+)(?:[.,](\d+))?)/y,
  en: /(?:(\d{1,3}(?:(?: \d{3})+|(?:'\d{3})+|(?:,\d{3})+)(?!\d))(?:\.(\d+))?|(\d+)(?:\.(\d+))?)/y,
};

const frenchSets: Record<string, number> = {
  huitaine: 8,
  dizaine: 10,
  douzaine: 12,
  quinzaine: 15,
  vingtaine: 20,
  trentaine: 30,
  quarantaine: 40,
  cinquantaine: 50,
  soixantaine: 60,
  centaine: 100,
  millier: 1e3,
  million: 1e6,
  milliard: 1e9,
};
const englishSets: Record<string, number> = { dozen: 12, score: 20, ten: 10, hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9 };

/** `une vingtaine` is about twenty; `des dizaines`, `plusieurs centaines`, `hundreds of` are more than one of them. */
function matchCollective(scan: Scan, at: number): NumberFound | null {
  return scan.lang === 'fr' ? matchFrenchSet(scan, at) : matchEnglishSet(scan, at);
}

const frenchSet =
  /(?:(une?|la|le|cette|plusieurs|quelques|des|les|ces|de nombreu(?:x|ses)|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente) )?(?:(?:bonnes?|petites?|petits?|grosses?|grandes?|bons?) )?(huitaine|dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine|millier|million|milliard)(s?)(?!\p{L})(?: (?:de |d')(dizaine|centaine|millier|million|milliard)s(?!\p{L}))?/uy;

function matchFrenchSet(scan: Scan, at: number): NumberFound | null {
  const found = matchAt(frenchSet, scan.lower, at);
  if (!found) return null;
  const [whole, determiner = '', set = '', plural = '', times = ''] = found;
  const end = at + whole.length;
  const unit = (frenchSets[set] ?? 0) * (frenchSets[times] ?? 1);
  const scaled = set.startsWith('milli') && set !== 'millier';
  const base = { value: unit, end, form: 'words' as const, one: false, plain: false };
  if (/^une?$/.test(determiner) && !plural) return scaled && !times ? null : { ...base, hedge: 'about' };
  // « la quinzaine », « la trentaine » are ages and weeks; « la vingtaine de villes » is a number.
  if (/^(?:la|le|cette)$/.test(determiner))
    return !plural && !scaled && /^ d[e']/.test(scan.lower.slice(end, end + 3)) ? { ...base, hedge: 'about' } : null;
  if (/^(?:plusieurs|quelques|des|les|ces|de nombreu)/.test(determiner)) return plural ? { ...base, hedge: 'moreThan' } : null;
  if (!determiner)
    return plural && !scaled && /^ d[e']/.test(scan.lower.slice(end, end + 3)) && wordBefore(scan, at) !== 'par'
      ? { ...base, hedge: 'moreThan' }
      : null;
  const count = matchNumberWords(determiner, 0, 'fr');
  return count?.end === determiner.length && plural && !scaled ? { ...base, value: count.value * unit, hedge: 'about' } : null;
}

const englishSet =
  /(?:(several|a few|many|some|a couple of) )?(dozen|score|ten|hundred|thousand|million|billion)(s?)(?!\p{L})(?: of (thousand|million|billion)s(?!\p{L}))?/uy;

function matchEnglishSet(scan: Scan, at: number): NumberFound | null {
  const found = matchAt(englishSet, scan.lower, at);
  if (!found) return null;
  const [whole, determiner, set = '', plural = '', times = ''] = found;
  const end = at + whole.length;
  const counts = determiner ? set !== 'ten' && set !== 'score' : plural && (times || / of (?!the )/y.test(scan.lower.slice(end, end + 8)));
  return counts
    ? { value: (englishSets[set] ?? 0) * (englishSets[times] ?? 1), end, form: 'words', one: false, hedge: 'moreThan', plain: false }
    : null;
}

/** A number in words that counts: neither part of a name (`Trois-Rivières`), nor « neuf » for new, nor « deux-roues ». */
function matchCounting(scan: Scan, at: number): NumberFound | null {
  const half = scan.lang === 'fr' ? matchAt(/une? demi[- ](douzaine|million|milliard)(?!s)/y, scan.lower, at) : null;
  if (half)
    return {
      value: (frenchSets[half[1] ?? ''] ?? 0) / 2,
      end: at + half[0].length,
      form: 'words',
      one: false,
      plain: false,
      hedge: half[1] === 'douzaine' ? 'about' : undefined,
    };
  const found = matchNumberWords(scan.lower, at, scan.lang);
  if (!found || isWordAt(scan.text, found.end) || !mayCount(scan, at, found.end)) return null;
  if (scan.lang === 'fr' && scan.lower.slice(at, found.end) === 'neuf' && !isNine(scan, at, found.end)) return null;
  return { value: found.value, end: found.end, form: 'words', one: found.one, plain: true };
}

function mayCount(scan: Scan, at: number, end: number): boolean {
  if (/[\p{L}]-$/u.test(scan.text.slice(at - 2, at))) return false;
  const capital = /^\p{Lu}(?!\p{Lu})/u.test(scan.text.slice(at, at + 2));
  const hyphened = /^-(\p{L}[\p{L}-]*)/u.exec(scan.text.slice(end, end + 24))?.[1];
  if (hyphened) {
    if (capital && /^\p{Lu}/u.test(hyphened)) return false;
    if (scan.lang === 'fr') return false;
    return !new RegExp(`^(?:${scan.words.compounds})(?!\\p{L})`, 'iu').test(hyphened);
  }
  // « les Trois Frontières » is a place; a sentence may begin with « Trois États ».
  return !(scan.lang === 'fr' && capital && /^ \p{Lu}\p{Ll}/u.test(scan.text.slice(end, end + 3)) && !isSentenceStart(scan, at));
}

/** « neuf » is nine after a determiner or before a plural, new elsewhere. */
function isNine(scan: Scan, at: number, end: number): boolean {
  const following = scan.lower.slice(end, end + 30);
  if (/^(?:les|ces|ses|nos|vos|leurs|mes|aux|sur|environ|étaient)$/.test(wordBefore(scan, at))) return true;
  return (
    /^ (?:ans?|mois|heures|millions?|milliards?|mille|cents?|pour cent|%|sur|fois|des|de (?:ces|nos|ses|leurs)|d'entre)(?!\p{L})/u.test(
      following,
    ) || isPluralNoun(scan, following)
  );
}

function isPluralNoun({ words }: Scan, following: string): boolean {
  const noun = /^ ([\p{L}-]+)/u.exec(following)?.[1] ?? '';
  return noun.length > 3 && /[sx]$/.test(noun) && !words.notPlural.has(noun);
}
