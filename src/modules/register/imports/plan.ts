import { createHash } from 'node:crypto';
import type { Act } from '../../../kernel/act.ts';
import type { Localized, Message } from '../../../kernel/i18n/lang.ts';
import type { FactKind } from '../facts/kinds.ts';
import type { PartyIndex } from '../parties/directory.ts';
import type { JsonRow, series } from '../schema.ts';
import type { SourceInput } from '../sources.ts';
import type { ImportKind } from './columns.ts';
import type { RowReader } from './row-reader.ts';
import type { outcomes } from './schema.ts';
import type { Table } from './table/table.ts';

export type Outcome = (typeof outcomes)[number];

/** What an import would do: said entry by entry, and as the writes that do it. */
export interface ImportPlan {
  kind: ImportKind;
  /** The state of the register that the file was compared with. */
  revision: number;
  /** In the order of the file; what has no line of its own (absent from a complete list) comes last. */
  entries: PlanEntry[];
  /** Lines of the file by outcome; `ended` counts facts, for one line may end a fact and record another. */
  counts: Record<Outcome, number>;
  writes: Writes;
}

export interface PlanEntry {
  line: number | null;
  outcome: Outcome;
  label: Localized | null;
  /** Where a cell is refused. */
  column: string | null;
  reason: Localized | null;
  changes: CellChange[] | null;
  /** The same for two plans that would do the same thing here. */
  digest: string;
}

export interface CellChange {
  column: string;
  before: string | null;
  after: string | null;
}

export interface Writes {
  parties: { id: string; slug: string; kind: string }[];
  persons: { id: string }[];
  offices: { id: string; slug: string; partyId: string; title: string }[];
  events: { id: string; slug: string; seriesId: string | null }[];
  newSeries: Omit<typeof series.$inferInsert, 'revision'>[];
  changedSeries: { before: typeof series.$inferSelect; values: Partial<typeof series.$inferInsert> }[];
  facts: FactWrite[];
}

/** A row to record; with `replaces`, it takes the place of the row that is held for this fact. */
export interface FactWrite {
  kind: FactKind;
  change: 'record' | 'end' | 'correct';
  row: JsonRow;
  replaces: string | null;
  /** Null keeps the source that the row already names. */
  source: SourceInput | null;
}

/** Told how far the work is: lines read of the file, then facts written. */
export type Progress = (step: 'reading' | 'writing', done: number, total: number) => void;

export interface PlanOptions {
  /** The file is the complete list: the facts that it lacks ended on this day. */
  completeOn?: Temporal.PlainDate | null;
  progress?: Progress;
}

/** What the planning of one file has at hand. */
export interface File {
  act: Act;
  plan: ImportPlan;
  table: Table;
  row: RowReader;
  parties: PartyIndex;
  options: PlanOptions;
}

/** Reads every line in turn, letting others work in between; what a line gets wrong is put in the plan. */
export async function readRows<T>(file: File, read: () => T | null): Promise<T[]> {
  const found: T[] = [];
  for (const [index, row] of file.table.rows.entries()) {
    if (index % 2_000 === 1_999) {
      file.options.progress?.('reading', index + 1, file.table.rows.length);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
    file.row.move(row);
    const one = file.row.faults.length > 0 ? null : read();
    for (const fault of file.row.faults)
      addEntry(file.plan, 'refused', { line: row.line, label: null, column: fault.column, reason: fault.reason });
    if (one !== null && file.row.faults.length === 0) found.push(one);
  }
  return found;
}

interface NewEntry {
  line: number | null;
  label: Localized | null;
  column?: string | null;
  reason?: Message | null;
  changes?: CellChange[] | null;
}

export function addEntry(
  plan: ImportPlan,
  outcome: Outcome,
  { line, label, column = null, reason = null, changes = null }: NewEntry,
): void {
  const said = reason && { fr: reason('fr'), en: reason('en') };
  // No identifier of what is not yet recorded goes into the digest: they are drawn anew at each reading.
  const digest = createHash('sha1')
    .update(JSON.stringify([outcome, label?.fr, column, said?.fr, changes]))
    .digest('base64url');
  plan.entries.push({ line, outcome, label, column, reason: said, changes, digest });
  plan.counts[outcome] += 1;
}
