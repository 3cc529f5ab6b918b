import type { Expression } from './expression.ts';

/** A row behind a value, with the attributes that counted. */
export interface CountedRow {
  id: string;
  label: { fr: string; en: string };
  certainty: string;
  /** Null: none that may be told. */
  source: string | null;
  /** Dimensions and measures that the expression names; numbers too long to be exact stay text. */
  values: Record<string, string | number | null>;
  /** For a share: whether the row is in the part. */
  part?: boolean;
}

/**
 * Computes a value from its rows alone, as the database did: this is how a stranger checks a snapshot.
 * The expression says what it counts (`distinct`), as snapshots write it.
 * @returns null where there is nothing to compute: no row, or several where one is needed
 */
export function recompute(expression: Expression, rows: readonly CountedRow[], on: string): number | null {
  switch (expression.type) {
    case 'count':
      return distinct(rows, expression.distinct);
    case 'sum':
      return toNumber(sum(rows, expression.measure));
    case 'share': {
      const inPart = rows.filter((row) => row.part);
      const { measure } = expression;
      if (measure) return share(sum(inPart, measure), sum(rows, measure));
      return share(whole(distinct(inPart, expression.distinct)), whole(distinct(rows, expression.distinct)));
    }
    case 'yearsSince': {
      const since = rows.length === 1 ? rows[0]!.values[expression.since] : null;
      return typeof since === 'string' ? yearsBetween(since, on, expression.mode) : null;
    }
    case 'ordinal':
      return readNumber(last(rows, expression.order, expression.number));
    case 'latest':
      return readNumber(last(rows, expression.order, expression.measure));
  }
}

/** Years from one day to another (`2025-11-19`): of calendar, or complete. Null when the first is after the second. */
export function yearsBetween(from: string, to: string, mode: 'calendar' | 'complete'): number | null {
  if (from > to) return null;
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return mode === 'complete' && to.slice(5) < from.slice(5) ? years - 1 : years;
}

/** A number of the database as JSON can hold it exactly; else its digits as text. */
export function exactNumber(text: string): number | string {
  const number = Number(text);
  return sameDecimal(decimal(text), decimal(String(number))) ? number : text;
}

function distinct(rows: readonly CountedRow[], dimension: string | undefined): number {
  if (dimension === undefined) return 0;
  return new Set(rows.map((row) => row.values[dimension]).filter((value) => value !== null && value !== undefined)).size;
}

function last(rows: readonly CountedRow[], order: string, value: string): string | number | null {
  const sorted = rows
    .map((row) => ({ order: row.values[order] ?? null, value: row.values[value] ?? null }))
    .filter((row) => row.order !== null && row.value !== null)
    .sort((a, b) => compare(b.order!, a.order!) || compare(b.value!, a.value!));
  return sorted[0]?.value ?? null;
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return a < b ? -1 : a > b ? 1 : 0;
}

function readNumber(value: string | number | null): number | null {
  return value === null ? null : Number(value);
}

/** An exact decimal: `digits` divided by ten to the power of `scale`. Money does not survive floating point. */
interface Decimal {
  digits: bigint;
  scale: number;
}

function decimal(text: string): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text);
  if (!match) return { digits: 0n, scale: 0 };
  const [, sign, integer = '', fraction = '', exponent = '0'] = match;
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${sign}${integer}${fraction}`);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function whole(count: number): Decimal {
  return { digits: BigInt(count), scale: 0 };
}

function sum(rows: readonly CountedRow[], measure: string): Decimal {
  return rows.reduce((total, row) => add(total, decimal(String(row.values[measure] ?? 0))), whole(0));
}

function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: atScale(a, scale) + atScale(b, scale), scale };
}

function atScale({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}

function sameDecimal(a: Decimal, b: Decimal): boolean {
  const scale = Math.max(a.scale, b.scale);
  return atScale(a, scale) === atScale(b, scale);
}

function toNumber({ digits, scale }: Decimal): number {
  return Number(`${digits}e-${scale}`);
}

/** 100 × part ÷ total to four decimals, a half rounded away from zero, as PostgreSQL rounds. */
function share(part: Decimal, total: Decimal): number | null {
  const scale = Math.max(part.scale, total.scale);
  const [top, bottom] = [atScale(part, scale) * 1_000_000n, atScale(total, scale)];
  if (bottom === 0n) return null;
  const negative = top < 0n !== bottom < 0n;
  const [a, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom];
  const rounded = (2n * a + b) / (2n * b);
  return Number(`${negative ? -rounded : rounded}e-4`);
}
