import { type ExportCell, type ExportColumn, type ExportTable, readNumber } from './column.ts';

/** Writes the table as an array of objects, one a line. */
export async function* writeJson({ columns, rows }: ExportTable): AsyncGenerator<string> {
  let before = '[\n';
  for await (const row of rows) {
    yield before + JSON.stringify(Object.fromEntries(columns.map((column) => [column.key, jsonCell(column, row[column.key])])));
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

function jsonCell(column: ExportColumn, cell: ExportCell): string | number | boolean | null {
  if (column.type === 'number') return readNumber(cell) ?? (cell ? String(cell) : null);
  if (cell === null || cell === undefined) return null;
  return typeof cell === 'object' ? cell.toString() : cell;
}
