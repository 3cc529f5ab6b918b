import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../db/columns.ts';

/** A file that someone sent; who may read it is said by the row that refers to it. */
export const storedFile = pgTable('stored_file', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  mediaType: text('media_type').notNull(),
  size: bigint({ mode: 'number' }).notNull(),
  sha256: text().notNull(),
  storedAt: instant('stored_at').notNull(),
  storedById: text('stored_by_id'),
  storedBy: text('stored_by').notNull(),
});
export type StoredFile = typeof storedFile.$inferSelect;

/** A file of which only a part has arrived; `owner` says who may send the rest. */
export const unfinishedUpload = pgTable('unfinished_upload', {
  id: uuid().primaryKey(),
  owner: text().notNull(),
  name: text().notNull(),
  length: bigint({ mode: 'number' }).notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
});
