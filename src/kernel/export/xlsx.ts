import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import { type ExportCell, type ExportColumn, type ExportTable, cellText, guardText, readNumber } from './column.ts';

/** The most rows that a sheet can hold, its heading aside. */
export const mostSheetRows = 1_048_575;

/** Writes the table as a workbook of one sheet: bold headings that stay in sight, numbers and days of their own type. */
export async function writeXlsx({ columns, rows, lang }: ExportTable): Promise<Buffer> {
  const sheet: Cell[][] = [columns.map((column) => ({ value: guardText(column.label(lang)), type: String, fontWeight: 'bold' }))];
  for await (const row of rows) {
    if (sheet.length > mostSheetRows) throw new RangeError(`A sheet holds ${mostSheetRows} rows at most`);
    sheet.push(columns.map((column) => xlsxCell(column, row[column.key])));
  }
  return writeXlsxFile(sheet, { stickyRowsCount: 1, columns: columns.map((column) => ({ width: widths[column.type] })) }).toBuffer();
}

const widths = { text: 30, number: 14, date: 12 };

function xlsxCell(column: ExportColumn, cell: ExportCell): Cell {
  if (column.type === 'number') {
    const value = readNumber(cell);
    if (value !== null) return { value, type: Number };
  }
  if (cell instanceof Temporal.PlainDate && Temporal.PlainDate.compare(cell, firstSureDay) >= 0)
    return { value: dayZero.until(cell).days, type: Number, format: 'yyyy-mm-dd' };
  const text = cellText(cell);
  return text === '' ? null : { value: guardText(text), type: String };
}

/** Excel counts days from here; it believes in a 29 February 1900, so that days before March of that year are text. */
const dayZero = Temporal.PlainDate.from('1899-12-30');
const firstSureDay = Temporal.PlainDate.from('1900-03-01');
