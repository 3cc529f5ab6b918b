import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../../kernel/db/columns.ts';
import { cents } from '../../columns.ts';

const bySomeone = () => ({ at: instant().notNull(), byId: text('by_id').notNull(), by: text().notNull() });

/** What a project comes to at its end: the least of the ceiling, the rate of what is eligible, what other resources leave. */
export const fundSettlement = pgTable('fund_settlement', {
  projectId: uuid('project_id').primaryKey(),
  ceilingCents: cents('ceiling_cents').notNull(),
  rate: integer().notNull(),
  eligibleCents: cents('eligible_cents').notNull(),
  resourcesCents: cents('resources_cents').notNull(),
  finalCents: cents('final_cents').notNull(),
  paidCents: cents('paid_cents').notNull(),
  reason: text().notNull(),
  ...bySomeone(),
});
export type Settlement = typeof fundSettlement.$inferSelect;

/** What a city is asked to pay back. */
export const fundRecovery = pgTable('fund_recovery', {
  id: uuid().primaryKey(),
  reference: text().notNull().unique(),
  projectId: uuid('project_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
  currency: text().notNull(),
  dueOn: plainDate('due_on').notNull(),
  reason: text().notNull(),
  ...bySomeone(),
});
export type Recovery = typeof fundRecovery.$inferSelect;

const lineOf = () => ({
  paymentId: uuid('payment_id').notNull(),
  allocationId: uuid('allocation_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
});

export const fundRecoveryLine = pgTable('fund_recovery_line', { recoveryId: uuid('recovery_id').notNull(), ...lineOf() }, (table) => [
  primaryKey({ columns: [table.recoveryId, table.paymentId, table.allocationId] }),
]);

/** What a city paid back. */
export const fundRefund = pgTable('fund_refund', {
  id: uuid().primaryKey(),
  recoveryId: uuid('recovery_id').notNull(),
  receivedOn: plainDate('received_on').notNull(),
  amountCents: cents('amount_cents').notNull(),
  bankReference: text('bank_reference').notNull(),
  ...bySomeone(),
});

export const fundRefundLine = pgTable(
  'fund_refund_line',
  { refundId: uuid('refund_id').notNull(), recoveryId: uuid('recovery_id').notNull(), ...lineOf() },
  (table) => [primaryKey({ columns: [table.refundId, table.paymentId, table.allocationId] })],
);
