import { blockBreak, type Draft } from './prose-draft.ts';

/** Where the text begins, after a YAML front matter if there is one. */
export function startsFrontMatter(text: string): number {
  return /^\uFEFF?---[ \t]*\r?\n(?:[\s\S]*?\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text)?.[0].length ?? 0;
}

/**
 * Reads what a line begins with: nothing to say (null), or up to where its prose begins; `line` when the whole line is passed.
 * Block structure is read line by line, near enough to CommonMark for finding prose: indented code is taken for prose,
 * since minutes and e-mails are indented more often than they hold code.
 */
export function matchBlock(text: string, at: number, draft: Draft): { end: number; line: boolean } | null {
  const lineEnd = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
  const line = text.slice(at, lineEnd);
  const next = Math.min(lineEnd + 1, text.length);
  if (!line.trim()) {
    draft.push(blockBreak, at, next);
    return { end: next, line: true };
  }
  const fence = /^[ >]*(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
  if (fence) {
    draft.push(blockBreak, at, next);
    return { end: endOfFence(text, next, fence), line: true };
  }
  if (ruled.test(line) || definition.test(line)) {
    draft.push(blockBreak, at, next);
    closeLists(draft, line);
    return { end: next, line: true };
  }
  let end = at + (/^(?:[ \t]*>)+/.exec(line)?.[0].length ?? 0);
  const container = /^:{3,}[^\n]*|^::(?=[\p{L}])/u.exec(text.slice(end, lineEnd));
  if (container?.[0].startsWith(':::')) {
    draft.push(blockBreak, at, next);
    return { end: next, line: true };
  }
  const item = itemMark(text.slice(end, lineEnd), draft);
  if (item) {
    draft.push(blockBreak, at, end);
    end += item.length;
    countItem(draft, item);
  } else closeLists(draft, line);
  const heading = /^[ \t]*#{1,6}[ \t]+/.exec(text.slice(end, lineEnd));
  if (heading) {
    draft.push(blockBreak, at, end);
    end += heading[0].length;
    draft.heading = true;
  } else if (!item) end += /^[ \t]*/.exec(text.slice(end, lineEnd))?.[0].length ?? 0;
  return end > at ? { end, line: false } : null;
}

/** Setext underlines, thematic breaks, the rule under a table's head. */
const ruled = /^[ \t]*(?:=+|-+|(?:[-*_][ \t]*){3,}|\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?)[ \t]*\r?$/;
const definition = /^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]+\S+/;

function endOfFence(text: string, from: number, fence: string): number {
  const close = new RegExp(`^[ >]*${fence[0] === '`' ? '`' : '~'}{${fence.length},}[ \\t]*\\r?$`, 'm');
  const rest = text.slice(from);
  const found = close.exec(rest);
  return found ? Math.min(from + found.index + found[0].length + 1, text.length) : text.length;
}

/** The mark of a list item, with its spaces. In the middle of a paragraph only `1.` may begin a numbered list, as in CommonMark. */
function itemMark(line: string, draft: Draft): string | null {
  const mark = /^[ \t]*(?:[-*+•–—]|(\d{1,3})[.)°])[ \t]+(?:\[[ xX]\][ \t]+)?/.exec(line);
  if (!mark) return null;
  const inParagraph = draft.last !== blockBreak && !draft.lists.at(-1)?.open;
  if (inParagraph && mark[1] && mark[1] !== '1') return null;
  // A dash in the middle of a paragraph is a dash.
  return inParagraph && /[–—]/.test(mark[0]) ? null : mark[0];
}

function countItem(draft: Draft, mark: string): void {
  const indent = /^[ \t]*/.exec(mark)?.[0].replaceAll('\t', '    ').length ?? 0;
  for (const list of draft.lists) if (list.open && list.indent > indent + 1) list.open = false;
  const list = draft.lists.findLast((known) => known.open && Math.abs(known.indent - indent) <= 1);
  if (list) list.items += 1;
  else draft.lists.push({ at: draft.length, items: 1, indent, open: true });
}

/** A line at the margin, after a blank one, ends the lists. */
function closeLists(draft: Draft, line: string): void {
  if (draft.last !== blockBreak || /^[ \t]/.test(line)) return;
  for (const list of draft.lists) list.open = false;
}
