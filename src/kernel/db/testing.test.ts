import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { inTransaction } from '../act.ts';
import { databaseTest } from './testing.ts';

const test = databaseTest();

test('a test writes what the next one does not see', async ({ db }) => {
  await db.execute(sql`insert into job_day_done (job, day, done_at) values ('essai', '2026-11-23', now())`);
  expect((await db.execute(sql`select * from job_day_done`)).rows).toHaveLength(1);
});

test('the next one does not see it', async ({ db }) => {
  expect((await db.execute(sql`select * from job_day_done`)).rows).toHaveLength(0);
});

test('a command that fails is undone, and the test goes on', async ({ act, db }) => {
  const failing = inTransaction(act(), async ({ db }) => {
    await db.execute(sql`insert into job_day_done (job, day, done_at) values ('essai', '2026-11-23', now())`);
    await db.execute(sql`insert into job_day_done (job, day, done_at) values ('', '2026-11-23', now())`);
  });
  await expect(failing).rejects.toThrow();
  expect((await db.execute(sql`select * from job_day_done`)).rows).toHaveLength(0);
});

test('a job sent in a test is seen, and one whose command failed is not', async ({ act, sentJobs }) => {
  await inTransaction(act(), async (act) => void (await act.jobs.send(act, 'essai.envoyer', { à: 'Cotonou' })));
  await inTransaction(act(), async (act) => {
    await act.jobs.send(act, 'essai.autre', {});
    throw new Error('refus');
  }).catch(() => {});
  expect(await sentJobs()).toEqual([{ name: 'essai.envoyer', data: { à: 'Cotonou' } }]);
});

test('the queue of a test is empty again', async ({ act, sentJobs }) => {
  await act().jobs.send(act(), 'essai.envoyer', { à: 'Lomé' });
  expect(await sentJobs()).toEqual([{ name: 'essai.envoyer', data: { à: 'Lomé' } }]);
});
