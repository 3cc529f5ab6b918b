import type { Lang } from '../../../../kernel/i18n/lang.ts';
import type { Mention } from '../mentions.ts';
import type { Prose } from '../prose.ts';
import type { Span } from '../sentences.ts';
import { contextWords, type ContextWord } from './context.ts';
import type { KnownSeries, ReadingRegister, SeriesOccurrence } from './register.ts';

/** A series named by an ordinal of the text, and the occurrence that the ordinal says, if the register knows it. */
export type Anchor = { mention: Mention; sentence: number; series: KnownSeries; occurrence: SeriesOccurrence | null };

/** A draft being read: its prose, its mentions, its sentences with their words. */
export type DraftText = {
  prose: Prose;
  lang: Lang;
  on: Temporal.PlainDate;
  register: ReadingRegister;
  mentions: Mention[];
  sentences: Sentence[];
  anchors: Anchor[];
};

/** `words` stand at their place in the prose. */
export type Sentence = Span & { index: number; text: string; words: ContextWord[] };

/** Cuts the prose into sentences, each with the words that say something. */
export function buildSentences(prose: Prose, spans: Span[]): Sentence[] {
  return spans.map(({ start, end }, index) => {
    const text = prose.text.slice(start, end);
    return { start, end, index, text, words: contextWords(text).map(({ word, at }) => ({ word, at: at + start })) };
  });
}

/** The sentence in which a mention begins. */
export function sentenceOf(sentences: Sentence[], mention: Mention): Sentence {
  const found = sentences.findLast(({ start }) => start <= mention.at.start) ?? sentences[0];
  if (!found) throw new RangeError('A mention stands in no sentence');
  return found;
}

/** The mentions of a sentence, in order. */
export function mentionsIn({ mentions }: DraftText, { start, end }: Sentence): Mention[] {
  return mentions.filter(({ at }) => at.start >= start && at.start < end);
}

/** The occurrence that a mention speaks of: the nearest ordinal before it in its sentence, else the first after it. */
export function anchorOf({ anchors }: DraftText, mention: Mention, sentence: Sentence): Anchor | null {
  const here = anchors.filter((anchor) => anchor.sentence === sentence.index);
  return (
    here.findLast((anchor) => anchor.mention.at.start < mention.at.start) ??
    here.find((anchor) => anchor.mention.at.start > mention.at.end && anchor.mention.at.start - mention.at.end < 80) ??
    null
  );
}
