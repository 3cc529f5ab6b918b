import type { Lang } from '../../../kernel/i18n/lang.ts';
import type { Block, CodeRun, FigureRun, Inline, TextRun } from '../markdown/tree.ts';
import { findMentionsInProse, type Mention } from '../reading/mentions.ts';
import { Draft, opaque, type Prose } from '../reading/prose-draft.ts';
import { matchAddress } from '../reading/prose-marks.ts';
import { readProse } from '../reading/prose.ts';

/**
 * The numbers that a page shows and that the reading of its source did not see. The page is drawn by a parser of Markdown, the
 * reading takes what people paste in as prose: where the two part, what is shown wins.
 * Offsets are those of `source`, in which each part starts where it says.
 */
export function findUnread(
  parts: readonly { blocks: readonly Block[]; start: number }[],
  source: string,
  read: readonly Mention[],
  options: { lang: Lang; on: Temporal.PlainDate },
): Mention[] {
  const prose = readProse(source);
  const directives = new Set(read.flatMap((mention) => (mention.kind === 'directive' ? [mention.start] : [])));
  return parts.flatMap((part) =>
    part.blocks.flatMap(shownInBlock).flatMap((run) => {
      if (run.kind === 'figure') {
        const start = part.start + run.directive.start;
        return directives.has(start) ? [] : [unreadAt(run.directive.raw, start, part.start + run.directive.end)];
      }
      const [start, end] = [part.start + run.start, part.start + run.end];
      return unreadIn(run.text, seenBetween(prose, source, start, end), within(read, start, end), options).map((text) => {
        const at = source.indexOf(text, start);
        return at >= 0 && at < end ? unreadAt(text, at, at + text.length) : unreadAt(text, start, end);
      });
    }),
  );
}

type Shown = TextRun | CodeRun | FigureRun;

function shownInBlock(block: Block): Shown[] {
  if (block.kind === 'list') return block.items.flat().flatMap(shownInBlock);
  if (block.kind === 'quote') return block.children.flatMap(shownInBlock);
  if (block.kind === 'code') return [block];
  return block.kind === 'rule' ? [] : block.children.flatMap(shownInline);
}

function shownInline(inline: Inline): Shown[] {
  if (inline.kind === 'figure') return [inline, ...inline.after.flatMap(shownInline)];
  if (inline.kind === 'text' || inline.kind === 'code') return [inline];
  return inline.kind === 'break' ? [] : inline.children.flatMap(shownInline);
}

/** Digits that no recogniser knows: of other scripts, full width, in circles, Roman numerals of one character. */
const foreignDigits = /[[\p{Nd}\p{Nl}\u2460-\u24ff\u2776-\u2793]--[0-9]]+/gv;

/** The numbers of a run that none of the mentions read there holds; each mention answers for one of them, a directive for all of its own. */
function unreadIn(text: string, seen: string, read: readonly Mention[], options: { lang: Lang; on: Temporal.PlainDate }): string[] {
  const foreign = [...text.matchAll(foreignDigits)].map(([digits]) => digits);
  if (lettersOf(text) === lettersOf(seen)) return foreign;
  const left = [...read];
  const shown = asShown(text);
  const mentioned = findMentionsInProse(shown, text, options).filter(({ kind }) => kind !== 'name');
  const missed = mentioned.filter((mention) => {
    const found = left.findIndex((one) => lettersOf(one.text).includes(lettersOf(mention.text)));
    if (found >= 0 && left[found]!.kind !== 'directive') left.splice(found, 1);
    return found < 0;
  });
  // What looks like a numbering (« 12° ») is no mention: it must have been seen all the same.
  const numbered = mentioned.reduce((words, mention) => words.replace(prosaic(shown, mention), ' '), shown.text);
  const known: string[] = seen.match(/\d+/g) ?? [];
  const unseen = (numbered.match(/\d+/g) ?? []).filter((digits) => !known.includes(digits));
  return [...missed.map((mention) => mention.text), ...unseen, ...foreign];
}

/** Words without marks: nothing in them is Markdown any more, addresses are still none to read. */
function asShown(text: string): Prose {
  const draft = new Draft(text);
  for (let at = 0; at < text.length;) at = matchAddress(text, at, draft) ?? draft.copy(at);
  return draft.finish();
}

function prosaic({ text }: Prose, { at }: Mention): string {
  return text.slice(at.start, at.end);
}

/** What the reading saw between two places of the source; an address counts as seen, code and marks do not. */
function seenBetween(prose: Prose, source: string, start: number, end: number): string {
  let from = firstFrom(prose.starts, start);
  if (from > 0 && prose.ends[from - 1]! > start) from -= 1;
  let seen = '';
  for (let i = from; i < prose.starts.length && prose.starts[i]! < end; i += 1) {
    const character = prose.text[i]!;
    const typed = source.slice(prose.starts[i], prose.ends[i]);
    if (character !== opaque) seen += character;
    else if (/^<?[\w+-]+[.:@/]/.test(typed)) seen += typed;
  }
  return seen;
}

function within(mentions: readonly Mention[], start: number, end: number): Mention[] {
  return mentions.filter((mention) => mention.start < end && mention.end > start);
}

/** The place of the first of ordered offsets that is not before another. */
function firstFrom(offsets: readonly number[], offset: number): number {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]|ʼ/gu, '');
}

function unreadAt(text: string, start: number, end: number): Mention {
  return { kind: 'cardinal', text, start, end, at: { start: 0, end: 0 } };
}
