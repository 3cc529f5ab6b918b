import type { JsonRow } from '../../schema.ts';
import type { Claim } from './claim.ts';
import type { CellChange } from '../plan.ts';

/** What a new fact says, column by column, for the eyes of whoever reads the preview. */
export function describeClaim(claim: Claim): CellChange[] {
  return readable(claim.row).flatMap(([column, after]) => (after === null ? [] : [{ column, before: null, after }]));
}

/** What changes between two rows of a fact. */
export function describeChanges(held: JsonRow, row: JsonRow): CellChange[] {
  const before = new Map(readable(held));
  return readable(row).flatMap(([column, after]) =>
    same(before.get(column) ?? null, after) ? [] : [{ column, before: before.get(column) ?? null, after }],
  );
}

/** A row under the names that files use, dates no finer than they are known; identifiers are for machines. */
function readable(row: JsonRow): [string, string | null][] {
  const [from, to] = String(row['valid']).slice(1, -1).split(',');
  const cells: [string, string | null][] = [
    ['from', partial(from, row['from_precision'])],
    ['to', partial(to, row['to_precision'])],
    ['attested', text(row['attested_from'])],
    ['certainty', text(row['certainty'])],
  ];
  for (const column in row) {
    if (hidden.has(column) || column.endsWith('_id')) continue;
    cells.push([column, column === 'starts_on' ? partial(text(row[column]) ?? '', row['date_precision']) : text(row[column])]);
  }
  if (row['retained'] === false) cells.push(['retained', 'no']);
  return cells;
}

const hidden = new Set([
  'id',
  'valid',
  'from_precision',
  'to_precision',
  'attested_from',
  'certainty',
  'retained',
  'retained_reason',
  'retained_by',
  'date_precision',
  'recorded',
]);

function partial(date: string | undefined, precision: JsonRow[string] | undefined): string | null {
  if (!date) return null;
  return precision === 'year' ? date.slice(0, 4) : precision === 'month' ? date.slice(0, 7) : date;
}

function text(value: JsonRow[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

function same(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && a !== '' && Number(a) === Number(b));
}
