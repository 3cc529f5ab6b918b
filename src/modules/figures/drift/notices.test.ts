import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import { createUser } from '../../../kernel/auth/factories.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { mailOutbox } from '../../../kernel/mail/schema.ts';
import { revise } from '../../register/factories.ts';
import { correctFact, factKinds, retractFact } from '../../register/index.ts';
import { createFigureFor, createMembers, testCatalogue } from '../factories.ts';
import { driftJob, figureJobs } from '../jobs.ts';
import { driftNotice } from '../schema.ts';
import { freeze } from '../snapshots/commands.ts';
import { recordCitations } from './commands.ts';
import { notifyDrift } from './notices.ts';

const test = databaseTest();
const system = { actor: { kind: 'system', name: 'travail' }, catalogue: testCatalogue } as const;

async function publishFor(act: Act, signedById: string | null, ref: string): Promise<void> {
  const { code } = await freeze(act, 'membres', { on: Temporal.PlainDate.from('2025-11-19') });
  await recordCitations(act, { ref, title: 'Kigali', path: '/textes/kigali', lang: 'fr', signedBy: 'Awa', signedById }, [
    { sentence: 'Trois membres.', code, hedge: 'exactly', bound: 3 },
    { sentence: 'Plus de deux membres.', code, hedge: 'moreThan', bound: 2 },
  ]);
}

test('those who signed are told once of each drift, in one mail, however often the job runs', async ({ act, db }) => {
  const mine = act(system);
  const facts = await createMembers(mine, 'Bénin', 'Mali', 'Vanuatu');
  await createFigureFor(mine);
  const signer = await createUser(mine, { role: 'editor' });
  await publishFor(mine, signer.id, 'publishing:1');
  await publishFor(mine, null, 'publishing:2');
  expect(await notifyDrift(mine)).toBe(0);

  await revise(mine, (rev) => retractFact(rev, factKinds.status, facts[0]!));
  expect(await notifyDrift(mine)).toBe(4);
  await figureJobs[driftJob]!(mine, {});
  await figureJobs[driftJob]!(mine, {});
  const mails = await db.select().from(mailOutbox);
  expect(mails).toMatchObject([{ recipient: signer.email, subject: '2 phrases que vous avez signées et le registre' }]);
  for (const words of [
    '«\u00a0Trois membres.\u00a0»',
    'Publié\u00a0: 3. Maintenant\u00a0: 2 (correction)\u202f; la phrase est devenue fausse.',
    'http://localhost:3000/derives',
  ])
    expect(mails[0]!.body).toContain(words);

  // Another correction is another drift.
  await revise(mine, (rev) => retractFact(rev, factKinds.status, facts[1]!));
  expect(await notifyDrift(mine)).toBe(4);
  expect(await db.select().from(mailOutbox)).toHaveLength(2);
  // The next day nothing is new.
  expect(await notifyDrift({ ...mine, now: mine.now.add({ hours: 24 }) })).toBe(0);
});

test('a drift that goes and comes back is told again', async ({ act, db }) => {
  const mine = act(system);
  const [first] = await createMembers(mine, 'Bénin', 'Mali', 'Vanuatu');
  await createFigureFor(mine);
  const signer = await createUser(mine, { role: 'editor' });
  await publishFor(mine, signer.id, 'publishing:1');
  const correct = (certainty: 'probable' | 'confirmed') => revise(mine, (rev) => correctFact(rev, factKinds.status, first!, { certainty }));

  await correct('probable');
  expect(await notifyDrift(mine)).toBe(2);
  await correct('confirmed');
  expect(await notifyDrift(mine)).toBe(0);
  expect(await db.$count(driftNotice), 'nothing has drifted any more').toBe(0);
  await correct('probable');
  expect(await notifyDrift(mine)).toBe(2);
  expect(await notifyDrift(mine)).toBe(0);
  expect(await db.$count(mailOutbox)).toBe(2);
});

test('a text published on a figure that has drifted already is told of at the next comparison', async ({ act, db }) => {
  const mine = act(system);
  const facts = await createMembers(mine, 'Bénin', 'Mali', 'Vanuatu');
  await createFigureFor(mine);
  const signer = await createUser(mine, { role: 'editor' });
  const { code } = await freeze(mine, 'membres', { on: Temporal.PlainDate.from('2025-11-19') });
  await revise(mine, (rev) => retractFact(rev, factKinds.status, facts[0]!));
  expect(await notifyDrift(mine)).toBe(0);
  const text = {
    ref: 'publishing:1',
    title: 'Kigali',
    path: '/textes/kigali',
    lang: 'fr',
    signedBy: 'Awa',
    signedById: signer.id,
  } as const;
  await recordCitations(mine, text, [{ sentence: 'Trois membres.', code, hedge: 'exactly', bound: 3 }]);
  expect(await notifyDrift(mine)).toBe(1);
  expect(await db.select().from(mailOutbox)).toMatchObject([{ recipient: signer.email }]);
});
