import { blockBreak, opaque, readProse, type Prose } from './prose.ts';

/** Where a sentence stands: in the prose, or in the original text as said. */
export type Span = { start: number; end: number };

/**
 * The sentence around an offset of a Markdown or plain text, as written there (marks included).
 * Abbreviations (M., n°, art., etc.) do not end it; a heading, an item, a cell of a table is one of its own.
 */
export function sentenceAt(text: string, offset: number): Span & { text: string } {
  const prose = readProse(text);
  const spans = sentenceSpans(prose);
  const span = spans.findLast(({ start }) => (prose.starts[start] ?? 0) <= offset) ?? spans[0];
  if (!span) return { start: 0, end: text.length, text };
  const start = prose.starts[span.start] ?? 0;
  const end = prose.ends[span.end - 1] ?? start;
  return { start, end, text: text.slice(start, end) };
}

/** The sentences of a prose, in its own offsets, in order, without the spaces around them. */
export function sentenceSpans({ text }: Prose): Span[] {
  const spans: Span[] = [];
  let start = 0;
  const close = (end: number) => {
    const trimmed = text.slice(start, end);
    const lead = trimmed.length - trimmed.trimStart().length;
    if (trimmed.trim()) spans.push({ start: start + lead, end: start + lead + trimmed.trim().length });
    start = end;
  };
  ending.lastIndex = 0;
  for (let found = ending.exec(text); found; found = ending.exec(text)) {
    const end = found.index + found[0].length;
    if (found[0] === blockBreak) close(end);
    else if (endsSentence(text, found.index, end)) close(end);
  }
  close(text.length);
  return spans;
}

const ending = new RegExp(`${blockBreak}|[.!?…]+(?:[)\\]"”]| ?»)*(?= )`, 'gu');

const abbreviations = new Set([
  'm',
  'mm',
  'mme',
  'mmes',
  'mlle',
  'dr',
  'pr',
  'me',
  'mgr',
  'st',
  'ste',
  'n',
  'nos',
  'art',
  'p',
  'pp',
  'cf',
  'ex',
  'env',
  'chap',
  'vol',
  'éd',
  'ed',
  'eds',
  'al',
  'av',
  'apr',
  'j.-c',
  'tél',
  'tel',
  'hab',
  'max',
  'min',
  'janv',
  'févr',
  'avr',
  'juil',
  'sept',
  'oct',
  'nov',
  'déc',
  'resp',
  'réf',
  'fig',
  'tab',
  'boul',
  'bd',
  'c.-à-d',
  'p. ex',
  'vs',
  'approx',
  'mr',
  'mrs',
  'ms',
  'prof',
  'no',
  'e.g',
  'i.e',
  'jan',
  'feb',
  'aug',
  'dec',
  'inc',
  'ltd',
  'sr',
  'jr',
  'hon',
  'sec',
  'para',
  'u.s',
  'u.n',
  'b.p',
  'h.e',
  's.e',
  's.e.m',
]);

/** A single point after an abbreviation or an initial, or before a small letter, ends nothing. */
function endsSentence(text: string, point: number, end: number): boolean {
  const following = /^ (?:[«"“(—–-] ?)*(.)/u.exec(text.slice(end, end + 8))?.[1] ?? '';
  if (following !== opaque && /\p{Ll}/u.test(following)) return false;
  if (text[point] !== '.' || end - point > 1) return true;
  const word = /[^\s\u2029('"«“]*$/u.exec(text.slice(Math.max(0, point - 20), point))?.[0] ?? '';
  if (/^\p{Lu}$/u.test(word)) return false;
  return !abbreviations.has(word.toLowerCase());
}
