import { expect } from 'vitest';
import { createLink } from './auth/links/commands.ts';
import { accountLink } from './auth/schema.ts';
import { databaseTest } from './db/testing.ts';
import { claimOnce } from './http/idempotency.ts';
import { idempotencyKey } from './http/schema.ts';
import { tidying } from './housekeeping.ts';

const test = databaseTest();

test('what has expired is forgotten, what may still serve is kept', async ({ act, db }) => {
  const [before, now] = [act(), act({ now: act().now.add({ hours: 8 * 24 }) })];
  await claimOnce(before, { key: 'vieux', claimed: false });
  await claimOnce(now, { key: 'neuf', claimed: false });
  await createLink(before, { purpose: 'first_admin', userId: null });
  const [job] = Object.values(tidying.jobs);
  await job!(now);
  expect((await db.select().from(idempotencyKey)).map((row) => row.key)).toEqual(['neuf']);
  expect(await db.select().from(accountLink)).toHaveLength(1);
  await job!(act({ now: now.now.add({ hours: 31 * 24 }) }));
  expect(await db.select().from(accountLink)).toEqual([]);
});
