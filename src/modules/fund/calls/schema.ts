import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../kernel/db/columns.ts';
import { langs } from '../../../kernel/i18n/lang.ts';
import { cents, doneBy } from '../columns.ts';
import { callStates, decisionPaths, purses } from '../vocabulary.ts';

export const fundForm = pgTable('fund_form', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique(),
  nameFr: text('name_fr').notNull(),
  nameEn: text('name_en').notNull(),
  ...doneBy(),
});

/** What a form asks, version by version; a published one never changes. */
export const fundFormVersion = pgTable(
  'fund_form_version',
  {
    formId: uuid('form_id').notNull(),
    number: integer().notNull(),
    definition: jsonb().notNull(),
    ...doneBy(),
    publishedAt: instant('published_at'),
    publishedBy: text('published_by'),
  },
  (table) => [primaryKey({ columns: [table.formId, table.number] })],
);

/** A call; without a last day it is open all year. `ceilingRate` in hundredths of a percent. */
export const fundCall = pgTable('fund_call', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique(),
  nameFr: text('name_fr').notNull(),
  nameEn: text('name_en').notNull(),
  summaryFr: text('summary_fr').notNull(),
  summaryEn: text('summary_en').notNull(),
  purse: text({ enum: purses }).notNull(),
  langs: text({ enum: langs }).array().notNull(),
  opensOn: plainDate('opens_on').notNull(),
  closesOn: plainDate('closes_on'),
  timeZone: text('time_zone').notNull(),
  budgetCents: cents('budget_cents'),
  currency: text().notNull(),
  ceilingRate: integer('ceiling_rate').notNull(),
  leastCents: cents('least_cents'),
  mostCents: cents('most_cents'),
  conceptNote: boolean('concept_note').notNull(),
  decisionPath: text('decision_path', { enum: decisionPaths }).notNull(),
  bodyId: uuid('body_id'),
  formId: uuid('form_id').notNull(),
  formVersion: integer('form_version').notNull(),
  eligibility: jsonb().notNull(),
  grid: jsonb().notNull(),
  ...doneBy(),
});
export type FundCall = typeof fundCall.$inferSelect;

export const fundCallStep = pgTable(
  'fund_call_step',
  {
    callId: uuid('call_id').notNull(),
    number: integer().notNull(),
    state: text({ enum: callStates }).notNull(),
    reason: text(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.callId, table.number] })],
);

/** The last day of a call, put off. */
export const fundCallExtension = pgTable(
  'fund_call_extension',
  {
    callId: uuid('call_id').notNull(),
    number: integer().notNull(),
    fromDay: plainDate('from_day').notNull(),
    toDay: plainDate('to_day').notNull(),
    reason: text().notNull(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.callId, table.number] })],
);

/** Someone whose accounts of earlier grants are not all rendered, let apply to a call by the direction. */
export const fundEligibilityWaiver = pgTable(
  'fund_eligibility_waiver',
  {
    callId: uuid('call_id').notNull(),
    partyId: uuid('party_id').notNull(),
    reason: text().notNull(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.callId, table.partyId] })],
);
