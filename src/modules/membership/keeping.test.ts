import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../kernel/act.ts';
import { databaseTest } from '../../kernel/db/testing.ts';
import { storedFile } from '../../kernel/files/index.ts';
import { createMandate, revise } from '../register/factories.ts';
import { asKnownNow, findParty } from '../register/index.ts';
import { addDocument } from './applications/documents/commands.ts';
import { beginApplication, saveHead } from './applications/drafts/commands.ts';
import { forgetStaleDrafts } from './applications/drafts/forget.ts';
import { askOpinion, recordPaperOpinion } from './applications/opinions/commands.ts';
import { getApplication, listOpinions } from './applications/queries.ts';
import { forgetPerson } from './erasure.ts';
import { buildUpload, createApplication, createNetworkParties } from './factories.ts';
import { listEndingOpinions, listPartyPanels } from './panels.ts';
import { membershipApplication } from './schema.ts';

const test = databaseTest(async (act) => void (await createNetworkParties(act)));
const visitor = { actor: { kind: 'visitor' } } as const;

test('a draft that its author gave up is forgotten with whom it names and what it holds; what was sent in stays', async ({ act, db }) => {
  const later = (days: number) => act({ now: act().now.add({ hours: days * 24 }) });
  const sent = await createApplication(act(), 'submitted');
  const ofStaff = await createApplication(act(), 'draft', { name: 'Kara' });
  const token = await beginApplication(act(visitor), { email: 'secretariat@sokode.example' }, 'fr');
  await saveHead(act(visitor), { token }, { headName: 'Ama KPODAR', headFunction: null });
  await addDocument(act(visitor), { token }, 'letter', buildUpload('lettre.pdf'));
  const files = async () => (await db.select().from(storedFile)).length;
  expect([await forgetStaleDrafts(later(179)), await files()]).toEqual([0, 3]);
  expect([await forgetStaleDrafts(later(181)), await forgetStaleDrafts(later(181)), await files()]).toEqual([1, 0, 2]);
  expect((await db.select({ id: membershipApplication.id }).from(membershipApplication)).map(({ id }) => id).toSorted()).toEqual(
    [sent, ofStaff].toSorted(),
  );
});

test('an opinion that was asked of a mayor ends with their mandate, and is shown with it', async ({ act }) => {
  const { capitalId, personId } = await createMayor(act());
  const id = await createApplication(act(), 'complete');
  const ending = () => listEndingOpinions(act(), { partyId: capitalId, personId }, 'fr');
  expect(await ending()).toEqual([]);
  await askOpinion(act(), id, { addressee: 'Monsieur Koffi MENSAH', email: 'koffi@lome.example', lang: 'fr' });
  expect(await ending()).toEqual([{ what: expect.stringContaining('Aného'), path: `/adhesions/${id}` }]);
  await recordPaperOpinion(act(), id, {
    opinion: 'favourable',
    text: null,
    signatory: 'K.',
    receivedOn: Temporal.PlainDate.from('2026-11-23'),
  });
  expect(await ending()).toEqual([]);
});

test('who is erased from the register is erased here too; what happened, and when, stays', async ({ act, db }) => {
  const { personId } = await createMayor(act());
  const id = await createApplication(act(), 'complete', { headName: 'Koffi MENSAH', contactEmail: 'koffi@lome.example' });
  await askOpinion(act(), id, { addressee: 'Monsieur Koffi MENSAH', email: 'koffi@lome.example', lang: 'fr' });
  await recordPaperOpinion(act(), id, {
    opinion: 'reserved',
    text: 'Koffi MENSAH le dit.',
    signatory: 'Koffi MENSAH',
    receivedOn: Temporal.PlainDate.from('2026-11-23'),
  });
  await forgetPerson(act(), personId, ['Koffi MENSAH', 'koffi@lome.example']);
  const application = await getApplication(act(), { id });
  expect(application).toMatchObject({ headName: '[effacé]', contactEmail: 'efface@effacement.invalid', state: 'opinion_received' });
  expect(await listOpinions(act(), id)).toMatchObject([{ opinion: 'reserved', text: '[effacé] le dit.', signatory: '[effacé]' }]);
  await expect(
    db.transaction((tx) =>
      tx
        .update(membershipApplication)
        .set({ lang: 'de' as 'fr' })
        .where(eq(membershipApplication.id, id)),
    ),
  ).rejects.toThrow();
});

test('the page of a party says what it is to the network, to the secretariat alone', async ({ act }) => {
  const id = await createApplication(act(), 'complete');
  const { party } = await getApplication(act(), { id });
  expect((await listPartyPanels(act(), party!, 'fr')).map(({ summary }) => summary)).toEqual([
    'Le registre ne lui connaît aucune adhésion.',
    '2026-001\u00a0: Dossier vérifié',
  ]);
  expect(await listPartyPanels(act(visitor), party!, 'fr')).toEqual([]);
  expect(await listPartyPanels(act(), { ...(await partyOf(act(), 'togo')) }, 'fr')).toEqual([]);
});

async function createMayor(act: Act): Promise<{ capitalId: string; personId: string }> {
  const capital = await partyOf(act, 'lome');
  const { personId } = await revise(act, (rev) =>
    createMandate(rev, { partyId: capital.id, slug: 'maire-de-lome', name: 'Koffi MENSAH', from: '2019' }),
  );
  return { capitalId: capital.id, personId };
}

async function partyOf(act: Act, slug: string) {
  return (await findParty(act.db, slug, await asKnownNow(act, Temporal.PlainDate.from('2026-11-23'))))!;
}
