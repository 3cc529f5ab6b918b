import { blockBreak, opaque, type Draft } from './prose-draft.ts';

/** Passes the inline mark that stands at `at`, writing what it leaves in the prose; null where there is none. */
export function matchInline(text: string, at: number, draft: Draft): number | null {
  const character = text[at] ?? '';
  const pass = passes[character];
  if (pass) return pass(text, at, draft);
  return matchAddress(text, at, draft);
}

/** Passes the address that begins at `at`; null where none does. What hangs from a point, a hyphen or a slash was tried with its beginning. */
export function matchAddress(text: string, at: number, draft: Draft): number | null {
  return /[\p{L}\p{Nd}]/u.test(text[at] ?? '') && !/[\p{L}\p{Nd}._/@+-]/u.test(text[at - 1] ?? '') ? passAddress(text, at, draft) : null;
}

type Pass = (text: string, at: number, draft: Draft) => number | null;

const passes: Record<string, Pass> = {
  '`': passCode,
  '<': passTag,
  '[': passOpening,
  ']': passClosing,
  '!': (text, at) => (text[at + 1] === '[' ? at + 1 : null),
  '*': passStars,
  _: passUnderscores,
  '~': (text, at) => (text[at + 1] === '~' ? at + 2 : null),
  '\\': (text, at) => (/[!-/:-@[-`{-~]/.test(text[at + 1] ?? '') ? at + 1 : null),
  '&': passEntity,
  '@': (text, at, draft) => (/[\p{L}\p{Nd}]/u.test(text[at - 1] ?? '') ? null : passOpaque(/@[\p{L}\p{Nd}_]+/uy, text, at, draft)),
  '{': (text, at) => end(/\{[#.][^}\n]*\}(?=[ \t]*$)/my, text, at),
  '#': (text, at, draft) => (draft.heading ? end(/#+[ \t]*$/my, text, at) : null),
  ':': (text, at, draft) => (text[at - 1] === ':' ? null : passOpaque(/::?[a-z][\w-]*(?=\[)|::?[a-z][\w-]*\{[^}\n]*\}/y, text, at, draft)),
};

function passCode(text: string, at: number, draft: Draft): number | null {
  const run = /`+/y;
  run.lastIndex = at;
  const ticks = run.exec(text)?.[0] ?? '`';
  const close = new RegExp(`[^\`]${ticks}(?!\`)`, 'g');
  close.lastIndex = at + ticks.length;
  const found = close.exec(text);
  const blank = text.slice(at, found?.index ?? at).search(/\n[ \t]*\n/);
  if (!found || blank >= 0) return at + ticks.length;
  const after = found.index + found[0].length;
  draft.push(opaque, at, after);
  return after;
}

function passTag(text: string, at: number, draft: Draft): number | null {
  if (text.startsWith('<!--', at)) {
    // A remark that is never closed is no remark: the page shows it.
    const remarkEnd = text.indexOf('-->', at);
    return remarkEnd < 0 ? null : remarkEnd + 3;
  }
  const address = passOpaque(/<(?:https?:|mailto:)[^>\s]*>|<[^<>\s@]+@[^<>\s@]+>/iy, text, at, draft);
  if (address !== null) return address;
  const close = end(/<\/?[a-z][^<>]*>/iy, text, at);
  if (close === null) return null;
  if (text.startsWith('</sup', at)) draft.extend(close);
  if (/^<\/?(?:br|p|div|li|ul|ol|tr|td|th|table|h[1-6]|blockquote|section|hr)\b/i.test(text.slice(at, at + 12)))
    draft.push(blockBreak, at, close);
  return close;
}

/** A link's text is prose; a note's call and a bare `[12]` are not. */
function passOpening(text: string, at: number): number {
  return end(/\[\^[^\]\s]+\]:?/y, text, at) ?? end(/\[\d{1,3}(?:[,–-] ?\d{1,3})*\](?!\()/y, text, at) ?? at + 1;
}

function passClosing(text: string, at: number): number {
  const target = end(/\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:"[^"]*"|'[^']*'))?\)/y, text, at) ?? end(/\]\[[^\]\n]*\]/y, text, at) ?? at + 1;
  return end(/\{[^}\n]*\}/y, text, target) ?? target;
}

/** Emphasis is passed; a star between spaces is a product or a bullet and stays. */
function passStars(text: string, at: number): number | null {
  const close = end(/\*+/y, text, at) ?? at + 1;
  return /[\s]|^$/.test(text[at - 1] ?? '') && /[\s]|^$/.test(text[close] ?? '') ? null : close;
}

function passUnderscores(text: string, at: number): number | null {
  const close = end(/_+/y, text, at) ?? at + 1;
  const inWord = /[\p{L}\p{Nd}]/u;
  return inWord.test(text[at - 1] ?? '') && inWord.test(text[close] ?? '') ? null : close;
}

const entities = new Map(
  Object.entries({
    nbsp: ' ',
    thinsp: ' ',
    ensp: ' ',
    emsp: ' ',
    amp: '&',
    lt: '<',
    gt: '>',
    euro: '€',
    pound: '£',
    ndash: '–',
    mdash: '—',
    minus: '−',
    apos: "'",
    rsquo: "'",
    quot: '"',
    deg: '°',
    laquo: '«',
    raquo: '»',
    hellip: '…',
    '#160': ' ',
    '#xa0': ' ',
    '#8239': ' ',
    '#x202f': ' ',
    '#39': "'",
    '#8217': "'",
    '#8364': '€',
  }),
);

function passEntity(text: string, at: number, draft: Draft): number | null {
  const found = /&(#?\w{2,8});/y;
  found.lastIndex = at;
  const entity = found.exec(text);
  const name = (entity?.[1] ?? '').toLowerCase();
  const plain = entities.get(name) ?? spelledOut(name);
  if (!entity || plain === null) return null;
  draft.push(plain, at, at + entity[0].length);
  return at + entity[0].length;
}

/** The letter or digit that a numeric entity stands for (`#53`, `#x35`): the page shows it, so it is read. */
function spelledOut(name: string): string | null {
  const [, hexadecimal, decimal] = /^#(?:x([\da-f]{1,4})|(\d{1,5}))$/.exec(name) ?? [];
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal ?? Number.NaN);
  const character = code <= 0xffff ? String.fromCharCode(code) : '';
  return /^[\p{L}\p{N}]$/u.test(character) ? character : null;
}

const address = new RegExp(
  [
    String.raw`[\w-]{1,60}(?:\.[\w-]{1,60}){0,5}\.[a-z]{2,6}\/[^\s<>"»)\]]+`,
    String.raw`(?:https?|ftp):\/\/[^\s<>"»)\]]+`,
    String.raw`www\.[^\s<>"»)\]]+`,
    String.raw`mailto:[^\s<>"»)\]]+`,
    String.raw`[\w.+-]{1,80}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}`,
    String.raw`doi:\s?10\.\S+|10\.\d{4,}\/[^\s<>"»)\]]+`,
    String.raw`[\w-]{1,60}(?:\.[\w-]{1,60}){0,5}\.(?:org|com|fr|net|int|eu|info|gouv|edu|ca|be|ch|lu|africa|paris)(?![\w-])(?:\/[^\s<>"»)\]]*)?`,
    String.raw`[\w-]{1,80}(?:[./][\w-]{1,80}){0,8}\.(?:pdf|docx?|xlsx?|pptx?|csv|json|xml|html?|md|png|jpe?g|svg|zip)(?![\w-])`,
  ].join('|'),
  'iy',
);

/** An address of the Web, of mail, of a file: its last point or comma belongs to the sentence. */
function passAddress(text: string, at: number, draft: Draft): number | null {
  const close = end(address, text, at);
  if (close === null) return null;
  if (text.startsWith('</sup', at)) draft.extend(close);
  const trimmed = at + text.slice(at, close).replace(/[.,;:!?]+$/, '').length;
  draft.push(opaque, at, trimmed);
  return trimmed;
}

function passOpaque(pattern: RegExp, text: string, at: number, draft: Draft): number | null {
  const close = end(pattern, text, at);
  if (close !== null) draft.push(opaque, at, close);
  return close;
}

function end(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found ? at + found[0].length : null;
}
