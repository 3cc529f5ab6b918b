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
export function matchNumbering(scan: Scan, at: number): Found | null {
  const { text } = scan;
  if (at > 0 && text[at - 1] !== blockBreak) return matchInner(scan, at);
  const found = matchAt(/\d{1,2}(?:(?:\.\d{1,2})+[.)]?|[.)°]|\/|(?= [-–—] ?\p{L}))(?= ?[\p{L}«"“])(?= |\p{Lu})/uy, text, at);
  return found ? { start: at, end: at + found[0].length, meaning: null } : null;
}

/** The numbers of an enumeration inside a paragraph come one after the other with the same mark: `1. … 2. … 3. …`, `a (1) … (2) …`. */
function matchInner({ text, prose }: Scan, at: number): Found | null {
  const found = matchAt(/(\d{1,2})([.)/]) (?=[\p{L}«"“])/uy, text, at);
  if (!found || !/[ (]/.test(text[at - 1] ?? '')) return null;
  const [, digits = '', mark = ''] = found;
  const start = text.lastIndexOf(blockBreak, at) + 1;
  const block = {
    before: text.slice(start, at),
    after: text.slice(at, text.indexOf(blockBreak, at) < 0 ? undefined : text.indexOf(blockBreak, at)),
  };
  const number = Number(digits);
  const numbered = (n: number, part: string) => new RegExp(`(?:^|[ (])${n}\\${mark} (?=[\\p{L}«"“])`, 'u').test(part);
  const follows =
    number > 1
      ? (numbered(1, block.before) || prose.lists.some((list) => list.at === start)) && (number === 2 || numbered(number - 1, block.before))
      : numbered(2, block.after);
  return follows ? { start: at, end: at + digits.length + 1, meaning: null } : null;
}
