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

/** The numbering of a title or an item at the head of a block: `2.1 Résultats`, `3) Budget`, `4 – Suites`. */
export function matchNumbering({ text }: Scan, at: number): Found | null {
  if (at > 0 && text[at - 1] !== blockBreak) return null;
  const found = matchAt(/\d{1,2}(?:(?:\.\d{1,2})+[.)]?|[.)°]|\/|(?= [-–—] ?\p{L}))(?= ?[\p{L}«"“])(?= |\p{Lu})/uy, text, at);
  return found ? { start: at, end: at + found[0].length, meaning: null } : null;
}
