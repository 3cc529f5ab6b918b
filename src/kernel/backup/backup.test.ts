import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, type DatabaseSettings } from '../db/open.ts';
import { cloneDatabase, createEmptyDatabase, testEngine } from '../db/testing.ts';
import { openArchive } from './archive.ts';
import { createBackup } from './backup.ts';
import { drillBackup } from './drill.ts';
import { restoreBackup } from './restore.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'beffroi-backup-'));
const source = path.join(folder, 'source');
const file = path.join(folder, 'backups/one.zip');
const open = await cloneDatabase();

for (const [name, text] of [
  ['files/a/b.pdf', 'PDF'],
  ['files/.unfinished', '…'],
  ['keys/1.pem', 'key'],
  ['keys/current', '1'],
  ['secret', 'secret'],
  ['db/PG_VERSION', '18'],
] as const) {
  mkdirSync(path.dirname(path.join(source, name)), { recursive: true });
  writeFileSync(path.join(source, name), text);
}
await open.db.execute(
  sql`insert into job_day_done (job, day, done_at) select 'job ' || number, '2026-11-23', now() from generate_series(1, 2500) number`,
);
await open.db.execute(sql`update job_day_done set job = ${'a\u2028b\nc\rd é 🔔'} where job = 'job 1'`);
await createBackup(open, { data: source }, file);

let count = 0;
let settings: DatabaseSettings;

beforeEach(() => {
  settings = {
    databaseUrl: undefined,
    databasePool: 2,
    data: path.join(folder, `restored-${(count += 1)}`),
    url: 'http://localhost:3000',
    checkpointSeconds: 300,
  };
});

afterAll(async () => {
  await open.close();
  rmSync(folder, { recursive: true });
});

async function countRows(settings: DatabaseSettings): Promise<unknown[]> {
  const restored = await openDatabase(settings);
  const { rows } = await restored.db.execute(
    sql`select count(*) as days, count(*) filter (where job = ${'a\u2028b\nc\rd é 🔔'}) as odd, (select count(*) from schema_migration) > 0 as migrated from job_day_done`,
  );
  await restored.close();
  return rows;
}

test('a backup is one archive, its owner’s alone, and leaves nothing beside it', () => {
  expect(readdirSync(path.dirname(file))).toEqual(['one.zip']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a backup restores the tables, the files, the keys and the secret', async () => {
  const manifest = await restoreBackup(settings, file);
  expect(manifest.tables['job_day_done']).toEqual({ columns: ['job', 'day', 'done_at'], rows: 2500 });
  expect(await countRows(settings)).toEqual([{ days: 2500, odd: 1, migrated: true }]);
  expect(readFileSync(path.join(settings.data, 'files/a/b.pdf'), 'utf8')).toBe('PDF');
  expect(readdirSync(path.join(settings.data, 'keys'))).toEqual(['1.pem', 'current']);
  expect(readFileSync(path.join(settings.data, 'secret'), 'utf8')).toBe('secret');
  expect(existsSync(path.join(settings.data, 'files/.unfinished'))).toBe(false);
});

test('a backup is restored only where there is nothing', async () => {
  await restoreBackup(settings, file);
  await expect(restoreBackup(settings, file)).rejects.toThrow(
    /contient déjà files\u00a0: une sauvegarde ne se restaure que dans un dossier vide/,
  );
  for (const name of ['files', 'keys', 'secret']) rmSync(path.join(settings.data, name), { recursive: true });
  await expect(restoreBackup(settings, file)).rejects.toThrow('La base n’est pas vide');
  expect(existsSync(path.join(settings.data, 'files'))).toBe(false);
});

test('a drill restores the backup apart and finds every row and file as it was', async () => {
  expect(await drillBackup({ backupFolder: path.dirname(file) }, file)).toEqual({ differences: [] });
  expect(readdirSync(path.dirname(file))).toEqual(['one.zip']);
});

test('any damaged entry is named, and nothing is restored', async () => {
  const whole = readFileSync(file);
  const damaged = path.join(folder, 'damaged.zip');
  for (const entry of ['files/a/b.pdf', 'keys/1.pem', 'tables/job_day_done.ndjson', 'manifest.json', 'manifest.sha256']) {
    const bytes = Buffer.from(whole);
    // Local header: 30 bytes, then the name, then the content.
    const content = bytes.indexOf(entry) + entry.length;
    bytes[content + 1]! ^= 0xff;
    writeFileSync(damaged, bytes);
    await expect(restoreBackup(settings, damaged), entry).rejects.toThrow(`${entry} n’est pas tel qu’il a été sauvegardé`);
  }
  expect(existsSync(settings.data)).toBe(false);
});

test('a backup cut short, or a file that is none, is refused in words', async () => {
  const cut = path.join(folder, 'cut.zip');
  writeFileSync(cut, readFileSync(file).subarray(0, 5000));
  await expect(restoreBackup(settings, cut)).rejects.toThrow('n’est pas une sauvegarde de Beffroi, ou il est coupé');
  writeFileSync(cut, 'Bonjour');
  await expect(restoreBackup(settings, cut)).rejects.toThrow('n’est pas une sauvegarde de Beffroi');
  await expect(restoreBackup(settings, path.join(folder, 'absent.zip'))).rejects.toThrow('n’est pas une sauvegarde de Beffroi');
});

test('every entry of an intact archive is read and agrees', async () => {
  const archive = await openArchive(file);
  expect(Object.keys(archive.manifest.entries)).toContain('tables/job_day_done.ndjson');
  archive.close();
});

test.runIf(testEngine === 'postgres')('a backup goes from the server to the embedded engine and back', async () => {
  await restoreBackup(settings, file);
  const embedded = await openDatabase(settings);
  const second = path.join(folder, 'second.zip');
  const between = await createBackup(embedded, settings, second);
  await embedded.close();
  const empty = await createEmptyDatabase();
  const back = { ...settings, databaseUrl: empty.url, data: path.join(folder, 'back') };
  await restoreBackup(back, second);
  expect(await countRows(back)).toEqual([{ days: 2500, odd: 1, migrated: true }]);
  const server = await openDatabase(back);
  const again = await createBackup(server, back, path.join(folder, 'third.zip'));
  await server.close();
  await empty.drop();
  expect(again.entries).toEqual(between.entries);
});
