import type { WordsFound } from './number-words-fr.ts';

/**
 * Reads a whole number in English words at `at` in a lower-case text: the longest that is well formed.
 * Accepts `twenty-one`, `one hundred and five`, `a thousand`, `nineteen hundred`, `one and a half million`, `half a million`, `two point five`.
 */
export function matchEnglishWords(lower: string, at: number): WordsFound | null {
  const tokens = tokensAt(lower, at);
  if (!tokens.length) return null;
  const read = readHalf(tokens) ?? readNumber(tokens);
  if (!read) return null;
  const last = tokens[read.next - 1];
  return last ? { value: read.value, end: last.end, one: read.next === 1 && read.value === 1 } : null;
}

/** The number that these words write and nothing more, or null. */
export function parseEnglishWords(words: string): number | null {
  const lower = words.toLowerCase().trim();
  const found = matchEnglishWords(lower, 0);
  return found && found.end === lower.length ? found.value : null;
}

/** A whole number from 0 to 999 999 999 999 in English words, British `and`: 105 → `one hundred and five`. */
export function formatEnglishWords(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 1e12) throw new RangeError(`No English words for ${value}`);
  if (value === 0) return 'zero';
  const groups = [
    [1e9, 'billion'],
    [1e6, 'million'],
    [1e3, 'thousand'],
  ] as const;
  const words = groups.flatMap(([scale, name]) => {
    const count = Math.floor(value / scale) % 1000;
    return count ? [`${formatBelowThousand(count)} ${name}`] : [];
  });
  const rest = value % 1000;
  if (rest) words.push(value > 1000 && rest < 100 ? `and ${formatBelowThousand(rest)}` : formatBelowThousand(rest));
  return words.join(' ');
}

type Token = { word: string; end: number };
type Read = { value: number; next: number };

const unitNames = [
  '',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const tenNames = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const small = new Map(unitNames.flatMap((word, value) => (word ? [[word, value] as const] : [])));
const tens = new Map(tenNames.flatMap((word, value) => (word ? [[word, value * 10] as const] : [])));
const scales = new Map([
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
]);
const joints = new Set(['a', 'and', 'half', 'hundred', 'point', 'zero', 'nought', 'dozen']);

/** No number below 10¹⁵ takes more words. */
const longest = 40;
const token = /(\p{L}+)([ -]?)/uy;

function tokensAt(lower: string, at: number): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = at;
  for (let found = token.exec(lower); found && tokens.length < longest; found = token.exec(lower)) {
    const word = found[1] ?? '';
    if (!(small.has(word) || tens.has(word) || scales.has(word) || joints.has(word))) break;
    tokens.push({ word, end: found.index + word.length });
    if (!found[2]) break;
  }
  return tokens;
}

/** `half a million`, `half a dozen`. */
function readHalf(tokens: Token[]): Read | null {
  if (tokens[0]?.word !== 'half' || tokens[1]?.word !== 'a') return null;
  const scale = tokens[2]?.word === 'dozen' ? 12 : scales.get(tokens[2]?.word ?? '');
  return scale ? { value: scale / 2, next: 3 } : null;
}

function readNumber(tokens: Token[]): Read | null {
  if (isZero(tokens[0])) return readFraction(tokens, { value: 0, next: 1 });
  let total = 0;
  let next = 0;
  let ceiling = Infinity;
  while (next < tokens.length) {
    const start = next && tokens[next]?.word === 'and' ? next + 1 : next;
    const part = readFraction(tokens, readArticle(tokens, start) ?? readBelowThousand(tokens, start));
    if (!part) break;
    const scale = tokens[part.next]?.word === 'dozen' ? 12 : scales.get(tokens[part.next]?.word ?? '');
    if (scale && scale < ceiling) {
      total += part.value * scale;
      next = part.next + 1;
      ceiling = scale;
      if (isHalf(tokens, next)) return { value: total + scale / 2, next: next + 3 };
      continue;
    }
    // After "and", only what is below a hundred continues the number: "one thousand and two hundred" is two numbers.
    if (scale || (start > next && part.value >= 100)) break;
    return { value: total + part.value, next: part.next };
  }
  return next ? { value: total, next } : null;
}

/** `a hundred and five`, `a million`, `a dozen`. */
function readArticle(tokens: Token[], at: number): Read | null {
  if (tokens[at]?.word !== 'a' || !isScaled(tokens, at)) return null;
  return tokens[at + 1]?.word === 'hundred' ? readHundreds(tokens, { value: 1, next: at + 1 }) : { value: 1, next: at + 1 };
}

function isScaled(tokens: Token[], at: number): boolean {
  const word = tokens[at + 1]?.word ?? '';
  return word === 'hundred' || word === 'dozen' || scales.has(word);
}

/** `one and a half`, `two point five`, `zero point zero five`. */
function readFraction(tokens: Token[], whole: Read | null): Read | null {
  if (!whole) return null;
  if (isHalf(tokens, whole.next)) return { value: whole.value + 0.5, next: whole.next + 3 };
  if (tokens[whole.next]?.word !== 'point') return whole;
  let next = whole.next + 1;
  let digits = '';
  for (let word = tokens[next]?.word ?? ''; isZero(tokens[next]) || (small.get(word) ?? 10) < 10; word = tokens[next]?.word ?? '') {
    digits += String(small.get(word) ?? 0);
    next += 1;
  }
  return digits ? { value: Number(`${whole.value}.${digits}`), next } : whole;
}

const isHalf = (tokens: Token[], at: number) =>
  tokens[at]?.word === 'and' && tokens[at + 1]?.word === 'a' && tokens[at + 2]?.word === 'half';
const isZero = (token: Token | undefined) => token?.word === 'zero' || token?.word === 'nought';

function readBelowThousand(tokens: Token[], at: number): Read | null {
  const first = readBelowHundred(tokens, at);
  return first && tokens[first.next]?.word === 'hundred' ? readHundreds(tokens, first) : first;
}

function readHundreds(tokens: Token[], count: Read): Read {
  const hundreds = { value: count.value * 100, next: count.next + 1 };
  const at = hundreds.next + (tokens[hundreds.next]?.word === 'and' ? 1 : 0);
  const rest = readBelowHundred(tokens, at);
  const following = tokens[rest?.next ?? 0]?.word ?? '';
  // "between one hundred and two hundred": the second hundred has its own count.
  if (!rest || following === 'hundred') return hundreds;
  return { value: hundreds.value + rest.value, next: rest.next };
}

function readBelowHundred(tokens: Token[], at: number): Read | null {
  const word = tokens[at]?.word ?? '';
  const ten = tens.get(word);
  if (ten) {
    const unit = small.get(tokens[at + 1]?.word ?? '') ?? 10;
    return unit < 10 ? { value: ten + unit, next: at + 2 } : { value: ten, next: at + 1 };
  }
  const unit = small.get(word);
  return unit ? { value: unit, next: at + 1 } : null;
}

function formatBelowThousand(value: number): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  if (!hundreds) return formatBelowHundred(rest);
  const head = `${unitNames[hundreds]} hundred`;
  return rest ? `${head} and ${formatBelowHundred(rest)}` : head;
}

function formatBelowHundred(value: number): string {
  if (value < 20) return unitNames[value] ?? '';
  const ten = tenNames[Math.floor(value / 10)] ?? '';
  return value % 10 ? `${ten}-${unitNames[value % 10]}` : ten;
}
