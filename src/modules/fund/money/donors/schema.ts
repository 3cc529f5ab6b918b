import { integer, pgTable, pgView, text, uuid } from 'drizzle-orm/pg-core';
import { plainDate } from '../../../../kernel/db/columns.ts';
import { cents, doneBy } from '../../columns.ts';
import { purses } from '../../vocabulary.ts';

/** Whose money it is: a donor's, or what the network set aside of its own. */
export const moneyKinds = ['donor', 'own'] as const;

/** Money promised, and what it may pay for; an empty list restricts nothing. `feeRate` in hundredths of a percent. */
export const fundDonorAgreement = pgTable('fund_donor_agreement', {
  id: uuid().primaryKey(),
  reference: text().notNull().unique(),
  donorId: uuid('donor_id').notNull(),
  kind: text({ enum: moneyKinds }).notNull(),
  title: text().notNull(),
  amountCents: cents('amount_cents').notNull(),
  currency: text().notNull(),
  feeRate: integer('fee_rate').notNull(),
  signedOn: plainDate('signed_on').notNull(),
  startsOn: plainDate('starts_on').notNull(),
  endsOn: plainDate('ends_on').notNull(),
  purses: text({ enum: purses }).array().notNull(),
  themes: text().array().notNull(),
  places: uuid().array().notNull(),
  fileId: uuid('file_id'),
  ...doneBy(),
});
export type DonorAgreement = typeof fundDonorAgreement.$inferSelect;

export const fundReceipt = pgTable('fund_receipt', {
  id: uuid().primaryKey(),
  donorAgreementId: uuid('donor_agreement_id').notNull(),
  receivedOn: plainDate('received_on').notNull(),
  amountCents: cents('amount_cents').notNull(),
  feeCents: cents('fee_cents').notNull(),
  bankReference: text('bank_reference').notNull(),
  ...doneBy(),
});

/** What a project is given of an agreement: `amountCents` in its currency, `originCents` in the donor's. */
export const fundAllocation = pgTable('fund_allocation', {
  id: uuid().primaryKey(),
  donorAgreementId: uuid('donor_agreement_id').notNull(),
  projectId: uuid('project_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
  currency: text().notNull(),
  originCents: cents('origin_cents').notNull(),
  originCurrency: text('origin_currency').notNull(),
  rate: text(),
  rateDay: plainDate('rate_day'),
  rateSource: text('rate_source'),
  departure: text(),
  ...doneBy(),
});

/** What a project did not need, given back to the agreement. */
export const fundRelease = pgTable('fund_release', {
  id: uuid().primaryKey(),
  allocationId: uuid('allocation_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
  originCents: cents('origin_cents').notNull(),
  reason: text().notNull(),
  ...doneBy(),
});

/** What each allocation paid, and what of it is justified: the sum of its entries, written by a trigger. */
export const fundAllocationNow = pgTable('fund_allocation_now', {
  allocationId: uuid('allocation_id').primaryKey(),
  projectId: uuid('project_id').notNull(),
  paidCents: cents('paid_cents').notNull(),
  justifiedCents: cents('justified_cents').notNull(),
});

/** What became of each allocation: a view, on which the database also relies to refuse what goes beyond. */
export const fundAllocationState = pgView('fund_allocation_state', {
  allocationId: uuid('allocation_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
  releasedCents: cents('released_cents').notNull(),
  sourcedCents: cents('sourced_cents').notNull(),
  paidCents: cents('paid_cents').notNull(),
  refundedCents: cents('refunded_cents').notNull(),
  chargedCents: cents('charged_cents').notNull(),
  freeCents: cents('free_cents').notNull(),
  originCents: cents('origin_cents').notNull(),
}).existing();
