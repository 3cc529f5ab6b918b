import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../../../kernel/db/columns.ts';
import { doneBy } from '../../columns.ts';

/** Where a party is paid; `confirmableFrom` is when someone else may confirm it. */
export const fundBankAccount = pgTable('fund_bank_account', {
  id: uuid().primaryKey(),
  partyId: uuid('party_id').notNull(),
  holder: text().notNull(),
  iban: text(),
  accountNumber: text('account_number'),
  bic: text(),
  bankName: text('bank_name').notNull(),
  country: text().notNull(),
  currency: text().notNull(),
  fileId: uuid('file_id'),
  confirmableFrom: instant('confirmable_from').notNull(),
  at: instant().notNull(),
  byId: text('by_id').notNull(),
  by: text().notNull(),
});
export type BankAccount = typeof fundBankAccount.$inferSelect;

export const fundBankAccountConfirmation = pgTable('fund_bank_account_confirmation', {
  accountId: uuid('account_id').primaryKey(),
  enteredById: text('entered_by_id').notNull(),
  confirmableFrom: instant('confirmable_from').notNull(),
  how: text().notNull(),
  at: instant().notNull(),
  byId: text('by_id').notNull(),
  by: text().notNull(),
});

export const fundBankAccountEnd = pgTable('fund_bank_account_end', {
  accountId: uuid('account_id').primaryKey(),
  reason: text().notNull(),
  ...doneBy(),
});
