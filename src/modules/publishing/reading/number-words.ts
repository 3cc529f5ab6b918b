import type { Lang } from '../../../kernel/i18n/lang.ts';
import { formatEnglishWords, matchEnglishWords, parseEnglishWords } from './number-words-en.ts';
import { formatFrenchWords, matchFrenchWords, parseFrenchWords, type FrenchOptions, type WordsFound } from './number-words-fr.ts';

export type { FrenchOptions, WordsFound };

/** A whole number below 10¹² in words; `options` (regional tens, spelling, gender) count in French only. Throws RangeError elsewhere. */
export function formatNumberWords(value: number, lang: Lang, options: FrenchOptions = {}): string {
  return lang === 'fr' ? formatFrenchWords(value, options) : formatEnglishWords(value);
}

/** The number that these words write and nothing more, or null. */
export function parseNumberWords(words: string, lang: Lang): number | null {
  return lang === 'fr' ? parseFrenchWords(words) : parseEnglishWords(words);
}

/** The longest number written in words at `at` of a lower-case text. */
export function matchNumberWords(lower: string, at: number, lang: Lang): WordsFound | null {
  return lang === 'fr' ? matchFrenchWords(lower, at) : matchEnglishWords(lower, at);
}
