import type { Act } from '../../../kernel/act.ts';
import type { Lang, Localized } from '../../../kernel/i18n/lang.ts';
import { listPublished } from '../../figures/index.ts';
import { writePlain } from '../markdown/plain.ts';
import { parseMarkdown, type Block } from '../markdown/tree.ts';
import { shownParts, wholeText } from '../publications/words.ts';
import { readDraft, sentenceAt, type Reading } from '../reading/reading.ts';
import { openReadingRegister } from '../reading/register-reader.ts';
import { mentionGate, type MentionGate } from '../rules.ts';
import type { MentionReason, TextVersion } from '../schema.ts';
import { evaluateQuoted, sayFigure, type DraftFigures } from './draft-figures.ts';
import { findReason, type DraftText } from './queries.ts';
import { findUnread } from './unread.ts';

/** A mention of a text, what it was compared with, and what is left to do about it. */
export interface ReadMention extends Reading {
  /** The mention as it reads: what a figure says, not its directive. */
  words: string;
  /** The name of the figure that it quotes, or could. */
  figureName: Localized | null;
  /** The sentence as typed, which with the mention's text names it for a reason; and as it reads. */
  sentence: string;
  plainSentence: string;
  gate: MentionGate;
  reason: MentionReason | null;
}

/** A version read against the register. Offsets are those of `source`: title, lead and body, one after the other. */
export interface TextReading {
  lang: Lang;
  source: string;
  blocks: Block[];
  figures: DraftFigures;
  mentions: ReadMention[];
}

type Words = Pick<TextVersion, 'title' | 'lead' | 'markdown'>;

/** Reads the last version of a text in a language. */
export async function readText(act: Act, text: DraftText, lang: Lang): Promise<TextReading> {
  return readWords(act, { words: lang === 'fr' ? text.fr : text.en!, lang, figuresOn: text.figuresOn, reasons: text.reasons });
}

/** Reads words that may not be saved yet. */
export async function readWords(
  act: Act,
  { words, lang, figuresOn, reasons }: { words: Words; lang: Lang; figuresOn: Temporal.PlainDate; reasons: readonly MentionReason[] },
): Promise<TextReading> {
  const source = wholeText(words);
  const blocks = parseMarkdown(source);
  const figures = await evaluateQuoted(act, blocks, figuresOn);
  const names = new Map((await listPublished(act)).map(({ slug, name }) => [slug, name]));
  const plain = (some: readonly Block[]) => writePlain(some, (run) => sayFigure(run, figures, figuresOn, lang));
  const whole = plain(blocks);
  const said = new Map(whole.figures.map(({ run, start, end }) => [run.directive.start, whole.text.slice(start, end)]));
  const register = await openReadingRegister(act, { lang, on: figuresOn });
  const readings = await readDraft(source, { lang, on: figuresOn, register });
  const inSentence = (start: number) => {
    const sentence = sentenceAt(source, start).text;
    return { sentence, plainSentence: plain(parseMarkdown(sentence)).text.replace(/\s+/g, ' ') };
  };
  const read = readings.map((reading): ReadMention => {
    const { sentence, plainSentence } = inSentence(reading.start);
    const reason = findReason(reasons, lang, { sentence, text: reading.text });
    return {
      ...reading,
      sentence,
      plainSentence,
      reason,
      words: said.get(reading.start) ?? reading.text,
      figureName: names.get(reading.figure ?? '') ?? null,
      gate: mentionGate(reading, reason !== null),
    };
  });
  const unread = findUnread(shownParts(words), source, readings, { lang, on: figuresOn }).map((mention): ReadMention => ({
    ...mention,
    ...inSentence(mention.start),
    class: 'unbound',
    words: mention.text,
    figureName: null,
    reason: null,
    gate: 'unread',
  }));
  return { lang, source, blocks, figures, mentions: [...read, ...unread].toSorted((a, b) => a.start - b.start) };
}

/** What keeps a text from being published. */
export function unsettled({ mentions }: TextReading): ReadMention[] {
  return mentions.filter(({ gate }) => gate !== 'clear');
}
