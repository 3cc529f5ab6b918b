import { expect } from 'vitest';
import type { Act } from '../act.ts';
import { databaseTest } from '../db/testing.ts';
import { onceADay } from './daily.ts';
import { jobDayDone } from './schema.ts';

const test = databaseTest();

const at = (text: string) => Temporal.Instant.from(text);

test('a day’s work is done once, and knows when it was last done', async ({ act }) => {
  const done: (string | null)[] = [];
  const work = async (_: Act, last: Temporal.PlainDate | null) => void done.push(last?.toString() ?? null);
  expect(await onceADay(act({ now: at('2026-11-20T08:00:00Z') }), 'seal', work)).toBe(true);
  expect(await onceADay(act({ now: at('2026-11-20T20:00:00Z') }), 'seal', work)).toBe(false);
  // Half past midnight in Paris: the next day there, not yet in UTC.
  expect(await onceADay(act({ now: at('2026-11-20T23:30:00Z') }), 'seal', work)).toBe(true);
  expect(await onceADay(act({ now: at('2026-11-24T08:00:00Z') }), 'seal', work)).toBe(true);
  expect(done).toEqual([null, '2026-11-20', '2026-11-21']);
});

test('work that fails is not marked as done', async ({ act, db }) => {
  const failing = onceADay(act(), 'seal', async () => {
    throw new Error('refus');
  });
  await expect(failing).rejects.toThrow('refus');
  expect(await db.select().from(jobDayDone)).toEqual([]);
});

test('one job’s day is not another’s', async ({ act }) => {
  await onceADay(act(), 'seal', async () => {});
  expect(await onceADay(act(), 'remind', async () => {})).toBe(true);
});

test('a job has a name', async ({ db }) => {
  await expect(
    db.insert(jobDayDone).values({ job: '', day: Temporal.PlainDate.from('2026-11-23'), doneAt: at('2026-11-23T09:00:00Z') }),
  ).rejects.toThrow();
});
