import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../db/columns.ts';

/** What became of the backup when it was restored in a folder of its own. */
export const drillResults = ['same', 'differs', 'failed'] as const;

/** A nightly backup: when, which file, and whether it could be restored. */
export const backupRun = pgTable('backup_run', {
  id: uuid().primaryKey(),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at'),
  file: text(),
  bytes: bigint({ mode: 'number' }),
  drill: text({ enum: drillResults }),
  fault: text(),
});
