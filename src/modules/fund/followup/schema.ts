import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { plainDate } from '../../../kernel/db/columns.ts';
import { doneBy } from '../columns.ts';

/** What is written of a project while it is followed. */
export const followupKinds = ['visit', 'risk', 'recommendation', 'evaluation', 'lesson'] as const;
export type FollowupKind = (typeof followupKinds)[number];

export const followupOutcomes = ['done', 'dropped', 'mistaken'] as const;

/** An entry of the follow-up of a project; what became of it is its end. */
export const fundFollowup = pgTable('fund_followup', {
  id: uuid().primaryKey(),
  projectId: uuid('project_id').notNull(),
  kind: text({ enum: followupKinds }).notNull(),
  onDay: plainDate('on_day').notNull(),
  title: text().notNull(),
  words: text().notNull(),
  level: integer(),
  owner: text(),
  dueOn: plainDate('due_on'),
  fileId: uuid('file_id'),
  ...doneBy(),
  byId: text('by_id').notNull(),
});
export type Followup = typeof fundFollowup.$inferSelect;

export const fundFollowupEnd = pgTable('fund_followup_end', {
  followupId: uuid('followup_id').primaryKey(),
  outcome: text({ enum: followupOutcomes }).notNull(),
  words: text().notNull(),
  ...doneBy(),
  byId: text('by_id').notNull(),
});

/** A project that is closed, and what was learned from it. */
export const fundClosure = pgTable('fund_closure', {
  projectId: uuid('project_id').primaryKey(),
  learned: text().notNull(),
  /** Why it is closed although a report is missing. */
  waiver: text(),
  ...doneBy(),
  byId: text('by_id').notNull(),
});
export type Closure = typeof fundClosure.$inferSelect;
