import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../kernel/db/columns.ts';
import { cents, doneBy } from '../columns.ts';
import { outcomes, projectStates, purses } from '../vocabulary.ts';

/** What a sitting said of a dossier; `rate` in hundredths of a percent. */
export const fundAward = pgTable('fund_award', {
  id: uuid().primaryKey(),
  dossierId: uuid('dossier_id').notNull(),
  version: integer().notNull(),
  sittingId: uuid('sitting_id').notNull(),
  /** Null where a vote rejected it: nothing was then decided. */
  decisionId: uuid('decision_id'),
  voteId: uuid('vote_id'),
  outcome: text({ enum: outcomes }).notNull(),
  currency: text().notNull(),
  grantedCents: cents('granted_cents').notNull(),
  commitmentCents: cents('commitment_cents').notNull(),
  rate: integer().notNull(),
  eligibleCents: cents('eligible_cents').notNull(),
  conditions: text(),
  departure: text(),
  ...doneBy(),
});
export type Award = typeof fundAward.$inferSelect;

/** A dossier that was granted. */
export const fundProject = pgTable('fund_project', {
  id: uuid().primaryKey(),
  reference: text().notNull().unique(),
  slug: text().notNull().unique(),
  dossierId: uuid('dossier_id').notNull().unique(),
  awardId: uuid('award_id').notNull().unique(),
  leadId: uuid('lead_id').notNull(),
  continuesId: uuid('continues_id'),
  purse: text({ enum: purses }).notNull(),
  titleFr: text('title_fr').notNull(),
  titleEn: text('title_en'),
  currency: text().notNull(),
  startsOn: plainDate('starts_on').notNull(),
  endsOn: plainDate('ends_on').notNull(),
  ...doneBy(),
});
export type Project = typeof fundProject.$inferSelect;

export const fundProjectStep = pgTable(
  'fund_project_step',
  {
    projectId: uuid('project_id').notNull(),
    number: integer().notNull(),
    state: text({ enum: projectStates }).notNull(),
    onDay: plainDate('on_day').notNull(),
    reason: text(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.number] })],
);

/** Where each project stands: its last step, written by triggers. */
export const fundProjectNow = pgTable('fund_project_now', {
  projectId: uuid('project_id').primaryKey(),
  state: text({ enum: projectStates }).notNull(),
  since: instant().notNull(),
});

/** A part of a grant. */
export const fundInstalment = pgTable('fund_instalment', {
  id: uuid().primaryKey(),
  projectId: uuid('project_id').notNull(),
  number: integer().notNull(),
  amountCents: cents('amount_cents').notNull(),
  expectedOn: plainDate('expected_on').notNull(),
  ...doneBy(),
});
export type Instalment = typeof fundInstalment.$inferSelect;
