import { sql } from 'drizzle-orm';
import { bigint, numeric, pgTable } from 'drizzle-orm/pg-core';
import { expect } from 'vitest';
import { daterange, instant, int8range, plainDate } from './columns.ts';
import { databaseTest } from './testing.ts';

const test = databaseTest(async ({ db }) => {
  await db.execute(
    sql`create temporary table dated (day date, at timestamptz, valid daterange, recorded int8range, count bigint, amount numeric)`,
  );
});

const dated = pgTable('dated', {
  day: plainDate(),
  at: instant(),
  valid: daterange(),
  recorded: int8range(),
  count: bigint({ mode: 'number' }),
  amount: numeric(),
});

const day = (text: string) => Temporal.PlainDate.from(text);

test('days, instants and ranges come back as they went', async ({ act }) => {
  const { db } = act();
  const rows = [
    {
      day: day('2025-11-19'),
      at: Temporal.Instant.from('2025-11-19T08:30:00.123456Z'),
      valid: { from: day('1995-12-01'), to: null },
      recorded: { from: 812, to: null },
      count: 90,
      amount: '1234.50',
    },
    {
      day: day('0999-01-01'),
      at: Temporal.Instant.from('1900-01-01T00:00:00Z'),
      valid: { from: null, to: day('2026-01-01') },
      recorded: { from: 1, to: 813 },
      count: Number.MAX_SAFE_INTEGER,
      amount: '0.1',
    },
    { day: null, at: null, valid: { from: null, to: null }, recorded: null, count: null, amount: null },
  ];
  await db.insert(dated).values(rows);
  expect(JSON.stringify(await db.select().from(dated))).toBe(JSON.stringify(rows));
});

test('an instant is kept to the microsecond, never rounded into the future', async ({ act }) => {
  const { db } = act();
  await db.insert(dated).values({ at: Temporal.Instant.from('2025-11-19T08:30:00.123456999Z') });
  const [row] = await db.select().from(dated);
  expect(row!.at!.toString()).toBe('2025-11-19T08:30:00.123456Z');
});

test('raw statements answer alike on both engines', async ({ act }) => {
  const { db } = act();
  const { rows } = await db.execute(sql`
    select date '2025-11-19' as day, timestamptz '2025-11-19 09:00:00+01' as at, daterange('2025-01-01', null) as valid,
      numeric '1234.50' as amount, 90::int8 as count, 90::int4 as small, count(*) as counted, true as yes, '{"a": [1]}'::jsonb as json,
      array[1, null]::int8[] as numbers, array['a', 'b'] as words, array['2025-11-19'::date] as days, array[1.5]::numeric[] as amounts, 0.5::float8 as ratio,
      null as nothing, '00000000-0000-4000-8000-000000000001'::uuid as id, interval '1 day 02:00' as lapse, timestamp '2025-11-19 09:00' as local
    from (select 1) one`);
  expect(rows).toEqual([
    {
      day: '2025-11-19',
      at: '2025-11-19 08:00:00+00',
      valid: '[2025-01-01,)',
      amount: '1234.50',
      count: 90,
      small: 90,
      counted: 1,
      yes: true,
      json: { a: [1] },
      numbers: [1, null],
      words: ['a', 'b'],
      days: '{2025-11-19}',
      amounts: '{1.5}',
      ratio: 0.5,
      nothing: null,
      id: '00000000-0000-4000-8000-000000000001',
      lapse: '1 day 02:00:00',
      local: '2025-11-19 09:00:00',
    },
  ]);
});

test('an int8 that a number cannot hold is not rounded', async ({ act }) => {
  const { rows } = await act().db.execute(sql`select 9007199254740993::int8 as large`);
  expect(rows).toEqual([{ large: 9007199254740993n }]);
});

test('values are bound alike on both engines', async ({ act }) => {
  const { db } = act();
  const words = ['a,b', '"c"', '{d}'];
  const { rows } = await db.execute(
    sql`select ${sql.param(words)}::text[] as words, ${sql.param([1, 2])}::int8[] as numbers, ${{ a: 1 }}::jsonb as json, ${true}::boolean as yes, ${90}::int8 as count, ${null}::date as nothing`,
  );
  expect(rows).toEqual([{ words, numbers: [1, 2], json: { a: 1 }, yes: true, count: 90, nothing: null }]);
});
