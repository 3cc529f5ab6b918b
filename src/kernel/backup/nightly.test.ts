import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { actBuilder, cloneDatabase, testNow } from '../db/testing.ts';
import { listBackupRuns, nightlyBackup, runNightlyBackup } from './nightly.ts';
import { backupName, listSuperfluous } from './prune.ts';
import { backupRun } from './schema.ts';

const open = await cloneDatabase();
const act = actBuilder(open.db);
const data = mkdtempSync(path.join(tmpdir(), 'beffroi-nightly-'));
const config = { data, backupFolder: path.join(data, 'backups'), backupAt: '02:30', backupDays: 7, backupWeeks: 4, backupMonths: 12 };

beforeEach(async () => {
  await open.db.delete(backupRun);
  rmSync(config.backupFolder, { recursive: true, force: true });
});

afterAll(async () => {
  await open.close();
  rmSync(data, { recursive: true });
});

test('each night makes one backup, restores it as a drill and says what it found, however often it is called', async () => {
  const run = await runNightlyBackup(act(), open, config);
  expect(run).toMatchObject({
    drill: 'same',
    fault: null,
    startedAt: testNow,
    file: path.join(config.backupFolder, 'beffroi-2026-11-23T10-00-00.zip'),
  });
  expect(run!.bytes).toBeGreaterThan(1000);
  expect(await runNightlyBackup(act({ now: testNow.add({ hours: 1 }) }), open, config)).toBeNull();
  expect(readdirSync(config.backupFolder)).toEqual(['beffroi-2026-11-23T10-00-00.zip']);
  await runNightlyBackup(act({ now: testNow.add({ hours: 24 }) }), open, config);
  expect((await listBackupRuns(act())).map(({ startedAt }) => startedAt.toString())).toEqual([
    '2026-11-24T09:00:00Z',
    '2026-11-23T09:00:00Z',
  ]);
});

test('a backup that fails is seen, and does not count as the day’s', async () => {
  const blocked = { ...config, backupFolder: path.join(data, 'secret/backups') };
  writeFileSync(path.join(data, 'secret'), 'not a folder');
  for (const hours of [0, 1]) await expect(runNightlyBackup(act({ now: testNow.add({ hours }) }), open, blocked)).rejects.toThrow();
  rmSync(path.join(data, 'secret'));
  const failed = { file: null, drill: null, fault: expect.stringContaining('ENOTDIR') };
  expect(await listBackupRuns(act())).toMatchObject([failed, failed]);
});

test('the schedule follows the hour that is set, or its absence', () => {
  expect(nightlyBackup(open, config).schedule).toEqual([{ job: 'backup.nightly', cron: '30 2 * * *' }]);
  expect(nightlyBackup(open, { ...config, backupAt: null }).schedule).toEqual([]);
});

test('seven days, four weeks and twelve months are kept', () => {
  const first = Temporal.Instant.from('2025-10-01T01:30:00Z');
  const nights = Array.from({ length: 420 }, (_, night) => backupName(first.add({ hours: 24 * night })));
  const removed = new Set(listSuperfluous([...nights, 'notes.txt', 'beffroi-à-garder.zip'], config));
  const kept = nights.filter((name) => !removed.has(name)).map((name) => name.slice(8, 18));
  expect(kept).toEqual([
    '2025-12-31',
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
    '2026-05-31',
    '2026-06-30',
    '2026-07-31',
    '2026-08-31',
    '2026-09-30',
    '2026-10-31',
    '2026-11-08',
    '2026-11-15',
    '2026-11-18',
    '2026-11-19',
    '2026-11-20',
    '2026-11-21',
    '2026-11-22',
    '2026-11-23',
    '2026-11-24',
  ]);
  expect(removed.has('notes.txt')).toBe(false);
});

const runs = {
  'a backup ends after it starts': { finishedAt: testNow.subtract({ seconds: 1 }), fault: 'x' },
  'a file has a size': { file: 'a.zip' },
  'a size is more than nothing': { file: 'a.zip', bytes: 0 },
  'a drill is of a file': { drill: 'same', fault: 'x' },
  'a drill’s result is one of three': { file: 'a.zip', bytes: 1, drill: 'peut-être' as 'same' },
  'a finished run has a file or says why not': { finishedAt: testNow },
} as const;

test.each(Object.entries(runs))('the database knows that %s', async (_, run) => {
  await expect(open.db.insert(backupRun).values({ id: randomUUID(), startedAt: testNow, ...run })).rejects.toThrow();
});
