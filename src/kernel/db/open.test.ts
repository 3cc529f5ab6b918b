import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { openDatabase, type DatabaseSettings } from './open.ts';
import { DatabaseRefused } from './refused.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'beffroi-open-'));
const settings: DatabaseSettings = {
  databaseUrl: undefined,
  databasePool: 2,
  data: folder,
  url: 'http://localhost:3000',
  checkpointSeconds: 300,
};

afterAll(() => rmSync(folder, { recursive: true }));

test('the embedded database is laid down whole, durable, and takes up what it was left', async () => {
  // What a first start that was cut leaves behind.
  mkdirSync(path.join(folder, 'db.new/base'), { recursive: true });
  const first = await openDatabase(settings);
  expect(readdirSync(folder).sort()).toEqual(['beffroi.lock', 'beffroi.pid', 'db']);
  const { rows } = await first.db.execute<{ name: string; setting: string }>(
    sql`select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'wal_sync_method', 'TimeZone') order by name`,
  );
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    wal_sync_method: 'fsync',
    TimeZone: 'UTC',
  });
  await first.db.execute(sql`create table bell (city text)`);
  await first.checkpoint();
  await first.tidy();
  await expect(openDatabase(settings)).rejects.toThrow('déjà utilisé par un autre processus');
  await first.close();
  expect(existsSync(path.join(folder, 'beffroi.pid'))).toBe(false);

  // After some kills PostgreSQL leaves this, and would then refuse to start.
  writeFileSync(path.join(folder, 'db/postmaster.pid'), '');
  const second = await openDatabase(settings);
  expect((await second.db.execute(sql`select count(*) as bells from bell`)).rows).toEqual([{ bells: 0 }]);
  await second.close();
});

test('a folder that holds no database of ours is refused in words, and let go', async () => {
  const data = path.join(folder, 'broken');
  mkdirSync(path.join(data, 'db'), { recursive: true });
  writeFileSync(path.join(data, 'db/PG_VERSION'), '18\n');
  for (const _ of [1, 2]) await expect(openDatabase({ ...settings, data })).rejects.toThrow('ne s’ouvre pas');
});

test('a server that does not answer is said in words, without the password', async () => {
  const opening = openDatabase({ ...settings, databaseUrl: 'postgres://beffroi:motdepasse@127.0.0.1:1/beffroi' });
  await expect(opening).rejects.toThrow(DatabaseRefused);
  await expect(opening).rejects.toThrow(/La base PostgreSQL de DATABASE_URL ne répond pas\u00a0: .*ECONNREFUSED/);
  await expect(opening).rejects.not.toThrow('motdepasse');
});
