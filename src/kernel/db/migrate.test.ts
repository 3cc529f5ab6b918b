import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { readMigrations, findPending, migrate } from './migrate.ts';
import { DatabaseRefused } from './refused.ts';
import { cloneDatabase } from './testing.ts';

const open = await cloneDatabase();
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'beffroi-migrations-'));
  for (const { name, script } of readMigrations()) writeFileSync(join(folder, name), script);
  await open.db.execute(sql`delete from schema_migration where name like '2099%'`);
  await open.db.execute(sql`drop table if exists bell`);
});

afterEach(() => rmSync(folder, { recursive: true }));

afterAll(() => open.close());

function add(name: string, script: string): void {
  writeFileSync(join(folder, name), script);
}

test('what was never applied is applied, in the order of names, once', async () => {
  add('20990102T0000_bell.sql', "insert into bell values ('Kigali');");
  add('20990101T0000_bell.sql', 'create table bell (city text primary key); comment on table bell is $$one; two$$;');
  expect(await findPending(open, folder)).toEqual(['20990101T0000_bell.sql', '20990102T0000_bell.sql']);
  expect(await migrate(open, folder)).toEqual(['20990101T0000_bell.sql', '20990102T0000_bell.sql']);
  expect(await migrate(open, folder)).toEqual([]);
  expect((await open.db.execute(sql`select city from bell`)).rows).toEqual([{ city: 'Kigali' }]);
});

test('a migration that fails is undone in its entirety, those before it stay', async () => {
  add('20990101T0000_bell.sql', 'create table bell (city text primary key);');
  add('20990102T0000_bell.sql', "insert into bell values ('Kigali'); insert into nothing values (1);");
  await expect(migrate(open, folder)).rejects.toThrow('La migration 20990102T0000_bell.sql a échoué');
  expect((await open.db.execute(sql`select city from bell`)).rows).toEqual([]);
  expect(await findPending(open, folder)).toEqual(['20990102T0000_bell.sql']);
});

test('an applied migration that was modified is refused', async () => {
  add('20990101T0000_bell.sql', 'create table bell (city text primary key);');
  await migrate(open, folder);
  add('20990101T0000_bell.sql', 'create table bell (city text);');
  await expect(migrate(open, folder)).rejects.toThrow(DatabaseRefused);
  await expect(migrate(open, folder)).rejects.toThrow('20990101T0000_bell.sql a été appliquée à cette base avec un autre contenu');
});

test('a database that a newer version has opened is refused', async () => {
  add('20990101T0000_bell.sql', 'create table bell (city text primary key);');
  await migrate(open, folder);
  rmSync(join(folder, '20990101T0000_bell.sql'));
  await expect(migrate(open, folder)).rejects.toThrow('plus récente de Beffroi\u00a0: elle connaît 20990101T0000_bell.sql');
});

test('two processes that start together apply a migration once', async () => {
  add('20990101T0000_bell.sql', "create table bell (city text primary key); insert into bell values ('Kigali');");
  const ran = await Promise.all([migrate(open, folder), migrate(open, folder)]);
  expect(ran.flat()).toEqual(['20990101T0000_bell.sql']);
});
