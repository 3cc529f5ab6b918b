import path from 'node:path';
import type { Config } from '../config.ts';
import { findPending, migrate, readApplied } from '../db/migrate.ts';
import type { OpenDatabase } from '../db/open.ts';
import { inRawTransaction } from '../db/raw.ts';
import { createBackup } from './backup.ts';
import { backupName } from './prune.ts';

/** What an upgrade did: the migrations that ran, and the backup taken before them (null for a new database, or none to run). */
export interface Upgrade {
  migrated: string[];
  backup: string | null;
}

/**
 * Brings the database to this version; where it holds something and must change, everything is saved first.
 * The backup's name sets it apart from the nightly ones: no pruning removes it.
 */
export async function upgrade(open: OpenDatabase, config: Pick<Config, 'data' | 'backupFolder'>, now: Temporal.Instant): Promise<Upgrade> {
  const pending = await findPending(open);
  const applied = await inRawTransaction(open, readApplied);
  if (pending.length === 0 || applied.length === 0) return { migrated: await migrate(open), backup: null };
  const backup = path.join(config.backupFolder, `before-upgrade-${backupName(now)}`);
  await createBackup(open, config, backup);
  return { migrated: await migrate(open), backup };
}
