import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { plainDate } from '../../../kernel/db/columns.ts';
import { cents, doneBy } from '../columns.ts';
import { accounts, entryKinds } from './vocabulary.ts';

/** An entry moves one amount of one currency from an account to another. Never changed: reversed. */
export const fundEntry = pgTable('fund_entry', {
  id: uuid().primaryKey(),
  number: bigint({ mode: 'number' }).notNull().unique(),
  kind: text({ enum: entryKinds }).notNull(),
  bookedOn: plainDate('booked_on').notNull(),
  debit: text({ enum: accounts }).notNull(),
  credit: text({ enum: accounts }).notNull(),
  amountCents: cents('amount_cents').notNull(),
  currency: text().notNull(),
  rate: text(),
  rateDay: plainDate('rate_day'),
  rateSource: text('rate_source'),
  label: text().notNull(),
  donorAgreementId: uuid('donor_agreement_id'),
  allocationId: uuid('allocation_id'),
  projectId: uuid('project_id'),
  instalmentId: uuid('instalment_id'),
  paymentId: uuid('payment_id'),
  expenseId: uuid('expense_id'),
  chargeId: uuid('charge_id'),
  recoveryId: uuid('recovery_id'),
  reverses: uuid(),
  ...doneBy(),
});
export type FundEntry = typeof fundEntry.$inferSelect;
