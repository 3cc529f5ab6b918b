import type { Lang } from '../../../kernel/i18n/lang.ts';
import { readProse } from './prose.ts';

/** The language in which a text seems to be written, by its commonest words; French where nothing tells. */
export function guessLang(text: string): Lang {
  const words = readProse(text).lower.match(/\p{L}+/gu) ?? [];
  const count = (common: Set<string>) => words.filter((word) => common.has(word)).length;
  return count(english) > count(french) ? 'en' : 'fr';
}

const french = new Set([
  'le',
  'la',
  'les',
  'des',
  'du',
  'de',
  'une',
  'un',
  'et',
  'est',
  'dans',
  'pour',
  'qui',
  'que',
  'au',
  'aux',
  'par',
  'avec',
  'sur',
  'ont',
]);
const english = new Set([
  'the',
  'of',
  'and',
  'to',
  'in',
  'is',
  'are',
  'for',
  'that',
  'with',
  'by',
  'an',
  'was',
  'were',
  'has',
  'have',
  'its',
  'from',
  'at',
  'on',
]);
