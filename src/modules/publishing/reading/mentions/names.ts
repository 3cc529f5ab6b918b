import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { parseRoman } from '../roman.ts';
import { isSentenceStart, isWordAt, matchAt, type Found, type Scan } from './scan.ts';
import { vocabularyOf } from './vocabulary.ts';

/**
 * Digits that name rather than count: `COP30`, `TV5MONDE`, `Agenda 2030`, `ODD 11`, `article 12`, `n° 12`, `p. 4`, `Covid-19`, `BF-2024-012`,
 * phone numbers, post codes, house numbers, `Mohammed VI`. A number before a plural noun or a unit is never one: « phase 2 » but « en phase 12 villes ».
 */
export function matchName(scan: Scan, at: number): Found | null {
  const end = matchCode(scan, at) ?? matchReference(scan, at) ?? matchNumbered(scan, at) ?? matchRegnal(scan, at) ?? matchPlace(scan, at);
  return end === null ? null : { start: at, end, meaning: { kind: 'name' } };
}

/** `5G`, `3D`, `4x4`, `2.1.3`: digits and letters that nothing else understood. */
export function matchMixed(scan: Scan, at: number): Found | null {
  const mixed = matchAt(/\d+(?:[.,]\d+)*\p{L}[\p{L}\p{Nd}]*(?:-[\p{L}\p{Nd}]+)*|\d+(?:\.\d+){2,}/uy, scan.text, at);
  return mixed ? { start: at, end: at + mixed[0].length, meaning: { kind: 'name' } } : null;
}

/** Codes that begin with a digit or a sign. */
const digitCodes = [
  // Telephone: +33 1 44 88 22 88, 01 44 88 22 88, (514) 555-0123, 514-555-0123
  /(?:\+|00)\d{1,3}(?:[ .-]?\(0\))?(?:[ .-]?\d{1,4}){3,6}(?!\d)/uy,
  /0\d(?:[ .-]?\d{2}){4}(?!\d)/uy,
  /\(\d{3}\) ?\d{3}-\d{4}(?!\d)|\d{3}-\d{3}-\d{4}(?!\d)/uy,
  // SIRET, ISBN
  /\d{3} \d{3} \d{3} \d{5}(?!\d)/uy,
  /97[89][- ]\d[\d -]{8,14}\d(?!\d)/uy,
  // Numbers of laws: 2015-991, (UE) 2016/679, 2014/24/UE
  /\((?:UE|EU|CE|EC|CEE)\) (?:n° ?|No\.? ?)?\d{2,4}\/\d{1,4}/uy,
  /\d{2,4}\/\d{1,4}\/(?:UE|EU|CE|EC|CEE)(?!\p{L})/uy,
  /(?:19|20)\d\d-\d{3,4}(?![\d-])(?<!-(?:19|20)\d\d)/uy,
  /#\d+/uy,
  // Resolutions: 2023/7; 2024/25 is a season.
  /(?:19|20)\d\d\/(?:\d|\d{3})(?!\d)/uy,
  /(?:2030|2063) Agenda(?!\p{L})/uy,
  /(?:9\/11|11[- ]Septembre)(?![\d/])/uy,
  // A leading zero is never counted: fonction 041
  /0\d+(?![\d.,:/h])/uy,
];

/** Codes that begin with a letter; without a digit near, there is none. */
const letterCodes = [
  // n° 12, No. 12, numéro 12
  /(?:[Nn][°º]|N\.°|No\.|[Nn]uméro|NUMÉRO) ?[A-Z]{0,5}[-/]?\d+(?:[./-]?[\p{L}\p{Nd}]+)*(?:(?:, | et | and | à )\d+(?![\p{L}\d,.%]))*/uy,
  // IBAN, ISSN
  /[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{Nd}])/uy,
  /ISSN \d{4}-\d{3}[\dX](?!\d)/uy,
  /(?:UE|EU|CE|EC|CEE) (?:n° ?|No\.? ?)?\d{2,4}\/\d{1,4}/uy,
  /(?:LO|[LRD])\.? ?\*?\d{3,4}(?:-\d+)+(?!\d)/uy,
  // J-30, J+2
  /[JDHT][+−-]\d{1,3}(?!\d)/uy,
  /PM ?(?:2[.,]5|10)(?!\d)/uy,
  /[Bb]ac ?\+ ?\d(?!\d)/uy,
  // COP30, TV5MONDE, C40, CO2, Covid-19, BF-2024-012, A/RES/70/1, v2.1
  /(?=[\p{L}\p{Nd}_/.-]*\d)\p{L}[\p{L}\p{Nd}]*(?:[-_/][\p{L}\p{Nd}]+|(?<=\d)\.\d+)+/uy,
  /(?=\p{L}+\d)\p{L}+\d[\p{L}\p{Nd}]*(?:[.,]\d+(?=[^\d]|$))?/uy,
];

function matchCode({ text }: Scan, at: number): number | null {
  // What hangs from a letter or digit by a hyphen is the end of something else.
  if (/[\p{L}\p{Nd}]-$/u.test(text.slice(Math.max(0, at - 2), at)) || bareUnit.test(text.slice(at, at + 5))) return null;
  const lettered = /\p{L}/u.test(text[at] ?? '');
  if (lettered && !nearDigit.test(text.slice(at, at + 30))) return null;
  for (const pattern of lettered ? letterCodes : digitCodes) {
    const found = matchAt(pattern, text, at);
    if (found && !isWordAt(text, at + found[0].length)) return at + found[0].length;
  }
  return null;
}

const nearDigit = /^\p{L}[^ ]*(?: [A-Z]{0,2})?[^ ]*\d/u;

/** « 525 hab./km2 » */
const bareUnit = /^(?:km|cm|mm|m)[23](?![\p{L}\p{Nd}])/u;

type Grammar = { reference: RegExp; numbered: RegExp; street: RegExp };

const numberNames: Record<Lang, string> = {
  fr: 'deux|trois|quatre|cinq|six|sept|huit|dix',
  en: 'one|two|three|four|five|six|seven|eight|nine|ten',
};
const designator = '(?:n[°º] ?|no\\. ?)?(?:[a-z](?:\\.? ?|-))?\\d+(?:[./-][\\p{L}\\d]+)*(?: ?(?:bis|ter|quater)(?!\\p{L}))?[a-h]?';
const listed = '(?:, (?!(?:19|20)\\d\\d)\\d+(?:\\.\\d+)*(?=[;)\\u2029]|$|[,.](?!\\d)| et \\d| and \\d| ou \\d| or \\d))*';
const further = `${listed}(?:(?:(?:, ${designator})*(?: et | and | ou | or | & )| à | to |[-–])(?:${designator})(?![\\p{L}\\d]))*`;

const grammars: Record<Lang, Grammar> = { fr: buildGrammar('fr'), en: buildGrammar('en') };

function buildGrammar(lang: Lang): Grammar {
  const words = vocabularyOf(lang);
  const roman = '[ivx]{1,6}';
  return {
    reference: new RegExp(
      `(?:${words.references}) ?(?<=[ §.])(?:(${designator}(?![\\p{L}\\d])${further})|(premier|1er|1re|${roman}(?:(?:, | et | and | à | to |-)${roman})*|${numberNames[lang]})(?![\\p{L}\\d-]))`,
      'uy',
    ),
    numbered: new RegExp(
      `(?:${words.numberedNames})(?:(?<=[+-]) ?| |-)(?:\\(\\p{Lu}+\\) )?(\\d+(?:[.,:/-]\\d+)*(?![\\p{L}\\d])${further})`,
      'uy',
    ),
    street: new RegExp(`\\d{1,4}${words.street}`, 'uy'),
  };
}

function matchReference(scan: Scan, at: number): number | null {
  const found = matchAt(grammars[scan.lang].reference, scan.lower, at);
  if (!found) return null;
  const end = at + found[0].length;
  const roman = found[2];
  // « salle B12 », but « le groupe a 12 ans ».
  const letter = found[1]?.search(/^[a-z](?!o)/) === 0 ? scan.text[end - (found[1]?.length ?? 0)] : undefined;
  if (letter && !/[A-Z]/.test(letter) && !/^n[°º]/.test(found[1] ?? '')) return null;
  if (roman && /^[ivx]+(?!\p{L})/u.test(roman))
    return [...scan.text.slice(end - roman.length, end).matchAll(/[IVXivx]+/g)].every(([numeral]) => parseRoman(numeral) !== null)
      ? end
      : null;
  // A year after « rapport » or « projet » stays a year; a resolution or an article may be numbered 1325.
  const year = /(?:19|20)\d\d$/.test(found[0]) && !/^(?:art|rés|res|p)/.test(found[0]);
  return year || countsSomething(scan, end) ? null : end;
}

function matchNumbered(scan: Scan, at: number): number | null {
  const found =
    matchAt(grammars[scan.lang].numbered, scan.text, at) ??
    matchAt(/(?:Groupe des|Group of) (?:\p{L}+-\p{L}+|\p{Lu}\p{L}+)(?=[ .,;)]|$)/uy, scan.text, at);
  if (found && !countsSomething(scan, at + found[0].length)) return at + found[0].length;
  return matchAcronym(scan, at);
}

/** `CMP 20`, `CCNUCC 5`: letters in capitals and a short number with no noun after it. */
function matchAcronym(scan: Scan, at: number): number | null {
  const found = matchAt(/(?!EUR|USD|CAD|GBP|CHF|XOF|XAF|FCFA|AUD)\p{Lu}{2,6} \d{1,3}(?![\p{L}\p{Nd}]|[., ]\d)/uy, scan.text, at);
  if (!found) return null;
  const end = at + found[0].length;
  if (/(?:flight|vol) $/i.test(scan.text.slice(Math.max(0, at - 7), at))) return end;
  return /^(?:[.;:)»\u2029]| ?$| (?:de|du|des|à|en|et|a|est|qui|que|of|in|and|is|to|at|will|has|was|sur|se|dans)(?!\p{L}))/u.test(
    scan.lower.slice(end),
  ) && !countsSomething(scan, end)
    ? end
    : null;
}

/** `Mohammed VI`, `Habitat III`: Roman numerals that end a name. */
function matchRegnal({ text }: Scan, at: number): number | null {
  const found = matchAt(/\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)* (?:([IVX]{2,5})|Ier)(?![\p{L}\p{Nd}'-])/uy, text, at);
  return found && (found[1] === undefined || parseRoman(found[1])) ? at + found[0].length : null;
}

/** A post code before its city, a house number before its street. */
function matchPlace(scan: Scan, at: number): number | null {
  const street = matchAt(grammars[scan.lang].street, scan.lower, at);
  if (street) return at + (/^\d+/.exec(street[0])?.[0].length ?? 0);
  const code = matchAt(/\d{5}(?= \p{Lu}[\p{L}-]{2})/uy, scan.text, at);
  return code && (isSentenceStart(scan, at) || /[,–-] ?$/.test(scan.text.slice(Math.max(0, at - 2), at))) ? at + 5 : null;
}

/** A unit, a magnitude, or a plural noun that the number counts. */
function countsSomething(scan: Scan, at: number): boolean {
  const following = scan.lower.slice(at, at + 32);
  if (
    /^ ?[%€$£°‰]|^ (?:m€|k€|md€|millions?|milliards?|billions?|euros?|dollars?|ans?|mois|jours?|heures?|years?|months?|days?|hours?|weeks?|semaines?|pour cent|per ?cent|points? de)(?!\p{L})/u.test(
      following,
    )
  )
    return true;
  const noun = /^ ([\p{L}-]+)/u.exec(following)?.[1] ?? '';
  // English verbs end in -s too: « Phase 2 runs ».
  const plural = scan.lang === 'fr' && noun.length > 3 && /[sx]$/.test(noun) && !scan.words.notPlural.has(noun);
  return plural || new RegExp(`^(?:${scan.words.irregularPlural})$`, 'u').test(noun);
}
