import Papa from 'papaparse';
import { type ExportCell, type ExportColumn, type ExportTable, cellText, guardText, readNumber } from './column.ts';

/** How a CSV file is written: for programs, or for the Excel of a French office. */
export interface CsvStyle {
  delimiter: ',' | ';';
  /** The mark without which Excel takes UTF-8 for Windows-1252. */
  mark: boolean;
  decimal: '.' | ',';
}

export const plainCsv: CsvStyle = { delimiter: ',', mark: false, decimal: '.' };

/** French Excel reads `12.5` as the 12th of May: numbers get its comma. English Excel, opened from the same link, gets a point. */
export function excelCsv(lang: ExportTable['lang']): CsvStyle {
  return { delimiter: ';', mark: true, decimal: lang === 'fr' ? ',' : '.' };
}

const rowsAtOnce = 500;

/** Writes the table piece by piece, so that a list of any length takes little memory. */
export async function* writeCsv({ columns, rows, lang }: ExportTable, style: CsvStyle): AsyncGenerator<string> {
  const line = (cells: string[][]) => `${Papa.unparse(cells, { delimiter: style.delimiter, newline: '\r\n' })}\r\n`;
  yield (style.mark ? '\ufeff' : '') + line([columns.map((column) => guardText(column.label(lang)))]);
  let waiting: string[][] = [];
  for await (const row of rows) {
    waiting.push(columns.map((column) => csvCell(column, row[column.key], style)));
    if (waiting.length < rowsAtOnce) continue;
    yield line(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield line(waiting);
}

/** Numbers stay numbers, whatever their sign; only texts are guarded. */
function csvCell(column: ExportColumn, cell: ExportCell, { decimal }: CsvStyle): string {
  if (column.type === 'number' && readNumber(cell) !== null) return String(cell).replace('.', decimal);
  return guardText(cellText(cell));
}
