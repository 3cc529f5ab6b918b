import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { and, desc, eq, gte, isNull } from 'drizzle-orm';
import type { Act } from '../act.ts';
import type { Config } from '../config.ts';
import type { OpenDatabase } from '../db/open.ts';
import { dayOf, secretariatTimeZone } from '../i18n/format.ts';
import type { Module } from '../module.ts';
import { createBackup } from './backup.ts';
import { drillBackup } from './drill.ts';
import { say } from './messages.ts';
import { backupName, pruneBackups, type Keeps } from './prune.ts';
import { backupRun } from './schema.ts';

export type BackupSettings = Keeps & Pick<Config, 'data' | 'backupAt'>;
export type BackupRun = typeof backupRun.$inferSelect;

/** The nightly backup as the worker knows it: its job and its hour; no hour, no schedule. */
export function nightlyBackup(open: OpenDatabase, config: BackupSettings): Pick<Module, 'jobs' | 'schedule'> {
  const [hour, minute] = config.backupAt?.split(':').map(Number) ?? [];
  return {
    jobs: { [nightlyJob]: async (act) => void (await runNightlyBackup(act, open, config)) },
    schedule: config.backupAt === null ? [] : [{ job: nightlyJob, cron: `${minute} ${hour} * * *` }],
  };
}

export const nightlyJob = 'backup.nightly';

/**
 * Makes the backup of the day unless it is made, restores it as a drill, and removes those that need not be kept.
 * @returns what came of it, or null where the day's backup was already there
 */
export async function runNightlyBackup(act: Act, open: OpenDatabase, config: BackupSettings): Promise<BackupRun | null> {
  if (await isDone(act)) return null;
  const id = randomUUID();
  const started = performance.now();
  const since = () => act.now.add({ milliseconds: Math.round(performance.now() - started) });
  await act.db.insert(backupRun).values({ id, startedAt: act.now });
  const note = async (seen: Partial<BackupRun>) => void (await act.db.update(backupRun).set(seen).where(eq(backupRun.id, id)));
  try {
    const file = path.join(config.backupFolder, backupName(act.now));
    await createBackup(open, config, file);
    await note({ file, bytes: (await stat(file)).size });
    const { differences } = await drillBackup(config, file);
    await note({
      drill: differences.length === 0 ? 'same' : 'differs',
      fault: differences.length === 0 ? null : say.in('fr')('backup.differs', { tables: differences.join(', ') }),
      finishedAt: since(),
    });
    await pruneBackups(config);
    await open.tidy();
  } catch (error) {
    const [run] = await act.db.select().from(backupRun).where(eq(backupRun.id, id));
    await note({ fault: (error as Error).message, finishedAt: since(), ...(run?.file ? { drill: 'failed' as const } : {}) });
    throw error;
  }
  return getRun(act, id);
}

/** The latest backups, the last one first: for the status page. */
export async function listBackupRuns(act: Act, limit = 30): Promise<BackupRun[]> {
  return act.db.select().from(backupRun).orderBy(desc(backupRun.startedAt)).limit(limit);
}

async function isDone(act: Act): Promise<boolean> {
  const midnight = dayOf(act.now).toZonedDateTime(secretariatTimeZone).toInstant();
  const done = await act.db
    .select({ id: backupRun.id })
    .from(backupRun)
    .where(and(gte(backupRun.startedAt, midnight), eq(backupRun.drill, 'same'), isNull(backupRun.fault)))
    .limit(1);
  return done.length > 0;
}

async function getRun(act: Act, id: string): Promise<BackupRun> {
  const [run] = await act.db.select().from(backupRun).where(eq(backupRun.id, id));
  return run!;
}
