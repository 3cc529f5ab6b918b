import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { doneBy } from '../../columns.ts';

/** The scores that someone gave; `total` in hundredths of a percent of the most. The last of an assignment count. */
export const fundScoring = pgTable(
  'fund_scoring',
  {
    assignmentId: uuid('assignment_id').notNull(),
    number: integer().notNull(),
    hasInterest: boolean('has_interest').notNull().default(false),
    version: integer().notNull(),
    total: integer().notNull(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.assignmentId, table.number] })],
);
export type Scoring = typeof fundScoring.$inferSelect;

/** One score as it was given, with what it weighs. */
export const fundScore = pgTable(
  'fund_score',
  {
    assignmentId: uuid('assignment_id').notNull(),
    number: integer().notNull(),
    criterion: text().notNull(),
    weight: integer().notNull(),
    most: integer().notNull(),
    score: integer().notNull(),
    comment: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.assignmentId, table.number, table.criterion] })],
);
export type Score = typeof fundScore.$inferSelect;
