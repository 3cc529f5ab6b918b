import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../../../kernel/db/columns.ts';
import { doneBy } from '../../columns.ts';

/** Who appraises a dossier; the last one does now. */
export const fundOfficer = pgTable(
  'fund_officer',
  {
    dossierId: uuid('dossier_id').notNull(),
    number: integer().notNull(),
    userId: text('user_id').notNull(),
    name: text().notNull(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.number] })],
);

/** When someone of the secretariat last had the page of a dossier open. */
export const fundPresence = pgTable(
  'fund_presence',
  {
    dossierId: uuid('dossier_id').notNull(),
    userId: text('user_id').notNull(),
    name: text().notNull(),
    seenAt: instant('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.userId] })],
);
