import { bigint, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../../kernel/db/columns.ts';
import { bankFormats } from '../vocabulary.ts';

/** The lines of a CSV file that waits for its columns to be named. */
export interface WaitingTable {
  header: string[];
  rows: { line: number; cells: string[] }[];
}

/** A file that a bank gave. */
export const bankFile = pgTable('bank_file', {
  id: uuid().primaryKey(),
  format: text({ enum: bankFormats }).notNull(),
  name: text().notNull(),
  sha256: text().notNull().unique(),
  account: text(),
  waiting: jsonb().$type<WaitingTable>(),
  at: instant().notNull(),
  byId: text('by_id'),
  by: text().notNull(),
});
export type BankFile = typeof bankFile.$inferSelect;

/** A line of it: money that came in, or went out. */
export const bankLine = pgTable('bank_line', {
  id: uuid().primaryKey(),
  fileId: uuid('file_id')
    .notNull()
    .references(() => bankFile.id),
  position: integer().notNull(),
  entryKey: text('entry_key').notNull(),
  duplicateOf: uuid('duplicate_of'),
  bookedOn: plainDate('booked_on').notNull(),
  amountCents: bigint('amount_cents', { mode: 'number' }).notNull(),
  currency: text().notNull(),
  orderedCents: bigint('ordered_cents', { mode: 'number' }),
  orderedCurrency: text('ordered_currency'),
  payer: text(),
  reference: text(),
  words: text().notNull(),
});
export type BankLine = typeof bankLine.$inferSelect;

/** How the columns of files with one header were named last time. */
export const bankMapping = pgTable('bank_mapping', {
  signature: text().primaryKey(),
  mapping: jsonb().$type<Record<string, number>>().notNull(),
  at: instant().notNull(),
  by: text().notNull(),
});
