import { diffWords } from 'diff';
import type { Lang } from '../../../kernel/i18n/lang.ts';

/** Words that two versions share, that only the first has, or only the second. */
export interface Stretch {
  text: string;
  change: 'same' | 'removed' | 'added';
}

/** Compares two texts word by word; where they have too little in common to be compared in time, one whole after the other. */
export function compareWords(before: string, after: string, lang: Lang): Stretch[] {
  const changes = diffWords(before, after, { intlSegmenter: segmenters[lang], timeout: 800 });
  if (!changes)
    return [
      { text: before, change: 'removed' },
      { text: after, change: 'added' },
    ];
  return changes.map(({ value, added, removed }) => ({ text: value, change: added ? 'added' : removed ? 'removed' : 'same' }));
}

const segmenters = { fr: new Intl.Segmenter('fr', { granularity: 'word' }), en: new Intl.Segmenter('en', { granularity: 'word' }) };
