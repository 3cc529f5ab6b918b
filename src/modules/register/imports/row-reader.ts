import { type PartialDate, parsePartialDate } from '../../../kernel/dates.ts';
import { Invalid } from '../../../kernel/errors.ts';
import type { Message } from '../../../kernel/i18n/lang.ts';
import type { PartyIndex, PartyRef } from '../parties/directory.ts';
import type { Choices } from './choices.ts';
import type { Mapping } from './mapping.ts';
import { say } from './messages.ts';
import type { TableRow } from './table/table.ts';

/** What is wrong with one cell, or with a line as a whole (`column` null). */
export interface Fault {
  column: string | null;
  reason: Message;
}

/** Reads the cells of one line after the other by the names of our columns; what is wrong is kept, and reading goes on. */
export interface RowReader {
  /** Goes to a line. */
  move(row: TableRow): void;
  readonly line: number;
  /** Everything found wrong in the line so far. */
  readonly faults: Fault[];
  refuse(column: string | null, reason: Message): null;
  text(column: string): string | null;
  needed(column: string): string | null;
  choice<T extends string>(column: string, choices: Choices<T>): T | null;
  neededChoice<T extends string>(column: string, choices: Choices<T>): T | null;
  date(column: string): PartialDate | null;
  party(column: string): PartyRef | null;
  neededParty(column: string): PartyRef | null;
  decimal(column: string): string | null;
  whole(column: string): number | null;
  address(column: string): string | null;
}

/** A reader for one file. Dates and parties are read once for each way of writing them, however long the file. */
export function createRowReader(columns: number, mapping: Mapping, parties: PartyIndex): RowReader {
  let row: TableRow = { line: 0, cells: [], width: 0 };
  let faults: Fault[] = [];
  const dates = new Map<string, PartialDate | null>();
  const refs = new Map<string, PartyRef | Message>();

  const reader: RowReader = {
    move(next) {
      row = next;
      faults = [];
      if (row.width !== columns) reader.refuse(null, say.later('row.ragged', { cells: row.width, columns }));
    },
    get line() {
      return row.line;
    },
    get faults() {
      return faults;
    },
    refuse(column, reason) {
      faults.push({ column, reason });
      return null;
    },
    text(column) {
      const place = mapping[column];
      if (!place) return null;
      const text = 'value' in place ? place.value : (row.cells[place.column] ?? '');
      if (text === '') return null;
      return isDamaged(text) ? reader.refuse(column, say.later('cell.damaged', { value: shorten(text) })) : text;
    },
    needed(column) {
      const text = reader.text(column);
      if (text === null && !faults.some((fault) => fault.column === column)) reader.refuse(column, say.later('cell.required'));
      return text;
    },
    choice(column, choices) {
      const text = reader.text(column);
      if (text === null) return null;
      return (
        choices.read(text) ?? reader.refuse(column, say.later('cell.choice', { value: shorten(text), choices: choices.codes.join(', ') }))
      );
    },
    neededChoice(column, choices) {
      return reader.needed(column) === null ? null : reader.choice(column, choices);
    },
    date(column) {
      const text = reader.text(column);
      if (text === null) return null;
      let date = dates.get(text);
      if (date === undefined) dates.set(text, (date = parsePartialDate(text)));
      return date ?? reader.refuse(column, say.later('cell.date', { value: shorten(text) }));
    },
    party(column) {
      const text = reader.text(column);
      if (text === null) return null;
      let found = refs.get(text);
      if (found === undefined) refs.set(text, (found = resolveParty(parties, text)));
      return typeof found === 'function' ? reader.refuse(column, found) : found;
    },
    neededParty(column) {
      return reader.needed(column) === null ? null : reader.party(column);
    },
    decimal(column) {
      const text = reader.text(column);
      if (text === null) return null;
      const digits = text.replace(/[\s\u00a0\u202f]/g, '');
      // « 1,234 » is 1.234 for a French reader and 1234 for an English one.
      if (/^[+-]?\d{1,3}(,\d{3})+$/.test(digits)) return reader.refuse(column, say.later('cell.ambiguousNumber', { value: shorten(text) }));
      const plain = /^[+-]?\d+([.,]\d+)?$/.test(digits)
        ? digits.replace(',', '.')
        : /^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(digits)
          ? digits.replaceAll(',', '')
          : null;
      return plain?.replace(/^\+/, '') ?? reader.refuse(column, say.later('cell.number', { value: shorten(text) }));
    },
    whole(column) {
      const text = reader.text(column);
      if (text === null) return null;
      return /^\d{1,9}$/.test(text) ? Number(text) : reader.refuse(column, say.later('cell.whole', { value: shorten(text) }));
    },
    address(column) {
      const text = reader.text(column);
      if (text === null) return null;
      return /^https?:\/\/\S+$/.test(text) && URL.canParse(text)
        ? text
        : reader.refuse(column, say.later('cell.address', { value: shorten(text) }));
    },
  };
  return reader;
}

function resolveParty(parties: PartyIndex, words: string): PartyRef | Message {
  try {
    return parties.resolve(shorten(words));
  } catch (error) {
    if (error instanceof Invalid) return error.fields['party']!;
    throw error;
  }
}

/** Letters lost before the file came here: the mark of a lost letter, or UTF-8 that was read as Windows-1252 (« Ã© »). */
function isDamaged(text: string): boolean {
  return /\ufffd|[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/.test(text);
}

/** A sentence quotes what was written, not a page of it. */
function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
