import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../../kernel/db/columns.ts';
import { cents } from '../../columns.ts';
import type { KeptLine } from './statements.ts';

const bySomeone = () => ({ at: instant().notNull(), byId: text('by_id').notNull(), by: text().notNull() });

/** A file for the bank: pain.001. */
export const fundTransferFile = pgTable('fund_transfer_file', {
  id: uuid().primaryKey(),
  messageId: text('message_id').notNull().unique(),
  currency: text().notNull(),
  totalCents: cents('total_cents').notNull(),
  count: integer().notNull(),
  executeOn: plainDate('execute_on').notNull(),
  content: text().notNull(),
  hash: text().notNull(),
  ...bySomeone(),
});

export const fundTransfer = pgTable(
  'fund_transfer',
  { fileId: uuid('file_id').notNull(), paymentId: uuid('payment_id').notNull().unique() },
  (table) => [primaryKey({ columns: [table.fileId, table.paymentId] })],
);

/** It leaves once. */
export const fundTransferDownload = pgTable('fund_transfer_download', {
  fileId: uuid('file_id').primaryKey(),
  hash: text().notNull(),
  ...bySomeone(),
});

/** A statement of the bank. */
export const fundStatement = pgTable('fund_statement', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  sha256: text().notNull().unique(),
  account: text(),
  lines: jsonb().$type<KeptLine[]>().notNull(),
  ...bySomeone(),
});

/** The line of a statement that says that a payment left. */
export const fundStatementMatch = pgTable(
  'fund_statement_match',
  {
    statementId: uuid('statement_id').notNull(),
    line: integer().notNull(),
    paymentId: uuid('payment_id').notNull().unique(),
    ...bySomeone(),
  },
  (table) => [primaryKey({ columns: [table.statementId, table.line] })],
);
