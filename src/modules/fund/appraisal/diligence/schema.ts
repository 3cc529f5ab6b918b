import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { plainDate } from '../../../../kernel/db/columns.ts';
import { doneBy } from '../../columns.ts';
import { diligenceKinds, diligenceOutcomes } from '../vocabulary.ts';

/** Something verified of whoever asks; the last line of each kind counts. `hash`: of the file, as it was received. */
export const fundDiligence = pgTable(
  'fund_diligence',
  {
    dossierId: uuid('dossier_id').notNull(),
    number: integer().notNull(),
    kind: text({ enum: diligenceKinds }).notNull(),
    outcome: text({ enum: diligenceOutcomes }).notNull(),
    words: text().notNull(),
    list: text(),
    listOn: plainDate('list_on'),
    fileId: uuid('file_id'),
    hash: text(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.number] })],
);
export type Diligence = typeof fundDiligence.$inferSelect;
