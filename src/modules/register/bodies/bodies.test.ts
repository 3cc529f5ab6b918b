import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import type { Act } from '../../../kernel/act.ts';
import { createMandate, createTestParty, createTestSource, partial, revise } from '../factories.ts';
import { revisionAt } from '../facts/revision.ts';
import { beginMandate, endMandate } from '../mandates/commands.ts';
import { createBody, giveSeat } from './commands.ts';
import { findBody, getComposition } from './queries.ts';

const test = siteTest(createBureau);
const day = (text: string) => Temporal.PlainDate.from(text);

test('R6: only sitting heads of local government sit in the Bureau; a mandate that ends leaves its seat vacant, whoever comes next', async ({
  act,
  openSite,
}) => {
  const { db } = act();
  const bureau = (await findBody(db, 'bureau', { on: day('2026-01-01'), revision: await revisionAt(db, null) }))!;
  const composition = async (on: string) => {
    const seats = await getComposition(db, bureau.id, { on: day(on), revision: await revisionAt(db, null) });
    return seats.map(({ function: what, party, person, standing }) => [what, party.slug, person.name, standing]);
  };
  // Elected in 2023, both sit; the mayor of Lomé leaves on 2 October 2025 and another is elected that day; Kara’s is uncertain since its expected end.
  expect(await composition('2023-11-30')).toEqual([]);
  expect(await composition('2023-12-01')).toEqual([
    ['president', 'lome', 'Afi Mawuko', 'held'],
    ['member', 'kara', 'Yao Tchalla', 'held'],
  ]);
  expect(await composition('2025-10-01')).toEqual([
    ['president', 'lome', 'Afi Mawuko', 'held'],
    ['member', 'kara', 'Yao Tchalla', 'unconfirmed'],
  ]);
  expect(await composition('2025-10-02')).toEqual([
    ['president', 'lome', 'Afi Mawuko', 'vacant'],
    ['member', 'kara', 'Yao Tchalla', 'unconfirmed'],
  ]);
  const { get } = await openSite().browser();
  const before = await textOf(await get('/instances/bureau?on=2025-10-01'));
  expect(before).not.toContain('>vacant<');
  const after = await textOf(await get('/instances/bureau?on=2025-10-02'));
  expect(after).toContain('>vacant<');
  expect(after).toContain('Kossi Adzoh y est, depuis le 2 octobre 2025. Le siège ne se transmet pas.');
  expect(await textOf(await get('/registre/lome?on=2025-10-01'))).toContain('présidence, Afi Mawuko');
});

test('a body as of a day is taken away as a file, vacant seats with their reason', async ({ openSite }) => {
  const { get } = await openSite().browser();
  expect(await (await get('/instances/bureau?on=2025-10-02&format=json')).json()).toMatchObject([
    {
      function: 'présidence',
      party: 'lome',
      person: 'Afi Mawuko',
      from: '2023-12-01',
      standing: 'vacant',
      reason: expect.stringContaining('Kossi Adzoh'),
    },
    { function: 'membre', party: 'kara', standing: 'à confirmer', reason: expect.stringContaining('2025') },
  ]);
});

test('an officer creates a body and gives a seat to whoever is at the head of a city; without a head there is no seat', async ({
  openSite,
}) => {
  const { get, post } = await openSite().browser('officer');
  const body = { institution: 'Réseau', kind: 'commission', nameFr: 'Commission du climat' };
  expect((await post('/instances/nouvelle', body)).headers.get('location')).toBe('/instances/commission-du-climat');
  expect(await textOf(await post('/instances/nouvelle', body))).toContain('Une instance porte déjà ce nom');
  const seat = { function: 'chair', from: '05/01/2026', certainty: 'confirmed', sourceId: 'new', sourceTitle: 'Procès-verbal' };
  const nobody = await post('/instances/commission-du-climat/sieges/nouveau', { ...seat, party: 'Sokodé' });
  expect(nobody.status).toBe(422);
  expect(await textOf(nobody)).toContain('Le registre ne connaît personne à la tête de cette collectivité (5 janvier 2026)');
  expect((await post('/instances/commission-du-climat/sieges/nouveau', { ...seat, party: 'Lomé' })).status).toBe(303);
  const again = await post('/instances/commission-du-climat/sieges/nouveau', { ...seat, party: 'Lomé' });
  expect(await textOf(again)).toContain('Cette partie a déjà un siège dans cette instance à ces dates.');
  const page = await textOf(await get('/instances/commission-du-climat?on=2026-02-01'));
  expect(page).toContain('Kossi Adzoh');
  expect(page).toMatch(/\/registre\/faits\/seat\/[0-9a-f-]+\/fin/);
});

test('a visitor sees who sits, and nobody’s page', async ({ openSite }) => {
  const { get } = await openSite().browser();
  expect(await textOf(await get('/instances'))).toContain('Bureau');
  expect(await textOf(await get('/instances/bureau'))).not.toContain('/personnes/');
  expect((await get('/instances/inconnue')).status).toBe(404);
});

/** A page as people read it: spaces are spaces. */
async function textOf(page: Response): Promise<string> {
  return (await page.text()).replaceAll(/[\u00a0\u202f]/g, ' ');
}

/** A network with its Bureau, elected on 1 December 2023 for two years: Lomé presides, Kara sits; Sokodé has no known mayor. */
async function createBureau(act: Act): Promise<void> {
  const { lomeId, factId, sourceId } = await revise(act, async (rev) => {
    const network = await createTestParty(rev, { name: 'Réseau', kind: 'network', slug: 'reseau' });
    const lome = await createTestParty(rev, { name: 'Lomé', kind: 'local_authority' });
    const kara = await createTestParty(rev, { name: 'Kara', kind: 'local_authority' });
    await createTestParty(rev, { name: 'Sokodé', kind: 'local_authority' });
    const { factId } = await createMandate(rev, { partyId: lome.id, slug: 'lome-mayor', name: 'Afi Mawuko', from: '2019-10-01' });
    await createMandate(rev, { partyId: kara.id, slug: 'kara-mayor', name: 'Yao Tchalla', from: '2019-10-01', expectedEnd: '2025-07-31' });
    const bodyId = await createBody(rev, { slug: 'bureau', institutionId: network.id, kind: 'bureau', nameFr: 'Bureau' });
    const seat = { from: partial('2023-12-01'), to: null, certainty: 'confirmed', sourceId: await createTestSource(rev) } as const;
    await giveSeat(rev, { ...seat, bodyId, partyId: lome.id, function: 'president' });
    await giveSeat(rev, { ...seat, bodyId, partyId: kara.id, function: 'member' });
    return { lomeId: lome.id, factId, sourceId: seat.sourceId };
  });
  await revise(act, async (rev) => {
    await endMandate(rev, factId, { to: partial('2025-10-02'), cause: 'term' });
    await beginMandate(rev, {
      partyId: lomeId,
      title: 'mayor',
      person: { name: 'Kossi Adzoh' },
      accession: 'elected',
      from: partial('2025-10-02'),
      to: null,
      certainty: 'confirmed',
      sourceId,
    });
  });
}
