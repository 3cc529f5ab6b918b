import { afterAll, expect, test } from 'vitest';
import { cloneDatabase } from '../db/testing.ts';
import { inRawTransaction, type Raw } from '../db/raw.ts';
import { listTables, readRows, readSequences, withoutConstraints, writeRows, writeSequences, type Table } from './tables.ts';

const open = await cloneDatabase();

afterAll(() => open.close());

/** Every type that a table may use, with what is easily lost: trailing zeros, microseconds, `null` in JSON and outside. */
const everything = `
  create table "Étrange nom" (
    id bigint generated always as identity primary key,
    parent bigint references "Étrange nom",
    "order" text, amount numeric, ratio float8, small smallint, yes boolean, day date, at timestamptz, lapse interval,
    valid daterange, recorded int8range, id2 uuid, json jsonb, plain json, bytes bytea, words text[], numbers bigint[],
    doubled numeric generated always as (amount * 2) stored
  );
  insert into "Étrange nom" (parent, "order", amount, ratio, small, yes, day, at, lapse, valid, recorded, id2, json, plain, bytes, words, numbers) values
    (2, E'a\\nb\\t"c"\\\\ é 🔔', 1234.50, 0.1, -1, true, '0044-03-15 BC', '2025-11-19 08:30:00.123456+00', '1 month -2 days 03:00', '[2025-01-01,)', '[1,813)', '00000000-0000-4000-8000-000000000001', '{"n": 1.10, "big": 12345678901234567890}', '{"b":1, "a": 2}', '\\x00ff', array['a,b', null, '"'], '{1,null}'),
    (null, '', 'NaN', 'Infinity', 0, false, 'infinity', '-infinity', '0', 'empty', '(,)', null, 'null', 'null', '', '{}', '{}'),
    (1, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  create sequence never_called start 5;`;

async function read(raw: Raw, table: Table): Promise<string[]> {
  const lines: string[] = [];
  await readRows(raw, table, async (more) => void lines.push(...more));
  return lines;
}

async function undone(fn: (raw: Raw) => Promise<void>): Promise<void> {
  const done = new Error('done');
  await expect(
    inRawTransaction(open, async (raw) => {
      await fn(raw);
      throw done;
    }),
  ).rejects.toBe(done);
}

test('every value of every type comes back as it was saved', async () => {
  await undone(async (raw) => {
    await raw.exec(everything);
    const table = (await listTables(raw)).find(({ name }) => name === 'Étrange nom')!;
    const saved = await read(raw, table);
    const before = await raw.query('select *, json is null as json_is_null from "Étrange nom" order by id');
    const columns = table.columns.map(({ name }) => name);
    expect(columns).not.toContain('doubled');
    await withoutConstraints(raw, [table], async () => {
      await raw.exec('truncate "Étrange nom"');
      // The first row names a parent that comes after it.
      for (const line of saved) await writeRows(raw, table, columns, [line]);
    });
    expect(await read(raw, table)).toEqual(saved);
    expect(await raw.query('select *, json is null as json_is_null from "Étrange nom" order by id')).toEqual(before);
  });
});

test('sequences go on from where they stood', async () => {
  await undone(async (raw) => {
    await raw.exec(everything);
    const standing = await readSequences(raw);
    expect(standing).toMatchObject({ 'Étrange nom_id_seq': { value: '3', called: true }, never_called: { value: '5', called: false } });
    await raw.exec(`select setval('never_called', 90), setval('"Étrange nom_id_seq"', 90)`);
    await writeSequences(raw, standing);
    expect(await readSequences(raw)).toEqual(standing);
  });
});

test('a row that breaks a foreign key is refused when the keys are put back', async () => {
  await undone(async (raw) => {
    await raw.exec(everything);
    const table = (await listTables(raw)).find(({ name }) => name === 'Étrange nom')!;
    await raw.exec('savepoint before');
    await expect(withoutConstraints(raw, [table], async () => raw.exec('insert into "Étrange nom" (parent) values (90)'))).rejects.toThrow(
      'violates foreign key',
    );
    await raw.exec('rollback to savepoint before');
  });
});
