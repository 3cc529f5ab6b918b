import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

/** An edit that did not see what it was written over; `settledBy` is the edit that chose. */
export const fundDossierConflict = pgTable(
  'fund_dossier_conflict',
  {
    dossierId: uuid('dossier_id').notNull(),
    number: integer().notNull(),
    path: text().notNull(),
    against: integer().notNull(),
    settledBy: integer('settled_by'),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.number] })],
);
