import { noBreak } from './figure-words.ts';
import type { Block, FigureRun, Inline } from './tree.ts';

/** A text without marks, and where each of its figures stands in it. */
export interface PlainText {
  text: string;
  figures: { run: FigureRun; start: number; end: number }[];
}

/** Writes a text as its readers hear it: paragraphs on lines of their own, figures in words. */
export function writePlain(blocks: readonly Block[], say: (run: FigureRun) => string): PlainText {
  const plain: PlainText = { text: '', figures: [] };
  writeBlocks(blocks, plain, say);
  return { ...plain, text: plain.text.trimEnd() };
}

/** How many words a text has, figures included. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{Nd}]/u.test(word)).length;
}

function writeBlocks(blocks: readonly Block[], plain: PlainText, say: (run: FigureRun) => string): void {
  for (const block of blocks) {
    if (block.kind === 'list') for (const item of block.items) writeBlocks(item, plain, say);
    else if (block.kind === 'quote') writeBlocks(block.children, plain, say);
    else if (block.kind === 'code') plain.text += `${block.text}\n\n`;
    else if (block.kind !== 'rule') {
      writeInlines(block.children, plain, say);
      plain.text += '\n\n';
    }
  }
}

function writeInlines(inlines: readonly Inline[], plain: PlainText, say: (run: FigureRun) => string): void {
  for (const inline of inlines) {
    if (inline.kind === 'text' || inline.kind === 'code') plain.text += inline.text.replace(/\s*\n\s*/g, ' ');
    else if (inline.kind === 'break') plain.text += ' ';
    else if (inline.kind === 'figure') {
      const start = plain.text.length;
      plain.text += say(inline);
      if (inline.after.length > 0) plain.text += noBreak;
      writeInlines(inline.after, plain, say);
      plain.figures.push({ run: inline, start, end: plain.text.length });
    } else writeInlines(inline.children, plain, say);
  }
}
