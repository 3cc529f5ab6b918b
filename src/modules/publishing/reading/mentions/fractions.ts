import { matchHedgeBefore } from '../hedges.ts';
import { matchNumberWords, parseNumberWords } from '../number-words.ts';
import { matchOrdinal } from '../ordinals.ts';
import { matchNumber } from './number.ts';
import { isWordAt, matchAt, nounAfter, wordBefore, type Found, type Scan } from './scan.ts';

/** A part of a whole, hedged or not: `la moitié`, `deux tiers`, `1/3`, `½`, `une ville sur trois`, `one in four`, `le double`. */
export function matchFraction(scan: Scan, at: number): Found | null {
  const hedge = matchHedgeBefore(scan.lower, at, scan.lang);
  const start = hedge?.end ?? at;
  const spell = matchSpell(scan, start);
  if (spell)
    return {
      start: at,
      end: spell.end,
      meaning: { kind: 'duration', value: spell.value, unit: spell.unit, hedge: hedge?.hedge, noun: nounAfter(scan, spell.end) },
    };
  const part =
    matchSymbol(scan, start) ??
    matchRate(scan, start) ??
    (scan.lang === 'fr' ? matchFrench(scan, start, hedge !== null) : matchEnglish(scan, start, hedge !== null));
  if (!part) return null;
  return {
    start: at,
    end: part.end,
    meaning: { kind: 'fraction', value: part.value, hedge: hedge?.hedge, noun: nounAfter(scan, part.end) },
  };
}

type Part = { value: number; end: number };

const spells = {
  fr: /(?:(?:un|une|le|la|ce|cette) )?(demi-|quart d['e] ?|trois[- ]quarts d['e] ?)(siècle|heure|journée)(?!\p{L})/uy,
  en: /(?:(?:a|one) )?(half an? |half[- ]|quarter of an? |quarter[- ]|three quarters of an )(century|hour|day)(?!\p{L})/uy,
};
const spellUnits: Record<string, { size: number; unit: string }> = {
  siècle: { size: 100, unit: 'year' },
  century: { size: 100, unit: 'year' },
  heure: { size: 60, unit: 'minute' },
  hour: { size: 60, unit: 'minute' },
  journée: { size: 1, unit: 'day' },
  day: { size: 1, unit: 'day' },
};

/** A part of a century, an hour or a day: « un demi-siècle » is fifty years. */
function matchSpell({ lower, lang }: Scan, at: number): { value: number; unit: string; end: number } | null {
  const found = matchAt(spells[lang], lower, at);
  const spell = spellUnits[found?.[2] ?? ''];
  if (!found || !spell) return null;
  const part = /^trois|^three/.test(found[1] ?? '') ? 0.75 : found[1]?.startsWith('quart') ? 0.25 : 0.5;
  return { value: spell.size * part, unit: spell.unit, end: at + found[0].length };
}

const symbols: Record<string, number> = { '½': 1 / 2, '⅓': 1 / 3, '⅔': 2 / 3, '¼': 1 / 4, '¾': 3 / 4, '⅕': 1 / 5, '⅛': 1 / 8 };

function matchSymbol({ text }: Scan, at: number): Part | null {
  const value = symbols[text[at] ?? ''];
  if (value !== undefined) return { value, end: at + 1 };
  const times = matchAt(/(\d+(?:[.,]\d+)?) ?x(?= (?:plus|moins|more|less|the|la|le)(?!\p{L})|[.,;)])/uy, text, at);
  if (times) return { value: Number(times[1]?.replace(',', '.')), end: at + times[0].length };
  const digits =
    matchAt(/(\d{1,3}(?:[.,]\d+)?)[/:](\d{1,3}(?: \d{3})*)(?![\d/:\p{L}.]\d?)(?!-\d)/uy, text, at) ??
    matchAt(/(\d{1,3}(?:[.,]\d+)?)[/:](\d{1,3}(?: \d{3})*)(?=\.(?:\D|$))/uy, text, at);
  const whole = Number(digits?.[2]?.replaceAll(' ', ''));
  return digits && whole > 1 ? { value: Number(digits[1]?.replace(',', '.')) / whole, end: at + digits[0].length } : null;
}

/** `un sur quatre`, `une ville sur trois`, `9 maires sur 10`; `one in four`, `nine cities out of ten`. The whole is a small round number with no noun of its own. */
function matchRate(scan: Scan, at: number): Part | null {
  const part = matchNumber(scan, at);
  if (!part?.plain || part.value < 1 || part.value > 99 || isWordAt(scan.text, part.end)) return null;
  const joint = matchAt(
    scan.lang === 'fr' ? /(?: [\p{L}'-]+){0,3} sur /uy : /(?: [\p{L}-]+){0,2} (?:out of|in|of every) (?:every )?/uy,
    scan.lower,
    part.end,
  );
  if (!joint) return null;
  const at2 = part.end + joint[0].length;
  const whole = matchNumber(scan, at2);
  if (!whole || whole.hedge || whole.value < 2 || whole.value < part.value || isWordAt(scan.text, whole.end)) return null;
  if (scan.lang === 'en' && joint[0].includes(' in ') && part.value >= whole.value) return null;
  if (!/^(?:2|3|4|5|6|7|8|9|10|12|20|50|10{2,7})$/.test(String(whole.value))) return null;
  // « one in four women », but « two offices in three countries ».
  const bare = /^ (?:sur|out of|in|of every) (?:every )?$/.test(joint[0]);
  return !bare && hasOwnNoun(scan, whole.end) ? null : { value: part.value / whole.value, end: whole.end };
}

/** « trois projets sur quatre continents », « two offices in three countries »: the second number counts its own noun. */
function hasOwnNoun(scan: Scan, at: number): boolean {
  const following = /^ ([\p{L}-]+)/u.exec(scan.lower.slice(at, at + 24))?.[1] ?? '';
  if (/^[ -]?[%€$°]|^[,.]\d/.test(scan.lower.slice(at, at + 3))) return true;
  return following.length > 2 && /[sx]$/.test(following)
    ? !scan.words.notPlural.has(following)
    : new RegExp(`^(?:${scan.words.irregularPlural}|mois|million|jour)$`, 'u').test(following);
}

const ends =
  "(?= (?:de|des|du|d'|de la|en|est|sont|ont|à|et|ou|dans|par|pour|seulement|environ|avec|au|aux|qui|que|le|la|les)(?!\\p{L})| d'|[.,;:!?)»\\u2029]| ?$|%)";
const frenchHalf = /(?:la |une )?(?:bonne |petite |grosse )?moitié(?![-\p{L}])/uy;
const frenchPart = new RegExp(
  `(un|une|le|les|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)[ -](?:bons? |petits? |gros )?(tiers|quarts?|demis?)(?! (?:d'heure|de finale|de siècle|de confiance|temps|indépendant|certificat|payeur|monde))(?![-\\p{L}])`,
  'uy',
);
const frenchTenth = new RegExp(`(une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) (?=\\p{L}+ièmes?${ends})`, 'uy');
const frenchMultiple = /(?:le |du |au |un )?(double|triple|quadruple|quintuple|décuple)(?= (?:de|du|des|d')(?!\p{L})| d')/uy;
const multiples: Record<string, number> = { double: 2, triple: 3, quadruple: 4, quintuple: 5, décuple: 10, treble: 3, twice: 2 };

function matchFrench(scan: Scan, at: number, hedged: boolean): Part | null {
  const { lower } = scan;
  const half = matchAt(frenchHalf, lower, at);
  if (
    half &&
    (half[0] !== 'moitié' ||
      hedged ||
      /^ (?:moins|plus)(?!\p{L})/u.test(lower.slice(at + half[0].length)) ||
      /^(?:de|pour|par|leur|sa)$/.test(wordBefore(scan, at)))
  )
    return { value: 0.5, end: at + half[0].length };
  const part = matchAt(frenchPart, lower, at) ?? (hedged ? matchAt(/()(tiers|quart)(?![-\p{L}])/uy, lower, at) : null);
  if (part) {
    const count = matchNumberWords(part[1] ?? '', 0, 'fr')?.value ?? 1;
    const whole = part[2] === 'tiers' ? 3 : part[2]?.startsWith('quart') ? 4 : 2;
    // « les tiers » are third parties, « le tiers de la somme » a part, « un demi » needs its noun.
    const counts =
      whole === 2
        ? false
        : part[1] === 'les'
          ? false
          : part[1] !== 'le' || /^ d[eu'](?!\p{L})|^ des /u.test(lower.slice(at + part[0].length));
    return counts && count <= whole * 3 ? { value: count / whole, end: at + part[0].length } : null;
  }
  const tenth = matchAt(frenchTenth, lower, at);
  const ordinal = tenth && matchOrdinal(scan.text, lower, at + tenth[0].length, 'fr');
  const count = tenth ? (matchNumberWords(tenth[1] ?? '', 0, 'fr')?.value ?? 0) : 0;
  if (tenth && ordinal && ordinal.value > 4 && ordinal.plural === count > 1) return { value: count / ordinal.value, end: ordinal.end };
  const multiple = matchAt(frenchMultiple, lower, at);
  return multiple && multiple[0].includes(' ') ? { value: multiples[multiple[1] ?? ''] ?? 0, end: at + multiple[0].length } : null;
}

const englishHalf = /(?:(?:one|a) )?half(?![-\p{L}])/uy;
const englishPart =
  /(a|an|one|two|three|four|five|six|seven|eight|nine)[ -](third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth)(s?)(?![-\p{L}])/uy;
const englishMultiple = /(?:(twice)|(double|triple|treble)(?= (?:the|that|what)))(?!\p{L})/uy;

function matchEnglish(scan: Scan, at: number, hedged: boolean): Part | null {
  const { lower } = scan;
  const half = matchAt(englishHalf, lower, at);
  if (half) {
    const following = lower.slice(at + half[0].length, at + half[0].length + 14);
    const counts =
      hedged ||
      half[0] !== 'half' ||
      /^ (?:of|the|its|their|our|his|her|those|these|as|are|were|have|had|that)(?!\p{L})|^[.,;:!?)\u2029]|^$/u.test(following);
    const ordinary =
      /^(?:first|second|other|latter|better|last|final|top|bottom)$/.test(wordBefore(scan, at)) ||
      /^ (?:past|an? |hour|time|day)/.test(following);
    return counts && !ordinary ? { value: 0.5, end: at + half[0].length } : null;
  }
  const part = matchAt(englishPart, lower, at);
  if (part) {
    const end = at + part[0].length;
    const count = /^an?$/.test(part[1] ?? '') ? 1 : (matchNumberWords(part[1] ?? '', 0, 'en')?.value ?? 1);
    const whole = part[2] === 'quarter' ? 4 : (matchOrdinal(part[2] ?? '', part[2] ?? '', 0, 'en')?.value ?? 0);
    // "a third meeting" counts meetings; "a third of members" divides them.
    const divides = part[3]
      ? count > 1
      : count === 1 &&
        (!/^an?[ -]/.test(part[0]) ||
          hedged ||
          !/^ (?!of|are|were|is|was|have|has|had|and|or|in|by|from|to|come|came|more|less|as)\p{L}/u.test(lower.slice(end, end + 8)));
    return divides && whole ? { value: count / whole, end } : null;
  }
  const fold = matchAt(/(three|four|five|six|seven|eight|nine|ten|twenty|hundred|thousand)fold(?!\p{L})/uy, lower, at);
  if (fold)
    return { value: parseNumberWords(fold[1] ?? '', 'en') ?? parseNumberWords(`a ${fold[1]}`, 'en') ?? 0, end: at + fold[0].length };
  const multiple = matchAt(englishMultiple, lower, at);
  return multiple ? { value: multiples[multiple[1] ?? multiple[2] ?? ''] ?? 0, end: at + multiple[0].length } : null;
}
