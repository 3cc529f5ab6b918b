import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { english } from './vocabulary-en.ts';
import { french } from './vocabulary-fr.ts';

/** The words by which a language writes what this module looks for: sources of regular expressions over lower-case prose. */
export type Vocabulary = {
  months: Record<string, number>;
  weekday: string;
  /** Words after which four digits are a year. */
  yearCues: string;
  /** Words in `-s` after four digits that are no plural noun. */
  notPlural: Set<string>;
  /** Plural nouns that do not end in `-s`. */
  irregularPlural: string;
  /** Verbs after which « from … to » tells a change, not a range. */
  change: string;
  magnitudes: [string, number][];
  currencies: [string, string][];
  percent: string;
  durations: [string, string][];
  measures: [string, string][];
  /** Nouns whose occurrences are counted: in front of them `first` is a number. */
  seriesNouns: string;
  /** Nouns that an ordinal names rather than counts: an arrondissement, a century, a rank. */
  namingNouns: string;
  /** Ordinals that only order speech. */
  orderingNouns: string;
  anniversary: string;
  anniversaryNouns: [string, number][];
  /** Number words that count nothing: whole expressions. */
  idioms: string;
  /** What makes a name of a compound: `deux-roues`, `two-way`. */
  compounds: string;
  /** Parts of a text or of a place that a number designates. */
  references: string;
  /** Proper nouns that take a number. */
  numberedNames: string;
  street: string;
};

const vocabularies: Record<Lang, Vocabulary> = { fr: french, en: english };

export function vocabularyOf(lang: Lang): Vocabulary {
  return vocabularies[lang];
}
