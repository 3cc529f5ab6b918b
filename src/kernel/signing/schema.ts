import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../db/columns.ts';

/** The public halves of every key that has signed: a key that is retired still verifies. */
export const signingKey = pgTable('signing_key', {
  id: text().primaryKey(),
  /** SPKI, base64. */
  publicKey: text('public_key').notNull().unique(),
  createdAt: instant('created_at').notNull(),
  retiredAt: instant('retired_at'),
});
