import { bigint, boolean, integer, pgTable, pgView, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../../kernel/db/columns.ts';
import { cents, doneBy } from '../../columns.ts';
import { reportStates } from '../../vocabulary.ts';

/** What an instalment may depend on. */
export const conditionKinds = [
  'agreement_signed',
  'amendment_signed',
  'report_accepted',
  'previous_justified',
  'co_funding',
  'date',
  'no_objection',
] as const;

/** An instalment that an amendment took away, or the settlement of the project (null). */
export const fundInstalmentEnd = pgTable('fund_instalment_end', {
  instalmentId: uuid('instalment_id').primaryKey(),
  agreementId: uuid('agreement_id'),
  ...doneBy(),
});

/** `share` in hundredths of a percent; `ordinal` is which report, or which amendment. */
export const fundCondition = pgTable('fund_condition', {
  id: uuid().primaryKey(),
  instalmentId: uuid('instalment_id').notNull(),
  number: integer().notNull(),
  kind: text({ enum: conditionKinds }).notNull(),
  ordinal: integer(),
  share: integer(),
  onDay: plainDate('on_day'),
  donorId: uuid('donor_id'),
});
export type Condition = typeof fundCondition.$inferSelect;

/** A file that shows that a condition is met. */
export const fundConditionProof = pgTable('fund_condition_proof', {
  id: uuid().primaryKey(),
  conditionId: uuid('condition_id').notNull(),
  fileId: uuid('file_id').notNull().unique(),
  note: text().notNull(),
  at: instant().notNull(),
  byId: text('by_id').notNull(),
  by: text().notNull(),
});

export const fundConditionWaiver = pgTable('fund_condition_waiver', {
  conditionId: uuid('condition_id').primaryKey(),
  reason: text().notNull(),
  at: instant().notNull(),
  byId: text('by_id').notNull(),
  by: text().notNull(),
});

/** What each condition rests on: a view, which is also what the database asks before a payment is ordered. */
export const fundConditionState = pgView('fund_condition_state', {
  conditionId: uuid('condition_id').notNull(),
  instalmentId: uuid('instalment_id').notNull(),
  projectId: uuid('project_id').notNull(),
  signedOn: plainDate('signed_on'),
  reportState: text('report_state', { enum: reportStates }),
  previousCents: cents('previous_cents').notNull(),
  beforeCents: cents('before_cents').notNull(),
  justifiedCents: bigint('justified_cents', { mode: 'number' }).notNull(),
  proved: boolean().notNull(),
  waived: boolean().notNull(),
  met: boolean().notNull(),
}).existing();
