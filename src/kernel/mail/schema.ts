import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../db/columns.ts';
import { langs } from '../i18n/lang.ts';

/** `waiting` to leave; `kept` because no mail server is set; `sent`; `refused` for good. */
export const mailStates = ['waiting', 'kept', 'sent', 'refused'] as const;
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
});
