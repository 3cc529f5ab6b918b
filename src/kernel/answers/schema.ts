import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../db/columns.ts';

/** A link in a mail by which someone answers without an account; only the hash of its token is kept. */
export const answerLink = pgTable('answer_link', {
  id: uuid().primaryKey(),
  purpose: text().notNull(),
  subject: text().notNull(),
  tokenHash: text('token_hash').notNull().unique(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  closedAt: instant('closed_at'),
});
