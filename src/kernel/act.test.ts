import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { inTransaction } from './act.ts';
import type { Db } from './db/db.ts';
import { actBuilder, cloneDatabase } from './db/testing.ts';

const open = await cloneDatabase();
const act = actBuilder(open.db);

afterAll(() => open.close());

async function add(db: Db, job: string): Promise<void> {
  await db.execute(sql`insert into job_day_done (job, day, done_at) values (${job}, '2026-11-23', now())`);
}

async function countAdded(job: string): Promise<number> {
  const { rows } = await open.db.execute<{ count: number }>(sql`select count(*) as count from job_day_done where job = ${job}`);
  return rows[0]!.count;
}

test('what fails leaves nothing behind', async () => {
  const failing = inTransaction(act(), async ({ db }) => {
    await add(db, 'undone');
    throw new Error('refus');
  });
  await expect(failing).rejects.toThrow('refus');
  expect(await countAdded('undone')).toBe(0);
});

test('a transaction inside another belongs to it: the outer failure undoes both', async () => {
  const failing = inTransaction(act(), async (act) => {
    await inTransaction(act, async ({ db }) => add(db, 'inner'));
    throw new Error('refus');
  });
  await expect(failing).rejects.toThrow('refus');
  expect(await countAdded('inner')).toBe(0);
});

test('the rest of the act goes along', async () => {
  const outer = { ...act({ role: 'reader' }), mark: 1 };
  await inTransaction(outer, async (inner) => {
    expect(inner).toMatchObject({ mark: 1, actor: outer.actor, now: outer.now });
    expect(inner.db).not.toBe(outer.db);
    await add(inner.db, 'kept');
  });
  expect(await countAdded('kept')).toBe(1);
});

test('when the database asks that a transaction be run again, it is, three times at most', async () => {
  let attempts = 0;
  const conflict = (times: number) =>
    inTransaction(act(), async ({ db }) => {
      attempts += 1;
      await add(db, `conflict ${times}`);
      if (attempts <= times) await db.execute(sql`do $$ begin raise exception 'conflict' using errcode = 'serialization_failure'; end $$`);
    });
  await conflict(2);
  expect([attempts, await countAdded('conflict 2')]).toEqual([3, 1]);
  attempts = 0;
  await expect(conflict(3)).rejects.toThrow();
  expect([attempts, await countAdded('conflict 3')]).toEqual([3, 0]);
});

test('another failure is not tried again', async () => {
  let attempts = 0;
  const failing = inTransaction(act(), async ({ db }) => {
    attempts += 1;
    await add(db, '');
  });
  await expect(failing).rejects.toThrow();
  expect(attempts).toBe(1);
});
