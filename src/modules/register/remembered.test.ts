import { expect } from 'vitest';
import type { Act } from '../../kernel/act.ts';
import type { Db } from '../../kernel/db/db.ts';
import { databaseTest } from '../../kernel/db/testing.ts';
import type { AskedDay } from './asked-day.ts';
import { createTestParty, revise } from './factories.ts';
import { revisionAt } from './facts/revision.ts';
import { remembered } from './remembered.ts';

const test = databaseTest();

test('what a revision knows of a day is asked once; the next revision, another day or another question are asked anew', async ({ act }) => {
  const asked = counter();
  const { db } = act();
  await addParty(act(), 'Sénégal');
  const day = await dayOf(db, '2026-01-01');
  expect(await remembered(db, day, ['how many', 1], asked)).toBe(1);
  expect(await remembered(db, await dayOf(db, '2026-01-01'), ['how many', 1], asked)).toBe(1);
  expect(await remembered(db, day, ['how many', 2], asked)).toBe(2);
  expect(await remembered(db, await dayOf(db, '2026-01-02'), ['how many', 1], asked)).toBe(3);
  await addParty(act(), 'Mali');
  expect(await remembered(db, await dayOf(db, '2026-01-01'), ['how many', 1], asked)).toBe(4);
  expect(await remembered(db, day, ['how many', 1], asked), 'a page that began before the write').toBe(5);
});

test('what is read in a transaction that is undone is given to nobody else', async ({ act, db }) => {
  const asked = counter();
  await addParty(act(), 'Sénégal');
  await db
    .transaction(async (tx) => {
      await addParty({ ...act(), db: tx }, 'Mali');
      expect(await remembered(tx, await dayOf(tx, '2026-01-01'), ['x'], asked)).toBe(1);
      throw new Error('undone');
    })
    .catch(() => {});
  await addParty(act(), 'Niger');
  expect(await remembered(db, await dayOf(db, '2026-01-01'), ['x'], asked)).toBe(2);
});

test('an earlier state of knowledge is always asked, and so is what failed', async ({ act }) => {
  const asked = counter();
  const { db, now } = act();
  const day = await dayOf(db, '2026-01-01');
  for (const expected of [1, 2]) expect(await remembered(db, { ...day, knownAt: now }, ['x'], asked)).toBe(expected);
  await expect(remembered(db, day, ['y'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await remembered(db, day, ['y'], asked)).toBe(3);
});

function counter(): () => Promise<number> {
  let calls = 0;
  return async () => (calls += 1);
}

async function dayOf(db: Db, on: string): Promise<AskedDay> {
  return {
    at: { on: Temporal.PlainDate.from(on), revision: await revisionAt(db, null) },
    knownAt: null,
    typed: { on, knownAt: null },
    inWords: { on: null, knownAt: null },
    errors: {},
    query: {},
  };
}

async function addParty(act: Act, name: string): Promise<void> {
  await revise(act, (rev) => createTestParty(rev, { name }));
}
