/** What was read at a place in a text: the number and where its words end. `one` marks a bare « un » or « une ». */
export type WordsFound = { value: number; end: number; one: boolean };

export type FrenchOptions = {
  /** `septante`, `huitante`, `nonante`: Belgium says the first and last, Switzerland all three. */
  variant?: 'france' | 'belgium' | 'switzerland';
  /** The 1990 spelling puts hyphens everywhere: `vingt-et-un`, `deux-cents`. */
  spelling?: 'traditional' | '1990';
  feminine?: boolean;
};

/**
 * Reads a whole number in French words at `at` in a lower-case text: the longest that is well formed.
 * Accepts both spellings, the regional tens, `dix-neuf cents`, `un million et demi`, `trois virgule sept`.
 */
export function matchFrenchWords(lower: string, at: number): WordsFound | null {
  const tokens = tokensAt(lower, at);
  if (!tokens.length) return null;
  const read = readNumber(tokens);
  if (!read) return null;
  const last = tokens[read.next - 1];
  return last ? { value: read.value, end: last.end, one: read.next === 1 && read.value === 1 } : null;
}

/** The number that these words write and nothing more, or null. */
export function parseFrenchWords(words: string): number | null {
  const lower = words.toLowerCase().trim();
  const found = matchFrenchWords(lower, 0);
  return found && found.end === lower.length ? found.value : null;
}

/** A whole number from 0 to 999 999 999 999 in French words: 90 → `quatre-vingt-dix`. */
export function formatFrenchWords(value: number, options: FrenchOptions = {}): string {
  if (!Number.isInteger(value) || value < 0 || value >= 1e12) throw new RangeError(`No French words for ${value}`);
  if (value === 0) return 'zéro';
  const groups = [
    formatScale(Math.floor(value / 1e9), 'milliard', options),
    formatScale(Math.floor(value / 1e6) % 1000, 'million', options),
    formatThousands(Math.floor(value / 1000) % 1000, options),
    value % 1000 ? formatBelowThousand(value % 1000, options, true) : '',
  ].filter(Boolean);
  return groups.join(options.spelling === '1990' ? '-' : ' ');
}

type Token = { word: string; end: number };
type Read = { value: number; next: number };

const small: Record<string, number> = {
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  treize: 13,
  quatorze: 14,
  quinze: 15,
  seize: 16,
};
const tens: Record<string, number> = {
  vingt: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
  septante: 70,
  huitante: 80,
  octante: 80,
  nonante: 90,
};
const scales: Record<string, number> = {
  mille: 1e3,
  mil: 1e3,
  million: 1e6,
  millions: 1e6,
  milliard: 1e9,
  milliards: 1e9,
  billion: 1e12,
  billions: 1e12,
};
const joints = ['et', 'vingts', 'cent', 'cents', 'demi', 'demie', 'virgule', 'zéro', 'zero'];
const vocabulary = new Set([...Object.keys(small), ...Object.keys(tens), ...Object.keys(scales), ...joints]);

/** No number below 10¹⁵ takes more words. */
const longest = 40;
const token = /(\p{L}+)([ -]?)/uy;

function tokensAt(lower: string, at: number): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = at;
  for (let found = token.exec(lower); found && tokens.length < longest; found = token.exec(lower)) {
    const word = found[1] ?? '';
    if (!vocabulary.has(word)) break;
    tokens.push({ word, end: found.index + word.length });
    if (!found[2]) break;
  }
  return tokens;
}

function readNumber(tokens: Token[]): Read | null {
  if (isZero(tokens[0])) return readDecimals(tokens, { value: 0, next: 1 });
  let total = 0;
  let next = 0;
  let ceiling = Infinity;
  while (next < tokens.length) {
    const start = next && tokens[next]?.word === 'et' && ceiling === 1e3 && isOne(tokens[next + 1]) ? next + 1 : next;
    const part = readDecimals(tokens, readBelowThousand(tokens, start));
    const scale = scales[tokens[part?.next ?? start]?.word ?? ''];
    if (scale && scale < ceiling && (part || scale === 1e3)) {
      total += (part?.value ?? 1) * scale;
      next = (part?.next ?? start) + 1;
      ceiling = scale;
      if (scale > 1e3 && tokens[next]?.word === 'et' && /^demie?$/.test(tokens[next + 1]?.word ?? ''))
        return { value: total + scale / 2, next: next + 2 };
      continue;
    }
    if (part && (!next || part.value < 1000)) return { value: total + part.value, next: part.next };
    break;
  }
  return next ? { value: total, next } : null;
}

/** `trois virgule sept`, `zéro virgule zéro cinq`. */
function readDecimals(tokens: Token[], whole: Read | null): Read | null {
  if (!whole || tokens[whole.next]?.word !== 'virgule') return whole;
  let next = whole.next + 1;
  let zeros = 0;
  while (isZero(tokens[next])) {
    zeros += 1;
    next += 1;
  }
  const digits = readBelowThousand(tokens, next);
  if (!digits) return zeros ? { value: whole.value, next } : whole;
  return { value: Number(`${whole.value}.${'0'.repeat(zeros)}${digits.value}`), next: digits.next };
}

function readBelowThousand(tokens: Token[], at: number): Read | null {
  const first = isHundred(tokens[at]) ? { value: 1, next: at } : readBelowHundred(tokens, at);
  if (!first || !isHundred(tokens[first.next])) return first;
  // « dix-neuf cents » counts hundreds up to nineteen; « vingt cents » is not said.
  const multiplies = first.next === at || (first.value > 1 && first.value < 20 && first.value !== 10);
  if (!multiplies) return first;
  const rest = readBelowHundred(tokens, first.next + 1);
  return { value: first.value * 100 + (rest?.value ?? 0), next: rest?.next ?? first.next + 1 };
}

function readBelowHundred(tokens: Token[], at: number): Read | null {
  const word = tokens[at]?.word ?? '';
  const following = tokens[at + 1]?.word ?? '';
  if (word === 'quatre' && /^vingts?$/.test(following)) return addUnits(tokens, { value: 80, next: at + 2 }, 19);
  const ten = tens[word];
  if (ten) return addUnits(tokens, { value: ten, next: at + 1 }, ten === 60 ? 19 : 9);
  const unit = small[word];
  if (!unit) return null;
  if (unit === 10) return addUnits(tokens, { value: 10, next: at + 1 }, 9, 7);
  return { value: unit, next: at + 1 };
}

function addUnits(tokens: Token[], ten: Read, most: number, least = 1): Read {
  const joined = tokens[ten.next]?.word === 'et';
  const at = ten.next + (joined ? 1 : 0);
  const word = tokens[at]?.word ?? '';
  const unit = small[word];
  if (!unit || unit < least || (joined && unit !== 1 && unit !== 11)) return ten;
  if (unit === 10 && most === 19) {
    const more = small[tokens[at + 1]?.word ?? ''];
    return more && more >= 7 && more <= 9 ? { value: ten.value + 10 + more, next: at + 2 } : { value: ten.value + 10, next: at + 1 };
  }
  // « vingt quatre-vingts » is two numbers, « vingt quatre » one.
  if (word === 'quatre' && /^vingts?$/.test(tokens[at + 1]?.word ?? '')) return ten;
  return unit > most ? ten : { value: ten.value + unit, next: at + 1 };
}

const isHundred = (token: Token | undefined) => token?.word === 'cent' || token?.word === 'cents';
const isZero = (token: Token | undefined) => token?.word === 'zéro' || token?.word === 'zero';
const isOne = (token: Token | undefined) => token?.word === 'un' || token?.word === 'une';

const unitNames = [
  '',
  'un',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'six',
  'sept',
  'huit',
  'neuf',
  'dix',
  'onze',
  'douze',
  'treize',
  'quatorze',
  'quinze',
  'seize',
  'dix-sept',
  'dix-huit',
  'dix-neuf',
];
const tenNames = ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'soixante', 'quatre-vingt', 'quatre-vingt'];

function formatScale(count: number, name: string, options: FrenchOptions): string {
  if (!count) return '';
  // Million and milliard are nouns: what counts them keeps its plural marks and stays masculine.
  const words = formatBelowThousand(count, { ...options, feminine: false }, true);
  return `${words}${options.spelling === '1990' ? '-' : ' '}${name}${count > 1 ? 's' : ''}`;
}

function formatThousands(count: number, options: FrenchOptions): string {
  if (!count) return '';
  if (count === 1) return 'mille';
  return `${formatBelowThousand(count, options, false)}${options.spelling === '1990' ? '-' : ' '}mille`;
}

/** `plural`: whether nothing follows, so that `cents` and `quatre-vingts` take their s. */
function formatBelowThousand(value: number, options: FrenchOptions, plural: boolean): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  if (!hundreds) return formatBelowHundred(rest, options, plural);
  const space = options.spelling === '1990' ? '-' : ' ';
  const head = hundreds === 1 ? 'cent' : `${unitNames[hundreds]}${space}cent${!rest && plural ? 's' : ''}`;
  return rest ? `${head}${space}${formatBelowHundred(rest, options, plural)}` : head;
}

function formatBelowHundred(value: number, options: FrenchOptions, plural: boolean): string {
  const one = options.feminine ? 'une' : 'un';
  if (value === 1) return one;
  if (value < 20) return unitNames[value] ?? '';
  const regional = regionalTen(Math.floor(value / 10) * 10, options);
  const base = regional ? Math.floor(value / 10) * 10 : value >= 80 ? 80 : value >= 60 ? 60 : Math.floor(value / 10) * 10;
  const ten = regional ?? tenNames[base / 10] ?? '';
  const rest = value - base;
  if (!rest) return base === 80 && !regional && plural ? 'quatre-vingts' : ten;
  const unit = rest === 1 ? one : (unitNames[rest] ?? '');
  // « et » before un and onze, except after quatre-vingt.
  const joined = (rest === 1 || rest === 11) && (base !== 80 || regional !== null);
  const glue = !joined ? '-' : options.spelling === '1990' ? '-et-' : ' et ';
  return `${ten}${glue}${unit}`;
}

function regionalTen(ten: number, options: FrenchOptions): string | null {
  const variant = options.variant ?? 'france';
  if (variant === 'france') return null;
  if (ten === 70) return 'septante';
  if (ten === 90) return 'nonante';
  return ten === 80 && variant === 'switzerland' ? 'huitante' : null;
}
