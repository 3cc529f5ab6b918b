import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../../kernel/db/columns.ts';
import { doneBy } from '../../columns.ts';
import { opinionChoices, tasks } from '../vocabulary.ts';

/** Someone asked about a dossier: an expert, or someone of the secretariat. */
export const fundAssignment = pgTable('fund_assignment', {
  id: uuid().primaryKey(),
  dossierId: uuid('dossier_id').notNull(),
  userId: text('user_id').notNull(),
  name: text().notNull(),
  partyId: uuid('party_id'),
  tasks: text({ enum: tasks }).array().notNull(),
  dueOn: plainDate('due_on').notNull(),
  ...doneBy(),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
  endedReason: text('ended_reason'),
});
export type Assignment = typeof fundAssignment.$inferSelect;

/** What someone who is asked says of their own interests. */
export const fundInterest = pgTable('fund_interest', {
  assignmentId: uuid('assignment_id').primaryKey(),
  hasInterest: boolean('has_interest').notNull(),
  words: text().notNull(),
  ...doneBy(),
});
export type InterestDeclaration = typeof fundInterest.$inferSelect;

/** An opinion on a version of a dossier; the last of an assignment counts. */
export const fundOpinion = pgTable(
  'fund_opinion',
  {
    assignmentId: uuid('assignment_id').notNull(),
    number: integer().notNull(),
    hasInterest: boolean('has_interest').notNull().default(false),
    version: integer().notNull(),
    choice: text({ enum: opinionChoices }).notNull(),
    words: text().notNull(),
    shared: boolean().notNull(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.assignmentId, table.number] })],
);
export type Opinion = typeof fundOpinion.$inferSelect;
