import type { Act } from '../../../kernel/act.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { writePlain } from '../markdown/plain.ts';
import { figuresIn, parseMarkdown, type Block } from '../markdown/tree.ts';
import { wholeText } from '../publications/words.ts';
import { readDraft, sentenceAt, type Reading } from '../reading/reading.ts';
import { openReadingRegister } from '../reading/register-reader.ts';
import { mentionGate, type MentionGate } from '../rules.ts';
import type { MentionReason, TextVersion } from '../schema.ts';
import { evaluateQuoted, sayFigure, type DraftFigures } from './draft-figures.ts';
import { findReason, type DraftText } from './queries.ts';

/** A mention of a text, what it was compared with, and what is left to do about it. */
export interface ReadMention extends Reading {
  /** The mention as it reads: what a figure says, not its directive. */
  words: string;
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
export async function readWords(act: Act, { words, lang, figuresOn, reasons }: { words: Words; lang: Lang; figuresOn: Temporal.PlainDate; reasons: readonly MentionReason[] }): Promise<TextReading> {
  const source = wholeText(words);
  const blocks = parseMarkdown(source);
  const figures = await evaluateQuoted(act, blocks, figuresOn);
  const said = new Map(figuresIn(blocks).map((run) => [run.directive.start, sayFigure(run, figures, figuresOn, lang)]));
  const plain = (markdown: string) => writePlain(parseMarkdown(markdown), (run) => sayFigure(run, figures, figuresOn, lang)).text.replace(/\s+/g, ' ');
  const register = await openReadingRegister(act, { lang, on: figuresOn });
  const readings = await readDraft(source, { lang, on: figuresOn, register });
  const mentions = readings.map((reading): ReadMention => {
    const sentence = sentenceAt(source, reading.start).text;
    const reason = findReason(reasons, lang, { sentence, text: reading.text });
    return { ...reading, words: said.get(reading.start) ?? reading.text, sentence, plainSentence: plain(sentence), reason, gate: mentionGate(reading, reason !== null) };
  });
  return { lang, source, blocks, figures, mentions };
}

/** What keeps a text from being published. */
export function unsettled({ mentions }: TextReading): ReadMention[] {
  return mentions.filter(({ gate }) => gate !== 'clear');
}
