import { and, count, eq, inArray } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '../../kernel/db/db.ts';
import { databaseTest } from '../../kernel/db/testing.ts';
import { asOf, undated } from './facts/as-of.ts';
import { revisionAt } from './facts/revision.ts';
import { createTestParty, revise } from './factories.ts';
import { loadReference } from './reference.ts';
import { party, status } from './schema.ts';

const test = databaseTest();
const system = { kind: 'system', name: 'premier démarrage' } as const;

test('the Francophonie had 93 States and governments on 1 March 2025, and 90 on 19 November 2025: three withdrew', async ({ act, db }) => {
  await loadReference(act({ actor: system }));
  const inside = ['member', 'associate', 'observer'];
  expect(await countOn(db, '2025-03-01', inside)).toBe(93);
  expect(await countOn(db, '2025-03-17', inside)).toBe(91);
  expect(await countOn(db, '2025-03-18', inside)).toBe(90);
  expect(await countOn(db, '2025-11-19', inside)).toBe(90);
  expect(await countOn(db, '2025-11-19', ['member'])).toBe(53);
  expect(await countOn(db, '2025-11-19', ['associate'])).toBe(5);
  expect(await countOn(db, '2025-11-19', ['observer'])).toBe(32);
  expect(await countOn(db, '2025-11-19', ['withdrawn'])).toBe(3);
});

test('nobody is assumed to have been a member before the source that says so', async ({ act, db }) => {
  await loadReference(act({ actor: system }));
  const at = { on: Temporal.PlainDate.from('1960-01-01'), revision: await revisionAt(db, null) };
  const [row] = await db
    .select({ count: count() })
    .from(status)
    .where(and(asOf(status, at), undated(status, at)));
  const [all] = await db.select({ count: count() }).from(status).where(asOf(status, at));
  expect(all!.count).toBeGreaterThan(0);
  expect(row).toEqual(all);
});

test('the reference facts are loaded once: a register that holds something is left as it is', async ({ act, db }) => {
  await revise(act(), (rev) => createTestParty(rev, { name: 'Sénégal' }));
  expect(await loadReference(act({ actor: system }))).toBe(0);
  expect(await revisionAt(db, null)).toBe(1);
});

async function countOn(db: Db, on: string, statuses: string[]): Promise<number> {
  const at = { on: Temporal.PlainDate.from(on), revision: await revisionAt(db, null) };
  const [row] = await db
    .select({ count: count() })
    .from(status)
    .innerJoin(party, eq(party.id, status.partyId))
    .where(and(asOf(status, at), inArray(status.status, statuses as 'member'[]), inArray(party.kind, ['state', 'government'])));
  return row!.count;
}
