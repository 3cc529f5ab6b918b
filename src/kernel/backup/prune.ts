import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import { secretariatTimeZone } from '../i18n/format.ts';

/** How many of the latest days, weeks and months keep their last backup. */
export type Keeps = Pick<Config, 'backupFolder' | 'backupDays' | 'backupWeeks' | 'backupMonths'>;

/** The name of a nightly backup: `beffroi-2026-11-23T02-30-00.zip`, in the secretariat's time. */
export function backupName(at: Temporal.Instant): string {
  const local = at.toZonedDateTimeISO(secretariatTimeZone).toPlainDateTime();
  return `beffroi-${local.toString({ smallestUnit: 'second' }).replaceAll(':', '-')}.zip`;
}

/** When a backup was made, by its name; null where the file is not one of ours. */
export function backupTime(name: string): Temporal.PlainDateTime | null {
  const match = /^beffroi-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)\.zip$/.exec(name);
  return match && Temporal.PlainDateTime.from(`${match[1]}T${match[2]}:${match[3]}:${match[4]}`);
}

/** Removes the nightly backups that no day, week or month keeps; other files of the folder are left alone. */
export async function pruneBackups(config: Keeps): Promise<string[]> {
  const removed = listSuperfluous(await readdir(config.backupFolder), config);
  for (const name of removed) await rm(path.join(config.backupFolder, name));
  return removed;
}

/** The backups to remove among these names: of each period that is kept, the latest stays. */
export function listSuperfluous(names: readonly string[], keeps: Omit<Keeps, 'backupFolder'>): string[] {
  const backups = names
    .flatMap((name) => (backupTime(name) ? [{ name, at: backupTime(name)! }] : []))
    .sort((a, b) => Temporal.PlainDateTime.compare(b.at, a.at));
  const kept = new Set([
    ...latestOf(backups, ({ at }) => at.toPlainDate().toString(), keeps.backupDays),
    ...latestOf(backups, ({ at }) => `${at.yearOfWeek}-${at.weekOfYear}`, keeps.backupWeeks),
    ...latestOf(backups, ({ at }) => `${at.year}-${at.month}`, keeps.backupMonths),
  ]);
  return backups.map(({ name }) => name).filter((name) => !kept.has(name));
}

interface Backup {
  name: string;
  at: Temporal.PlainDateTime;
}

function latestOf(backups: readonly Backup[], period: (backup: Backup) => string, count: number): string[] {
  return [...Map.groupBy(backups, period).values()].slice(0, count).map(([latest]) => latest!.name);
}
