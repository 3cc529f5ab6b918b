import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { readMigrations } from '../db/migrate.ts';
import { cloneDatabase, testNow } from '../db/testing.ts';
import { openArchive } from './archive.ts';
import { upgrade } from './upgrade.ts';

const open = await cloneDatabase();
const data = mkdtempSync(path.join(tmpdir(), 'beffroi-upgrade-'));
const config = { data, backupFolder: path.join(data, 'backups') };

afterAll(async () => {
  await open.close();
  rmSync(data, { recursive: true });
});

test('a database that is up to date is not saved', async () => {
  expect(await upgrade(open, config, testNow)).toEqual({ migrated: [], backup: null });
});

test('before a migration changes it, everything is saved, as the older version that it is', async () => {
  const { name } = readMigrations().find(({ name }) => name.endsWith('_kernel.sql'))!;
  await open.db.execute(sql`delete from schema_migration where name = ${name}`);
  await open.db.execute(sql`drop table backup_run, job_day_done`);
  const { migrated, backup } = await upgrade(open, config, testNow);
  expect(migrated).toEqual([name]);
  expect(readdirSync(config.backupFolder)).toEqual(['before-upgrade-beffroi-2026-11-23T10-00-00.zip']);
  const archive = await openArchive(backup!);
  expect(archive.manifest.migrations.map((one) => one.name)).not.toContain(name);
  expect(archive.manifest.tables).not.toHaveProperty('backup_run');
  archive.close();
});
