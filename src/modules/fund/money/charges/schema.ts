import { pgTable, pgView, text, uuid } from 'drizzle-orm/pg-core';
import { cents, doneBy } from '../../columns.ts';

/** The part of an accepted expense that a payment bears, and through it an allocation of a donor. */
export const fundCharge = pgTable('fund_charge', {
  id: uuid().primaryKey(),
  projectId: uuid('project_id').notNull(),
  expenseId: uuid('expense_id').notNull(),
  paymentId: uuid('payment_id').notNull(),
  allocationId: uuid('allocation_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
  ...doneBy(),
});

/** A charge that no longer holds. */
export const fundChargeReversal = pgTable('fund_charge_reversal', {
  chargeId: uuid('charge_id').primaryKey(),
  reason: text().notNull(),
  ...doneBy(),
});

/** The charges that hold. */
export const fundLiveCharge = pgView('fund_live_charge', {
  id: uuid().notNull(),
  projectId: uuid('project_id').notNull(),
  expenseId: uuid('expense_id').notNull(),
  paymentId: uuid('payment_id').notNull(),
  allocationId: uuid('allocation_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
}).existing();
