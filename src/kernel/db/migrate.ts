import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../project.ts';
import { say } from './messages.ts';
import type { OpenDatabase } from './open.ts';
import { inRawTransaction, type Raw } from './raw.ts';
import { DatabaseRefused } from './refused.ts';

export interface Migration {
  /** `20261124T0900_register.sql`: the names' order is the order in which they run. */
  name: string;
  script: string;
  checksum: string;
}

/**
 * Brings the database to this version: runs the migrations that it has not seen, in the order of their names, each in
 * one transaction. Two processes that start together wait for one another.
 * @returns the names of those that ran
 * @throws DatabaseRefused when an applied file was changed, when the database is newer than this version, or when one fails
 */
export async function migrate(open: OpenDatabase, folder = projectPath('migrations')): Promise<string[]> {
  const migrations = readMigrations(folder);
  const ran: string[] = [];
  for (const migration of migrations) {
    const isNew = await inRawTransaction(open, async (raw) => {
      const missing = findMissing(migrations, await listApplied(raw));
      if (!missing.includes(migration)) return false;
      await run(raw, migration);
      return true;
    });
    if (isNew) ran.push(migration.name);
  }
  return ran;
}

/** Runs these migrations in a transaction that is already open, on an empty database. */
export async function applyMigrations(raw: Raw, migrations: readonly Migration[]): Promise<void> {
  await raw.exec(prepare);
  for (const migration of migrations) await run(raw, migration);
}

/** The migrations that the database has not seen yet; refuses a database that this version cannot open. */
export async function findPending(open: OpenDatabase, folder = projectPath('migrations')): Promise<string[]> {
  const applied = await inRawTransaction(open, listApplied);
  return findMissing(readMigrations(folder), applied).map((migration) => migration.name);
}

/** A migration that the database has seen. */
export type Applied = Pick<Migration, 'name' | 'checksum'>;

/** The migrations that the database has seen, in order. */
export async function readApplied(raw: Raw): Promise<Applied[]> {
  return raw.query<Applied>('select name, checksum from schema_migration order by name');
}

/** The migrations of a folder, in order. */
export function readMigrations(folder = projectPath('migrations')): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const script = readFileSync(join(folder, name), 'utf8');
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') };
    });
}

/** The lock makes two processes that start together take turns; any number will do that nothing else locks. */
const prepare = `
  select pg_advisory_xact_lock(7238000);
  set local client_min_messages = warning;
  create table if not exists schema_migration (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null,
    duration_ms integer not null
  );`;

async function listApplied(raw: Raw): Promise<Applied[]> {
  await raw.exec(prepare);
  return readApplied(raw);
}

function findMissing(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const unknown = applied.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (unknown.length > 0) throw new DatabaseRefused(say.later('db.migrationUnknown', { names: unknown.join(', ') }));
  const changed = applied.find(({ name, checksum }) => known.get(name)!.checksum !== checksum);
  if (changed) throw new DatabaseRefused(say.later('db.migrationChanged', { name: changed.name }));
  const seen = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !seen.has(name));
}

async function run(raw: Raw, { name, script, checksum }: Migration): Promise<void> {
  const started = performance.now();
  try {
    await raw.exec(script);
  } catch (cause) {
    throw new DatabaseRefused(say.later('db.migrationFailed', { name, why: (cause as Error).message }), { cause });
  }
  const duration = Math.round(performance.now() - started);
  await raw.query('insert into schema_migration (name, checksum, applied_at, duration_ms) values ($1, $2, $3, $4)', [
    name,
    checksum,
    Temporal.Now.instant().toString(),
    duration,
  ]);
}
