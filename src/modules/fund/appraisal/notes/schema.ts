import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { cents, doneBy } from '../../columns.ts';
import { outcomes } from '../../vocabulary.ts';

/** What the officer says of a dossier and proposes; `paper` is the whole note, as it was then. */
export const fundNote = pgTable(
  'fund_note',
  {
    dossierId: uuid('dossier_id').notNull(),
    number: integer().notNull(),
    version: integer().notNull(),
    analysis: text().notNull(),
    strengths: text().notNull(),
    weaknesses: text().notNull(),
    outcome: text({ enum: outcomes }).notNull(),
    grantedCents: cents('granted_cents').notNull(),
    commitmentCents: cents('commitment_cents').notNull(),
    rate: integer().notNull(),
    eligibleCents: cents('eligible_cents').notNull(),
    conditions: text(),
    paper: jsonb().notNull(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.number] })],
);
export type Note = typeof fundNote.$inferSelect;
