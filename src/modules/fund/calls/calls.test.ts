import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { createCall } from './factories.ts';
import { fundCallStep } from './schema.ts';

const test = databaseTest();

test('a call is written, then published', async ({ act, db }) => {
  const call = await createCall(act());
  const steps = await db.select().from(fundCallStep).where(eq(fundCallStep.callId, call.id));
  expect(steps.map(({ state }) => state)).toEqual(['draft', 'published']);
});
