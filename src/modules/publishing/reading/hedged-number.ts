import type { Lang } from '../../../kernel/i18n/lang.ts';
import type { Hedge } from './hedges.ts';
import { matchQuantity } from './mentions/amounts.ts';
import { vocabularyOf } from './mentions/vocabulary.ts';
import { readProse } from './prose.ts';

/** « plus de 20 », « près de trente », « une vingtaine », « plus de 20 % »: the hedge and its number, or null. A bare number is `exactly`. */
export function parseHedgedNumber(words: string, lang: Lang): { hedge: Hedge; n: number } | null {
  const prose = readProse(words.trim());
  const scan = { prose, text: prose.text, lower: prose.lower, lang, on: new Temporal.PlainDate(2000, 1, 1), words: vocabularyOf(lang) };
  const found = matchQuantity(scan, 0);
  if (!found?.meaning || found.end !== prose.text.length || found.meaning.value === undefined || found.meaning.kind === 'range')
    return null;
  return { hedge: found.meaning.hedge ?? 'exactly', n: found.meaning.value };
}
