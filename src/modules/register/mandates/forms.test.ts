import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { siteTest, type Browser } from '../../../../test/site.ts';
import type { Act } from '../../../kernel/act.ts';
import { createUser } from '../../../kernel/auth/factories.ts';
import { createMandate, createTestParty, createTestSource, partial, revise } from '../factories.ts';
import { factKinds } from '../facts/kinds.ts';
import { recordFact } from '../facts/record.ts';
import { createBody, giveSeat } from '../bodies/commands.ts';
import { mandate, person, personName } from '../persons/schema.ts';
import { party } from '../schema.ts';

const test = siteTest(createTowns);

const newcomer = {
  title: 'mayor',
  name: 'Kossi Adzoh',
  gender: 'm',
  email: 'kossi@exemple.org',
  assistant: 'cabinet@exemple.org',
  phone: '+228 22 00 00 00',
  accession: 'elected',
  from: '02/10/2025',
  expectedEnd: '2031',
  previousCause: 'defeat',
  certainty: 'confirmed',
  sourceId: 'new',
  sourceTitle: 'Procès-verbal du conseil',
};

test('a new mandate on one page: the person, the office, and the end of the mandate before, with its cause, in one revision', async ({
  openSite,
  db,
}) => {
  const { get, post } = await openSite().browser('officer');
  const form = await textOf(await get('/registre/lome/mandats/nouveau'));
  expect(form).toContain('Afi Mawuko, maire, par élection, depuis le 1er octobre 2019. Son mandat prend fin où commence le nouveau');
  expect(form).toMatch(/<option value="mayor" selected/);
  const answer = await post('/registre/lome/mandats/nouveau', newcomer);
  expect(answer.headers.get('location')).toBe('/registre/lome?revision=2');
  const page = await textOf(await get('/registre/lome?revision=2'));
  expect(page).toContain('Lomé : maire, Kossi Adzoh');
  expect(page).toContain('après une défaite électorale');
  expect((await db.select().from(mandate)).filter(({ recorded }) => recorded.to === null)).toHaveLength(3);
});

test('the page of a local authority says who is at its head, and never how they are reached', async ({ openSite }) => {
  const site = openSite();
  await (await site.browser('officer')).post('/registre/lome/mandats/nouveau', newcomer);
  const page = await textOf(await (await site.browser()).get('/registre/lome'));
  expect(page).toContain('Kossi Adzoh');
  for (const secret of ['exemple.org', '22 00 00 00', '/personnes/', 'Procès-verbal du conseil</a>']) expect(page).not.toContain(secret);
  const past = await textOf(await (await site.browser()).get('/registre/lome?on=2020-01-01'));
  expect(past).toContain('Maire : Afi Mawuko');
});

test('a form with everything wrong says everything at once; a namesake is not taken for someone else unawares', async ({
  openSite,
  db,
}) => {
  const { post } = await openSite().browser('officer');
  const wrong = await post('/registre/lome/mandats/nouveau', {
    ...newcomer,
    name: '',
    from: '31/02/2025',
    email: 'kossi',
    sourceTitle: '',
    accession: 'crowned',
  });
  expect(wrong.status).toBe(422);
  const text = await textOf(wrong);
  for (const sentence of [
    'Nom : Ce champ est vide.',
    'En fonction depuis : Cette date n’existe pas.',
    'Titre de la nouvelle source :',
    'Accession :',
  ])
    expect(text).toContain(sentence);
  const namesake = await post('/registre/kara/mandats/nouveau', { ...newcomer, name: 'afi MAWUKO' });
  const asked = await textOf(namesake);
  expect(asked).toContain('Le registre connaît déjà « afi MAWUKO ». Est-ce la même personne ?');
  expect(asked).toMatch(/value="[0-9a-f-]{36}"/);
  expect(await db.$count(person)).toBe(2);
  expect((await post('/registre/kara/mandats/nouveau', { ...newcomer, person: 'new', name: 'Afi Mawuko' })).status).toBe(303);
  expect(await db.$count(person)).toBe(3);
});

test('a party has one head, whatever the titles', async ({ openSite }) => {
  const { post } = await openSite().browser('officer');
  const other = await post('/registre/lome/mandats/nouveau', {
    ...newcomer,
    title: 'special_delegation_head',
    from: '01/01/2015',
    previousTo: '',
  });
  expect(other.status).toBe(422);
  expect(await textOf(other)).toContain('Cette collectivité a déjà quelqu’un à sa tête à ces dates, sous ce titre ou un autre.');
  expect((await post('/registre/lome/mandats/nouveau', { ...newcomer, title: 'special_delegation_head' })).status).toBe(303);
});

test('the end of a mandate says at once what ends with it: seats, and the accounts of the city to look at', async ({
  openSite,
  db,
  act,
}) => {
  const site = openSite();
  const { get, post } = await site.browser('officer');
  const [lome] = await db.select().from(party).where(eq(party.slug, 'lome'));
  await createUser(act({ actor: { kind: 'system', name: 'test' } }), {
    role: 'city',
    partyId: lome!.id,
    name: 'Cabinet de Lomé',
    email: 'cabinet@exemple.org',
  });
  const factId = await factOf(await get('/registre/lome'));
  const form = await textOf(await get(`/mandats/${factId}/fin`));
  expect(form).toContain('Siège : Bureau, présidence. Vacant à partir de ce jour.');
  const end = { to: '15/01/2026', cause: 'resignation', certainty: 'confirmed', sourceId: 'new', sourceTitle: 'Lettre de démission' };
  const [held] = await db.select().from(mandate).where(eq(mandate.factId, factId));
  const stale = await post(`/mandats/${factId}/fin`, { ...end, rowId: '00000000-0000-4000-8000-000000000000' });
  expect(await textOf(stale)).toContain('Quelqu’un a modifié ce mandat');
  const wrong = await post(`/mandats/${factId}/fin`, { ...end, to: '01/01/2010', rowId: held!.id });
  expect(await textOf(wrong)).toContain('La fin doit venir après le début.');
  const done = await post(`/mandats/${factId}/fin`, { ...end, rowId: held!.id });
  expect(done.headers.get('location')).toBe(`/mandats/${factId}?revision=2`);
  const page = await textOf(await get(`/mandats/${factId}`));
  expect(page).toContain('Ce qui a pris fin avec lui');
  expect(page).toContain('Siège : Bureau, présidence.');
  expect(page).toContain('faut-il fermer leur compte');
  expect(page).toContain('Cabinet de Lomé, cabinet@exemple.org');
  expect(page).toContain('par démission');
  expect(await textOf(await get('/registre/lome?on=2026-01-15'))).toContain('Le registre ne sait pas qui est à sa tête ce jour-là.');
});

test('a mandate ends with its cause, on its own page only', async ({ openSite }) => {
  const { get, post } = await openSite().browser('officer');
  const factId = await factOf(await get('/registre/lome'));
  expect((await get(`/registre/faits/mandate/${factId}/fin`)).status).toBe(404);
  expect((await post(`/registre/faits/mandate/${factId}/fin`, {})).status).toBe(404);
  expect((await get(`/registre/lome/faits/mandate/nouveau`)).status).toBe(404);
});

test('a mandate is corrected by the form of every fact; a cause needs an end', async ({ openSite }) => {
  const { get, post } = await openSite().browser('officer');
  const path = `/registre/faits/mandate/${await factOf(await get('/registre/lome'))}/correction`;
  const form = await textOf(await get(path));
  expect(form).toMatch(/name="from"[^>]*value="01\/10\/2019"/);
  const typed = {
    accession: 'appointed',
    from: '01/10/2019',
    expectedEnd: '12/2027',
    confirmedOn: '05/01/2026',
    certainty: 'confirmed',
    sourceId: 'keep',
    reason: 'Vérifié.',
  };
  expect(await textOf(await post(path, { ...typed, endCause: 'term' }))).toContain('Une cause de fin suppose une fin');
  expect((await post(path, typed)).headers.get('location')).toBe('/registre/lome?revision=2');
  expect(await textOf(await get('/registre/lome'))).toContain('par nomination, depuis le 1er octobre 2019 ; fin attendue : décembre 2027');
});

test('persons and how they are reached are the secretariat’s own', async ({ openSite, db }) => {
  const site = openSite();
  await (await site.browser('officer')).post('/registre/lome/mandats/nouveau', newcomer);
  const [{ id }] = (await db.select({ id: personName.personId }).from(personName).where(eq(personName.name, 'Kossi Adzoh'))) as [
    { id: string },
  ];
  const read = async (browser: Browser) => (await browser.get(`/personnes/${id}`)).status;
  const [lome] = await db.select().from(party).where(eq(party.slug, 'lome'));
  expect(await read(await site.browser('reader'))).toBe(200);
  expect(await read(await site.browser('city', lome!.id))).toBe(403);
  expect(await read(await site.browser())).toBe(303);
  const { get } = await site.browser('reader');
  const list = await textOf(await get('/personnes?text=adzoh'));
  expect(list).toContain('Adzoh, Kossi');
  expect(list).not.toContain('Mawuko, Afi');
  expect(await textOf(await get(`/personnes/${id}`))).toContain('cabinet@exemple.org');
});

test('persons are narrowed by State and standing, sorted, and taken away as a file of mandates', async ({ openSite }) => {
  const { get } = await openSite().browser('reader');
  const names = async (query: string) =>
    [...(await textOf(await get(`/personnes?${query}`))).matchAll(/href="\/personnes\/[0-9a-f-]+">([^<]+)</g)].map((match) => match[1]);
  expect(await names('')).toEqual(['Mawuko, Afi', 'Tchalla, Yao']);
  expect(await names('sort=-name')).toEqual(['Tchalla, Yao', 'Mawuko, Afi']);
  expect(await names('standing=unconfirmed')).toEqual(['Tchalla, Yao']);
  expect(await names('state=togo')).toEqual(['Mawuko, Afi']);
  expect(await names('text=zzz')).toEqual([]);
  expect(await (await get('/personnes?format=json&text=afi')).json()).toMatchObject([
    { party: 'lome', title: 'mayor', person: 'Afi Mawuko', accession: 'elected', from: '2019-10-01', standing: 'en fonction' },
  ]);
});

test('the secretariat finds a person by name, in any order and without accents; a visitor finds nobody', async ({ openSite }) => {
  const site = openSite();
  expect(await textOf(await (await site.browser('reader')).get('/recherche?q=mawuko+AFI'))).toContain('maire, Lomé');
  expect(await textOf(await (await site.browser()).get('/recherche?q=mawuko'))).not.toContain('Afi Mawuko');
});

test('names and contacts are recorded, corrected and ended from the page of a person', async ({ openSite, db }) => {
  const { get, post } = await openSite().browser('officer');
  const [{ id }] = (await db.select({ id: person.id }).from(person)) as [{ id: string }];
  const contact = { channel: 'assistant', value: 'point.focal@exemple.org', certainty: 'confirmed', sourceId: 'new', sourceTitle: 'Fiche' };
  expect((await post(`/personnes/${id}/faits/person_contact/nouveau`, contact)).headers.get('location')).toBe(
    `/personnes/${id}?revision=2`,
  );
  const page = await textOf(await get(`/personnes/${id}`));
  expect(page).toContain('point.focal@exemple.org');
  const end = /\/registre\/faits\/person_contact\/[0-9a-f-]+\/fin/.exec(page)![0];
  expect((await post(end, { to: '01/01/2026', sourceId: 'keep' })).headers.get('location')).toBe(`/personnes/${id}?revision=3`);
  const history = end.replace('/fin', '');
  expect((await get(history)).status).toBe(200);
  expect((await (await openSite().browser()).get(history)).status).toBe(404);
  expect((await get(`/personnes/${id}/faits/status/nouveau`)).status).toBe(404);
});

/** A page as people read it: spaces are spaces. */
async function textOf(page: Response): Promise<string> {
  return (await page.text()).replaceAll(/[\u00a0\u202f]/g, ' ');
}

async function factOf(page: Response): Promise<string> {
  return /\/mandats\/([0-9a-f-]{36})/.exec(await page.text())![1]!;
}

/** Lomé, of Togo, whose mayor presides the Bureau; Kara, whose mayor’s mandate was to end in July 2025. */
async function createTowns(act: Act): Promise<void> {
  await revise(act, async (rev) => {
    const network = await createTestParty(rev, { name: 'Réseau', kind: 'network', slug: 'reseau' });
    const togo = await createTestParty(rev, { name: 'Togo', identifiers: [{ scheme: 'iso3166-1-alpha3', value: 'TGO' }] });
    const lome = await createTestParty(rev, { name: 'Lomé', kind: 'local_authority' });
    const kara = await createTestParty(rev, { name: 'Kara', kind: 'local_authority' });
    const sourceId = await createTestSource(rev);
    const known = { to: null, certainty: 'confirmed', sourceId } as const;
    await recordFact(rev, factKinds.partyLink, { ...known, from: null, values: { partyId: lome.id, link: 'part_of', targetId: togo.id } });
    await createMandate(rev, { partyId: lome.id, slug: 'lome-mayor', name: 'Afi Mawuko', from: '2019-10-01' });
    await createMandate(rev, { partyId: kara.id, slug: 'kara-mayor', name: 'Yao Tchalla', from: '2019-10-01', expectedEnd: '2025-07-31' });
    const bodyId = await createBody(rev, { slug: 'bureau', institutionId: network.id, kind: 'bureau', nameFr: 'Bureau' });
    await giveSeat(rev, { ...known, from: partial('2023-12-01'), bodyId, partyId: lome.id, function: 'president' });
  });
}
