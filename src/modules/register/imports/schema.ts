import { bigint, customType, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../kernel/db/columns.ts';
import type { Localized } from '../../../kernel/i18n/lang.ts';
import { revision, series } from '../schema.ts';
import { importKinds } from './columns.ts';
import type { Mapping } from './mapping.ts';
import type { CellChange } from './plan.ts';

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

export const runStates = ['uploaded', 'previewing', 'previewed', 'applying', 'applied', 'failed', 'undoing', 'undone'] as const;
export const outcomes = ['new', 'ended', 'corrected', 'same', 'refused'] as const;

/** How the columns of files with one header were named last time. */
export const importMapping = pgTable(
  'import_mapping',
  {
    kind: text({ enum: importKinds }).notNull(),
    signature: text().notNull(),
    mapping: jsonb().$type<Mapping>().notNull(),
    savedAt: instant('saved_at').notNull(),
    savedBy: text('saved_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.signature] })],
);

/** One file that someone brought, from its upload to the revision that it became. */
export const importRun = pgTable('import_run', {
  id: uuid().primaryKey(),
  kind: text({ enum: importKinds }).notNull(),
  state: text({ enum: runStates }).notNull(),
  fileName: text('file_name').notNull(),
  fileBytes: integer('file_bytes').notNull(),
  fileHash: text('file_hash').notNull(),
  encoding: text().notNull(),
  delimiter: text().notNull(),
  header: jsonb().$type<string[]>().notNull(),
  /** The first lines, to recognise the columns by. */
  sample: jsonb().$type<string[][]>().notNull(),
  rows: integer().notNull(),
  mapping: jsonb().$type<Mapping>(),
  /** Where the file is the complete list: the day on which what it lacks came to an end. */
  completeOn: plainDate('complete_on'),
  /** Why: the reason that the revision carries. */
  reason: text(),
  counts: jsonb().$type<Record<(typeof outcomes)[number], number>>(),
  revision: bigint({ mode: 'number' }).references(() => revision.number),
  undoneBy: bigint('undone_by', { mode: 'number' }).references(() => revision.number),
  failure: jsonb().$type<Localized>(),
  createdAt: instant('created_at').notNull(),
  createdById: text('created_by_id'),
  createdBy: text('created_by').notNull(),
  changedAt: instant('changed_at').notNull(),
});

/** The file itself, until it is applied or forgotten: in pieces, so that neither writing nor reading it holds it whole. */
export const importPiece = pgTable(
  'import_piece',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => importRun.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.position] })],
);

/** What the preview said, entry by entry: what is shown, and what applying must find again. */
export const importLine = pgTable(
  'import_line',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => importRun.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    line: integer(),
    outcome: text({ enum: outcomes }).notNull(),
    label: jsonb().$type<Localized>(),
    column: text(),
    reason: jsonb().$type<Localized>(),
    changes: jsonb().$type<CellChange[]>(),
    cells: jsonb().$type<string[]>(),
    digest: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.position] })],
);

/** Series that an import changed, as they were before: what undoing it puts back. */
export const importReplaced = pgTable(
  'import_replaced',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => importRun.id, { onDelete: 'cascade' }),
    seriesId: uuid('series_id')
      .notNull()
      .references(() => series.id),
    before: jsonb().$type<Record<string, string | null>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.seriesId] })],
);
