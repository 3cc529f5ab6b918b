import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf, datesParsers } from './lite-client.ts';

// One engine for both: it takes long to lay down.
let lite: PGlite;
beforeAll(async () => void (lite = await PGlite.create()));
afterAll(() => lite.close());

test('Drizzle reads dates as text, in a transaction too, and whoever asks the embedded engine for dates has them', async () => {
  const db = drizzle({ client: clientOf(lite) });
  const said = sql`select date '2026-11-28' as day, timestamptz '2026-11-28 10:00Z' as at, array[date '2026-11-28'] as days, 7 as seven, array[7] as sevens`;
  const expected = { day: '2026-11-28', at: expect.stringMatching(/^2026-11-28 /), days: '{2026-11-28}', seven: 7, sevens: [7] };
  expect((await db.execute(said)).rows).toEqual([expected]);
  expect((await db.transaction((tx) => tx.execute(said))).rows).toEqual([expected]);
  const asked = await lite.query('select $1::date as day', ['2026-11-28'], { parsers: datesParsers });
  expect(JSON.stringify(asked.rows)).toBe('[{"day":"2026-11-28T00:00:00.000Z"}]');
});

test('what is asked through Drizzle copies no table of types: the engine has nothing more to read for one statement', async () => {
  const given: unknown[] = [];
  const query = lite.query.bind(lite);
  lite.query = ((text, params, options) => {
    given.push(options);
    return query(text, params, options);
  }) as typeof lite.query;
  const db = drizzle({ client: clientOf(lite) });
  await db.execute(sql`select 1`);
  expect(given).toEqual([{ rowMode: 'object' }]);
});
