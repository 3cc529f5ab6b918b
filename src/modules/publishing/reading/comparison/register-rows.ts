import { contextWords, findName, findWords, nameWords } from './context.ts';
import { daysOf } from './agreement.ts';
import type { DatedFact, KnownFigure, KnownSeries, ReadingRegister, SeriesOccurrence } from './register.ts';

/** What a register holds, as plain rows of one language, read in one go. */
export type RegisterRows = {
  /** `words`: what announces an occurrence after its ordinal: « conférence ministérielle », « sommet de la Francophonie ». */
  series: { slug: string; name: string; words: string[]; occurrences: SeriesOccurrence[] }[];
  facts: DatedFact[];
  /** `nouns`: what the figure counts: « États et gouvernements », « villes membres ». */
  figures: { slug: string; nouns: string[]; unit?: string; valueOn: (on: Temporal.PlainDate) => Promise<number | null> }[];
};

/** A reading's register over rows held in memory: for a few thousand facts, read once for a draft. Occurrences with a date are facts too. */
export function buildReadingRegister({ series, facts, figures }: RegisterRows): ReadingRegister {
  const dated = [...facts, ...series.flatMap(({ occurrences }) => occurrences.flatMap(datedOccurrence))];
  const named = dated
    .flatMap((fact) => fact.names.map((name) => ({ fact, words: nameWords(name) })))
    .filter(({ words }) => words.length > 1);
  const valued = async (figure: RegisterRows['figures'][number], on: Temporal.PlainDate): Promise<KnownFigure | null> => {
    const value = await figure.valueOn(on);
    return value === null ? null : { slug: figure.slug, value, unit: figure.unit };
  };
  return {
    async findSeries({ words, sentence }) {
      return findByWords(series, words) ?? (genericSession.test(words) ? findInSentence(series, sentence) : null);
    },
    async findFacts({ from, to }) {
      return dated.filter((fact) => {
        const days = daysOf(fact);
        return Temporal.PlainDate.compare(days.from, to) <= 0 && Temporal.PlainDate.compare(from, days.to) <= 0;
      });
    },
    async findNamedFacts({ sentence }) {
      const words = contextWords(sentence);
      return [...new Set(named.filter((name) => findWords(name.words, words) !== null).map(({ fact }) => fact))];
    },
    async figureValue(slug, on) {
      const figure = figures.find((known) => known.slug === slug);
      return figure ? await valued(figure, on) : null;
    },
    async figuresLike({ noun, unit, on }) {
      const said = contextWords(noun).map(({ word }) => word);
      const alike = figures.filter(
        (figure) => (figure.unit === '%') === (unit === '%') && figure.nouns.some((name) => beginsWith(said, name)),
      );
      const found = await Promise.all(alike.map(async (figure) => await valued(figure, on)));
      return found.filter((figure) => figure !== null);
    },
  };
}

function datedOccurrence(occurrence: SeriesOccurrence): DatedFact[] {
  const { from, precision } = occurrence;
  return from && precision ? [{ ...occurrence, from, precision }] : [];
}

type Rows = RegisterRows['series'];

/** The series whose announcing words open the words that follow the ordinal; the longest wins. */
function findByWords(series: Rows, words: string): KnownSeries | null {
  const said = contextWords(words).map(({ word }) => word);
  const matches = series.flatMap((known) =>
    known.words.filter((name) => beginsWith(said, name)).map((name) => ({ known, length: contextWords(name).length })),
  );
  return matches.toSorted((a, b) => b.length - a.length)[0]?.known ?? null;
}

const genericSession = /^(?:sessions?|éditions?|editions?|réunions?|meetings?|séances?|sittings?|occurrences?)(?!\p{L})/iu;

function findInSentence(series: Rows, sentence: string): KnownSeries | null {
  const said = contextWords(sentence);
  return series.find(({ words }) => words.some((name) => contextWords(name).length > 1 && findName(name, said) !== null)) ?? null;
}

function beginsWith(said: string[], name: string): boolean {
  const wanted = contextWords(name).map(({ word }) => word);
  return wanted.length > 0 && wanted.every((word, index) => said[index] === word);
}
