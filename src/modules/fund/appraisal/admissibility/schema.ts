import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { plainDate } from '../../../../kernel/db/columns.ts';
import { doneBy } from '../../columns.ts';
import { type AdmissibilityCheck, admissibilityOutcomes, type CheckAnswer } from '../vocabulary.ts';

export const fundAdmissibility = pgTable(
  'fund_admissibility',
  {
    dossierId: uuid('dossier_id').notNull(),
    number: integer().notNull(),
    version: integer().notNull(),
    answers: jsonb().$type<Record<AdmissibilityCheck, CheckAnswer>>().notNull(),
    outcome: text({ enum: admissibilityOutcomes }).notNull(),
    reason: text(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.number] })],
);
export type Admissibility = typeof fundAdmissibility.$inferSelect;

/** What a city is asked to complete of the version that it deposited. */
export const fundCompletion = pgTable('fund_completion', {
  id: uuid().primaryKey(),
  dossierId: uuid('dossier_id').notNull(),
  number: integer().notNull(),
  version: integer().notNull(),
  items: text().array().notNull(),
  dueOn: plainDate('due_on').notNull(),
  ...doneBy(),
});
export type Completion = typeof fundCompletion.$inferSelect;
