import { boolean, pgTable } from 'drizzle-orm/pg-core';
import { instant } from '../db/columns.ts';
import type { Db } from '../db/db.ts';

/** One row where the database holds a demonstration. */
export const demonstration = pgTable('demonstration', {
  singleton: boolean().primaryKey().default(true),
  loadedAt: instant('loaded_at').notNull(),
});

/** Whether the database holds a demonstration. */
export async function isDemonstration(db: Db): Promise<boolean> {
  return (await db.$count(demonstration)) > 0;
}
