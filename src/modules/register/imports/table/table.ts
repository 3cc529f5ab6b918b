import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { unguardText } from '../../../../kernel/export/index.ts';
import { decodeText, type Encoding } from './encoding.ts';
import { say } from '../messages.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** A CSV file, read: its header, and its rows with the line on which each starts. */
export interface Table {
  header: string[];
  rows: TableRow[];
  encoding: Encoding;
  delimiter: string;
  bytes: number;
  sha256: string;
}

export interface TableRow {
  line: number;
  /** As many as the header has; where the line had another number of cells, `width` says how many. */
  cells: string[];
  width: number;
}

export const maxBytes = 50 * 1024 * 1024;
export const maxRows = 200_000;
const maxColumns = 200;
/** No line of a register is near a million characters: a longer one is a quote that nobody closed. */
const maxRecord = 1_000_000;

/**
 * Reads a CSV file: comma, semicolon or tab, found from its first line; UTF-8 or UTF-16, or Windows-1252 where `encoding` says so.
 * Blank lines are passed over. Lines with too many or too few cells are kept, to be refused one by one.
 * @throws UnreadableFile with a sentence, where it is no table or goes beyond the limits (50 MB, 200,000 lines)
 */
export async function readTable(
  file: Uint8Array | AsyncIterable<Uint8Array>,
  { encoding: asked = null }: { encoding?: 'windows-1252' | null } = {},
): Promise<Table> {
  const hash = createHash('sha256');
  const table: Table = { header: [], rows: [], encoding: 'utf-8', delimiter: ',', bytes: 0, sha256: '' };
  const text = decodeText(
    count(file instanceof Uint8Array ? once(file) : file, (chunk) => {
      hash.update(chunk);
      table.bytes += chunk.length;
    }),
    asked,
    (encoding) => {
      table.encoding = encoding;
    },
  );

  const start = await readFirstLine(text);
  if (start.trim() === '') throw new UnreadableFile('empty', say.later('file.empty'));
  table.delimiter = findDelimiter(start);
  await parseRows(table, start, text);

  if (table.header.every((cell) => cell === '')) throw new UnreadableFile('empty', say.later('file.empty'));
  if (table.rows.length === 0) throw new UnreadableFile('header-only', say.later('file.headerOnly'));
  refuseTwins(table.header);
  table.sha256 = hash.digest('hex');
  return table;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* count(bytes: AsyncIterable<Uint8Array>, seen: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > maxBytes) throw new UnreadableFile('too-big', say.later('file.tooBig', { max: maxBytes / 1024 / 1024 }));
    seen(chunk);
    yield chunk;
  }
}

/** The text up to the end of the first line that says something, with whatever was read beyond it. */
async function readFirstLine(text: AsyncGenerator<string>): Promise<string> {
  let start = '';
  while (!/\S[^\n\r]*[\n\r]/.test(start) && start.length < maxRecord) {
    const { value, done } = await text.next();
    if (done) break;
    start += value;
  }
  return start.replace(/^\s*[\n\r]/, (blank) => blank.replace(/[^\n\r]/g, ''));
}

/** What separates the cells of the header: the commonest of the three, outside quotes. */
function findDelimiter(text: string): string {
  const header = (/\S[^\n\r]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

async function parseRows(table: Table, start: string, rest: AsyncGenerator<string>): Promise<void> {
  // csv-parse says the line on which a record ends, and counts a return followed by a line feed twice inside quotes.
  let line = 1;
  let twice = 0;
  const parser = parse({
    delimiter: table.delimiter,
    relax_column_count: true,
    max_record_size: maxRecord,
    record_delimiter: ['\r\n', '\n', '\r'],
    on_record: (record: string[], { lines }) => {
      addRecord(table, record, line);
      for (const cell of record) if (cell.includes('\r\n')) twice += cell.split('\r\n').length - 1;
      line = lines - twice + 1;
      return null;
    },
  });
  parser.resume();
  try {
    await pipeline(limitRows(table, start, rest), parser);
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, line) : error;
  }
  refuseExcess(table);
}

async function* limitRows(table: Table, start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start;
  for await (const text of rest) {
    yield text;
    refuseExcess(table);
  }
}

function refuseExcess(table: Table): void {
  if (table.header.length > maxColumns)
    throw new UnreadableFile('too-many-columns', say.later('file.tooManyColumns', { columns: table.header.length, max: maxColumns }));
  if (table.rows.length > maxRows) throw new UnreadableFile('too-many-rows', say.later('file.tooManyRows', { max: maxRows }));
}

function addRecord(table: Table, record: string[], line: number): void {
  if (table.header.length === 0) {
    if (record.some((cell) => cell.trim() !== '')) table.header = record.map(clean);
    return;
  }
  const width = record.length;
  if (width > table.header.length) record.length = table.header.length;
  const cells = record.map(clean);
  if (cells.some((cell) => cell !== '')) table.rows.push({ line, cells, width });
}

/**
 * A cell as it was meant: no blanks around, composed letters, and without the apostrophe with which our exports keep
 * spreadsheets from taking a text for a formula.
 */
function clean(cell: string): string {
  const text = cell.trim();
  if (text === '') return '';
  return unguardText(text).normalize('NFC');
}

function unreadable(error: CsvError, line: number): UnreadableFile {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE')
    return new UnreadableFile('quotes', say.later('file.openQuote', { line }));
  return new UnreadableFile('quotes', say.later('file.strayQuote', { line }));
}

function refuseTwins(header: readonly string[]): void {
  const twin = header.find((cell, index) => cell !== '' && header.indexOf(cell) < index);
  if (twin) throw new UnreadableFile('duplicate-header', say.later('file.duplicateHeader', { column: twin }));
}
