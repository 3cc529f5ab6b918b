import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { blockBreak } from '../prose.ts';
import { matchAt, type Found, type Scan } from './scan.ts';
import { vocabularyOf } from './vocabulary.ts';

const idioms: Record<Lang, RegExp> = { fr: build('fr'), en: build('en') };

function build(lang: Lang): RegExp {
  return new RegExp(`(?:${vocabularyOf(lang).idioms})(?!\\p{L})`, 'uy');
}

/** A set phrase in which a number word counts nothing: « deux par deux », « zéro déchet », « l'un des ». */
export function matchIdiom(scan: Scan, at: number): Found | null {
  const found = matchAt(idioms[scan.lang], scan.lower, at);
  return found ? { start: at, end: at + found[0].length, meaning: null } : null;
}

/** The numbering of a title or an item: `2.1 Résultats`, `3) Budget`, `4 – Suites` at the head of a block, `1) … ; 2) …` within. */
export function matchNumbering({ text }: Scan, at: number): Found | null {
  if (at > 0 && text[at - 1] !== blockBreak) return matchInner(text, at);
  const found = matchAt(/\d{1,2}(?:(?:\.\d{1,2})+[.)]?|[.)°]|\/|(?= [-–—] ?\p{L}))(?= ?[\p{L}«"“])(?= |\p{Lu})/uy, text, at);
  return found ? { start: at, end: at + found[0].length, meaning: null } : null;
}

/** The numbers of an enumeration inside a paragraph come one after the other with the same mark: `1. … 2. … 3. …`, `a (1) … (2) …`. */
function matchInner(text: string, at: number): Found | null {
  const found = matchAt(/(\d{1,2})([.)]) (?=[\p{L}«"“])/uy, text, at);
  if (!found || !/[ (]/.test(text[at - 1] ?? '')) return null;
  const [, digits = '', mark = ''] = found;
  const block = { before: text.slice(text.lastIndexOf(blockBreak, at) + 1, at), after: text.slice(at, text.indexOf(blockBreak, at) < 0 ? undefined : text.indexOf(blockBreak, at)) };
  const number = Number(digits);
  const numbered = (n: number, part: string) => new RegExp(`(?:^|[ (])${n}\\${mark} (?=[\\p{L}«"“])`, 'u').test(part);
  const follows = number > 1 ? numbered(1, block.before) && numbered(number - 1, block.before) : numbered(2, block.after);
  return follows ? { start: at, end: at + digits.length + 1, meaning: null } : null;
}
