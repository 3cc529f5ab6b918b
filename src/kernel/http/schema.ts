import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../db/columns.ts';

/** A form already carried out, and where its answer sent the browser. */
export const idempotencyKey = pgTable('idempotency_key', {
  key: text().primaryKey(),
  at: instant().notNull(),
  location: text(),
});
