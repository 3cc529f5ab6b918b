import { integer, pgTable, pgView, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../../kernel/db/columns.ts';
import { cents } from '../../columns.ts';

/** The steps of a payment, in their order; one that is returned is over. */
export const paymentStates = ['requested', 'verified', 'approved', 'ordered', 'executed', 'returned'] as const;
export type PaymentState = (typeof paymentStates)[number];

export const fundPayment = pgTable('fund_payment', {
  id: uuid().primaryKey(),
  reference: text().notNull().unique(),
  projectId: uuid('project_id').notNull(),
  leadId: uuid('lead_id').notNull(),
  instalmentId: uuid('instalment_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
  currency: text().notNull(),
  bankAccountId: uuid('bank_account_id').notNull(),
  at: instant().notNull(),
  byId: text('by_id').notNull(),
  by: text().notNull(),
});
export type Payment = typeof fundPayment.$inferSelect;

/** Who did what to a payment, when. */
export const fundPaymentStep = pgTable(
  'fund_payment_step',
  {
    paymentId: uuid('payment_id').notNull(),
    number: integer().notNull(),
    state: text({ enum: paymentStates }).notNull(),
    onDay: plainDate('on_day').notNull(),
    reason: text(),
    at: instant().notNull(),
    byId: text('by_id').notNull(),
    by: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.paymentId, table.number] })],
);
export type PaymentStep = typeof fundPaymentStep.$inferSelect;

/** Out of which allocations a payment is made. */
export const fundPaymentSource = pgTable(
  'fund_payment_source',
  {
    paymentId: uuid('payment_id').notNull(),
    allocationId: uuid('allocation_id').notNull(),
    projectId: uuid('project_id').notNull(),
    amountCents: cents('amount_cents').notNull(),
  },
  (table) => [primaryKey({ columns: [table.paymentId, table.allocationId] })],
);

/** The step at which each payment is. */
export const fundPaymentState = pgView('fund_payment_state', {
  paymentId: uuid('payment_id').notNull(),
  state: text({ enum: paymentStates }).notNull(),
  number: integer().notNull(),
  onDay: plainDate('on_day').notNull(),
  byId: text('by_id').notNull(),
}).existing();
