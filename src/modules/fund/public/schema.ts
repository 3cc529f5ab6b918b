import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { doneBy } from '../columns.ts';

/** Whether the public reads a project, from when and why; the last row of a project holds. */
export const fundHiding = pgTable(
  'fund_hiding',
  {
    projectId: uuid('project_id').notNull(),
    number: integer().notNull(),
    hidden: boolean().notNull(),
    reason: text().notNull(),
    ...doneBy(),
    byId: text('by_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.number] })],
);
export type Hiding = typeof fundHiding.$inferSelect;
