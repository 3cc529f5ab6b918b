import { expect } from 'vitest';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { decideStep } from './commands.ts';
import { createAward, createProject, people } from './factories.ts';
import { openProject } from './open.ts';
import { fundProjectStep } from './schema.ts';
import { recordStep } from './steps.ts';

const test = databaseTest();

test('a project is opened from its award, once, with a reference of the year', async ({ act, db }) => {
  const award = await createAward(act());
  const first = await openProject(act(), award);
  expect(first).toMatchObject({
    reference: '2026-P001',
    slug: 'bornes-fontaines-des-quartiers-hauts-2026-p001',
    currency: 'EUR',
    purse: 'cooperation',
  });
  expect((await createProject(act(), { lead: { id: first.leadId } })).reference).toBe('2026-P002');
  expect(await db.select({ state: fundProjectStep.state }).from(fundProjectStep)).toEqual([{ state: 'awarded' }, { state: 'awarded' }]);
  await expect(openProject(act(), award)).rejects.toThrow(/Failed query/);
});

test('a project lives as its table says; what is suspended or cancelled says why', async ({ act }) => {
  const { id } = await createProject(act(), { state: 'active' });
  await expect(recordStep(act(), id, { to: 'closed' })).rejects.toThrow('Le projet est en cours\u00a0: il ne peut pas devenir clos.');
  await expect(recordStep(act(), id, { to: 'suspended' })).rejects.toThrow('Dites pourquoi');
  await recordStep(act(), id, { to: 'suspended', reason: 'Élections' });
  await recordStep(act(), id, { to: 'active' });
});

test('a project whose agreement is not signed is neither opened nor cancelled by a word: it is signed, or withdrawn first', async ({
  act,
}) => {
  const { id } = await createProject(act(), { state: 'agreement_sent' });
  for (const to of ['active', 'cancelled'] as const)
    await expect(decideStep(act({ actor: people.direction }), id, { to, reason: 'Le maire a dit oui' })).rejects.toThrow(
      'La convention attend d’être signée',
    );
});
