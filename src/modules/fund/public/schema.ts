import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { doneBy } from '../columns.ts';
import { hideables } from '../vocabulary.ts';

/** Whether the public reads a project, its amounts, its places, from when and why; the last row of each holds. */
export const fundHiding = pgTable(
  'fund_hiding',
  {
    projectId: uuid('project_id').notNull(),
    number: integer().notNull(),
    what: text({ enum: hideables }).notNull(),
    hidden: boolean().notNull(),
    reason: text().notNull(),
    ...doneBy(),
    byId: text('by_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.number] })],
);
export type Hiding = typeof fundHiding.$inferSelect;
