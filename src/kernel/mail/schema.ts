import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../db/columns.ts';
import { storedFile } from '../files/index.ts';
import { langs } from '../i18n/lang.ts';

/**
 * `waiting` to leave; `sending`, some process has it in hand; `uncertain`, it may have left and a person decides; `kept`
 * because no mail server is set; `sent`; `refused` for good.
 */
export const mailStates = ['waiting', 'sending', 'uncertain', 'kept', 'sent', 'refused'] as const;
export type MailState = (typeof mailStates)[number];

export const mailOutbox = pgTable('mail_outbox', {
  id: uuid().primaryKey(),
  key: text().notNull().unique(),
  recipient: text().notNull(),
  subject: text().notNull(),
  body: text().notNull(),
  lang: text({ enum: langs }).notNull(),
  messageId: text('message_id').notNull().unique(),
  secret: boolean().notNull().default(false),
  state: text({ enum: mailStates }).notNull(),
  attempts: integer().notNull().default(0),
  lastError: text('last_error'),
  createdAt: instant('created_at').notNull(),
  sentAt: instant('sent_at'),
  partyId: uuid('party_id'),
  paced: boolean().notNull().default(false),
  dueAt: instant('due_at').notNull(),
  leaseUntil: instant('lease_until'),
  leavingAt: instant('leaving_at'),
  answer: text(),
  unsubscribeUrl: text('unsubscribe_url'),
});
export type OutboxMail = typeof mailOutbox.$inferSelect;

/** What goes with a mail: a stored file, or a text of its own (a calendar). */
export const mailAttachment = pgTable(
  'mail_attachment',
  {
    mailId: uuid('mail_id')
      .notNull()
      .references(() => mailOutbox.id),
    position: integer().notNull(),
    name: text().notNull(),
    mediaType: text('media_type').notNull(),
    fileId: uuid('file_id').references(() => storedFile.id),
    content: text(),
  },
  (table) => [primaryKey({ columns: [table.mailId, table.position] })],
);

/** When the next mail of a mailing may leave: one row, that every process moves on. */
export const mailPace = pgTable('mail_pace', {
  id: boolean().primaryKey().default(true),
  nextAt: instant('next_at').notNull(),
});

/**
 * What came back for a mail: `undeliverable`, the address takes none; `undelivered`, this one was not taken; `delayed`,
 * still being tried; an `answer` that someone wrote.
 */
export const returnKinds = ['undeliverable', 'undelivered', 'delayed', 'answer'] as const;
export type ReturnKind = (typeof returnKinds)[number];

export const mailReturn = pgTable('mail_return', {
  id: uuid().primaryKey(),
  mailId: uuid('mail_id')
    .notNull()
    .references(() => mailOutbox.id),
  kind: text({ enum: returnKinds }).notNull(),
  matchedBy: text('matched_by', { enum: ['message_id', 'recipient'] }).notNull(),
  digest: text().notNull().unique(),
  sender: text().notNull(),
  subject: text().notNull(),
  writtenAt: instant('written_at').notNull(),
  status: text(),
  diagnostic: text(),
  body: text().notNull(),
  recordedAt: instant('recorded_at').notNull(),
  recordedById: text('recorded_by_id'),
  recordedBy: text('recorded_by').notNull(),
});
export type MailReturn = typeof mailReturn.$inferSelect;

/** What came with an answer; without a file, it was of no kind that is kept. */
export const mailReturnFile = pgTable(
  'mail_return_file',
  {
    returnId: uuid('return_id')
      .notNull()
      .references(() => mailReturn.id),
    position: integer().notNull(),
    name: text().notNull(),
    fileId: uuid('file_id')
      .unique()
      .references(() => storedFile.id),
  },
  (table) => [primaryKey({ columns: [table.returnId, table.position] })],
);

/** An address that no longer takes mails, until someone says that it does again. */
export const addressTrouble = pgTable('address_trouble', {
  id: uuid().primaryKey(),
  address: text().notNull(),
  mailId: uuid('mail_id')
    .notNull()
    .references(() => mailOutbox.id),
  since: instant().notNull(),
  reason: text().notNull(),
  clearedAt: instant('cleared_at'),
  clearedById: text('cleared_by_id'),
  clearedBy: text('cleared_by'),
  clearedReason: text('cleared_reason'),
});
export type AddressTrouble = typeof addressTrouble.$inferSelect;
