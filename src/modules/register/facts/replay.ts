import type { JsonRow } from '../schema.ts';

/** A fact as a replay of the journal finds it: its row, and the revisions between which it was held. */
export interface ReplayedRow {
  kind: string;
  row: JsonRow;
  from: number;
  to: number | null;
}

export interface ReplayEntry {
  revision: number;
  kind: string;
  rowId: string;
  operation: 'record' | 'close' | 'redact';
  row: JsonRow;
}

/**
 * Rebuilds every fact from the journal alone, the plainest way there is: what the tables must agree with.
 * @returns the rows by identifier, and what in the journal makes no sense (a close without its record)
 */
export function replay(entries: Iterable<ReplayEntry>): { rows: Map<string, ReplayedRow>; faults: string[] } {
  const rows = new Map<string, ReplayedRow>();
  const faults: string[] = [];
  for (const entry of entries) {
    const known = rows.get(entry.rowId);
    if (entry.operation === 'redact') {
      if (known) known.row = entry.row;
      else faults.push(entry.rowId);
    } else if (entry.operation === 'record') {
      if (known) faults.push(entry.rowId);
      rows.set(entry.rowId, { kind: entry.kind, row: entry.row, from: entry.revision, to: null });
    } else if (known && known.to === null) {
      known.to = entry.revision;
    } else {
      faults.push(entry.rowId);
    }
  }
  return { rows, faults };
}
