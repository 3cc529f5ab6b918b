import type { Lang, Message } from '../i18n/lang.ts';

/** A column of a list that can be taken away. */
export interface ExportColumn {
  /** Its name for machines: the key of JSON objects. */
  key: string;
  /** Its heading for people. */
  label: Message;
  type: 'text' | 'number' | 'date';
}

/** What a cell may hold. A number may come as the text that PostgreSQL gives; a date known to the month or the year is text. */
export type ExportCell = string | number | boolean | Temporal.PlainDate | null | undefined;

export type ExportRow = Record<string, ExportCell>;

export type ExportRows = Iterable<ExportRow> | AsyncIterable<ExportRow>;

/** Everything that a writer of one format is given. */
export interface ExportTable {
  columns: readonly ExportColumn[];
  rows: ExportRows;
  lang: Lang;
}

/**
 * Keeps a spreadsheet from taking a text for a formula: an apostrophe before what begins with `= + - @`, a tab or a return,
 * apostrophes aside, so that taking one off always gives the text back.
 */
export function guardText(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** Takes off the apostrophe that `guardText` put before a text. */
export function unguardText(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

/** The cell's number; null where it is not one. */
export function readNumber(cell: ExportCell): number | null {
  if (typeof cell !== 'number' && (typeof cell !== 'string' || cell.trim() === '')) return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}

/** The cell as text: days in ISO, yes and no as 1 and 0. */
export function cellText(cell: ExportCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? '1' : '0';
  return String(cell);
}
