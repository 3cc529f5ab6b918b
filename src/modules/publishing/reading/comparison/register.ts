import type { Lang } from '../../../../kernel/i18n/lang.ts';
import type { Precision } from '../../../../kernel/i18n/format.ts';
import type { Hedge } from '../hedges.ts';

/**
 * Something that happened or began on a date: an event, a status, a foundation.
 * `names` are the ways a text calls it, in the reading's language (« Conférence de Beijing », « opérateur direct »), each with at least
 * two words that say something; `places` where it was. `to` is the last day; null for a single day, or for the beginning of something.
 */
export type DatedFact = {
  label: string;
  names: string[];
  places: string[];
  from: Temporal.PlainDate;
  to: Temporal.PlainDate | null;
  precision: Precision;
};

/** One of a series; its dates may not be known. */
export type SeriesOccurrence = Omit<DatedFact, 'from' | 'precision'> & {
  number: number;
  from: Temporal.PlainDate | null;
  precision: Precision | null;
};

export type KnownSeries = { slug: string; name: string; occurrences: SeriesOccurrence[] };

export type KnownFigure = { slug: string; value: number; unit?: string };

/** What the reading of a draft asks of the register. Another layer answers, as of the day and the state of knowledge it chooses. */
export interface ReadingRegister {
  /**
   * The series that these words announce, with all its occurrences: `words` follow an ordinal (« Conférence ministérielle de la Francophonie à Kigali »),
   * `sentence` is what surrounds them, for « la Conférence ministérielle, dans sa 46e session ». Null when no series is meant.
   */
  findSeries(query: { words: string; sentence: string; lang: Lang }): Promise<KnownSeries | null>;
  /** The events and facts whose dates overlap these days. */
  findFacts(query: { from: Temporal.PlainDate; to: Temporal.PlainDate; lang: Lang }): Promise<DatedFact[]>;
  /** The events and facts one of whose names has all its words in this sentence. */
  findNamedFacts(query: { sentence: string; lang: Lang }): Promise<DatedFact[]>;
  /** A figure's value on a day; null when there is no such figure or no value. */
  figureValue(slug: string, on: Temporal.PlainDate): Promise<KnownFigure | null>;
  /** Figures that count what `noun` says, best first: suggestions for a number that nothing binds. */
  figuresLike(query: {
    value: number;
    hedge: Hedge;
    unit?: string;
    noun: string;
    lang: Lang;
    on: Temporal.PlainDate;
  }): Promise<KnownFigure[]>;
}
