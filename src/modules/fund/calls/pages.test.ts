import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import { createDossier } from '../applications/factories.ts';
import { dossierPaths } from '../applications/paths.ts';
import { createMandate, createStatus, createTestParty, revise } from '../../register/factories.ts';
import { createCall, createForm } from './factories.ts';
import { callPaths, formPaths } from './paths.ts';

const test = siteTest();
const typed = {
  nameFr: 'Fonds de coopération 2027',
  nameEn: 'Cooperation fund 2027',
  summaryFr: 'Des services pour tous.',
  summaryEn: 'Services for all.',
  'langs[]': 'fr',
  opensOn: '01/11/2026',
  closesOn: '31/05/2027',
  timeZone: 'Europe/Paris',
  purse: 'cooperation',
  currency: 'EUR',
  ceilingRate: '80',
  decisionPath: 'sitting',
  form: 'formulaire-type/1',
};

test('an officer makes a form from the template, writes a call and publishes it; anyone reads it', async ({ openSite }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const made = await officer.post(formPaths.template());
  expect(made.headers.get('location')).toBe(formPaths.form('formulaire-type'));
  expect((await officer.post(formPaths.publication('formulaire-type', 1))).status).toBe(303);
  const written = await officer.post(callPaths.newCall(), typed);
  const slug = 'fonds-de-cooperation-2027';
  expect(written.headers.get('location')).toBe(callPaths.call(slug));

  const visitor = await site.browser();
  expect((await visitor.get(callPaths.publicCall(slug))).status).toBe(404);
  expect((await officer.post(callPaths.publication(slug))).status).toBe(303);
  const page = await (await visitor.get(callPaths.publicCall(slug))).text();
  expect(page).toMatch(/Jusqu’au 31 mai 2027 à 23\sh\s59, heure de Paris/);
  expect(page).toContain('Être membre du réseau');
  expect(await (await visitor.get('/sitemap.txt')).text()).toContain(callPaths.publicCall(slug));
  expect(await (await visitor.get('/recherche?q=cooperation')).text()).toContain(callPaths.publicCall(slug));
  expect(await (await visitor.get(`/en${callPaths.publicCalls()}`)).text()).toContain('Cooperation fund 2027');
});

test('what is wrong in a call is shown beside its fields, with what was typed', async ({ openSite, act }) => {
  await createForm(act());
  const officer = await openSite().browser('officer');
  const refused = await officer.post(callPaths.newCall(), { ...typed, closesOn: '01/10/2026', ceilingRate: '180', nameEn: '' });
  expect(refused.status).toBe(422);
  const page = await refused.text();
  expect(page).toContain('value="180"');
  for (const field of ['nameEn', 'ceilingRate']) expect(page).toContain(`id="${field}-error"`);
});

test('a city reads what the register says of it, rule by rule, and of no other city', async ({ openSite, act }) => {
  const call = await createCall(act());
  const city = await revise(act(), async (rev) => {
    const network = await createTestParty(rev, { name: 'Réseau', slug: 'aimf', kind: 'network' });
    const city = await createTestParty(rev, { name: 'Altamont', kind: 'local_authority' });
    await createStatus(rev, { partyId: city.id, institutionId: network.id, from: '2010' });
    await createMandate(rev, { partyId: city.id, slug: 'mairie', name: 'Élue Altamont', from: '2020-01-01' });
    return city;
  });
  const browser = await openSite().browser('city', city.id);
  const page = await (await browser.get(callPaths.ownCall(call.slug))).text();
  expect(page).toContain('Altamont peut-elle déposer');
  expect(page).toContain('Élue Altamont');
  expect(page).toContain('Le reçu de la dernière cotisation payée.');
  expect(page).toContain(`href="${callPaths.ownDossier(call.slug)}"`);
  expect((await browser.get(callPaths.ownDossier(call.slug))).status).toBe(200);
  expect(await (await browser.get(callPaths.ownCalls())).text()).toContain('À établir');
});

test('a call says how many dossiers are where, and leads to them; drafts are only counted', async ({ openSite, act }) => {
  const call = await createCall(act());
  await createDossier(act(), { call, state: 'draft' });
  await createDossier(act(), { call, state: 'submitted' });
  const officer = await openSite().browser('officer');
  const page = await (await officer.get(callPaths.call(call.slug))).text();
  expect(page).toContain('En préparation');
  expect(page).not.toContain('etat=draft');
  const path = dossierPaths.deskOf(call.slug, 'submitted');
  expect(page).toContain(`href="${path.replace('&', '&amp;')}"`);
  expect(await (await officer.get(`${path}&format=csv`)).text()).toMatch(/2026-D\d+/);
  expect((await officer.get(callPaths.ranking(call.slug))).status).toBe(200);
});

test('the list of calls is narrowed, sorted and taken away', async ({ openSite, act }) => {
  await createCall(act());
  await createCall(act(), { form: 'formulaire-type', nameFr: 'Fonds d’urgence', purse: 'emergency', closesOn: '', state: 'draft' });
  const reader = await openSite().browser('reader');
  const csv = async (query: string) =>
    (await (await reader.get(`${callPaths.calls()}?format=csv&${query}`)).text()).trim().split('\r\n').slice(1);
  expect(await csv('sort=name')).toHaveLength(2);
  expect((await csv('sort=name'))[0]).toContain('Fonds d’urgence');
  expect((await csv('sort=-name'))[0]).toContain('Fonds de coopération 2027');
  expect(await csv('etat=open')).toEqual([expect.stringContaining('Ouvert,2026-11-01,2027-05-31,1000000.00,EUR,0')]);
  expect(await csv('caisse=emergency')).toHaveLength(1);
  expect(await csv('mots=URGENCE')).toHaveLength(1);
});

test('a form is built question by question, without any script', async ({ openSite }) => {
  const slug = 'formulaire-court';
  const officer = await openSite().browser('officer');
  await officer.post(formPaths.newForm(), { nameFr: 'Formulaire court', nameEn: 'Short form' });
  await officer.post(formPaths.newSection(slug, 1), { 'title.fr': 'Le projet', 'title.en': 'The project' });
  const add = (kind: string, fields: Record<string, string>) =>
    officer.post(`${formPaths.newQuestion(slug, 1)}?partie=leProjet&type=${kind}`, { 'label.en': 'A question', ...fields });
  await add('choice', { 'label.fr': 'Étude faite ?', options: 'yes | Oui | Yes\nno | Non | No' });
  await add('text', { 'label.fr': 'Laquelle ?', rows: '3', most: '500', 'when[]': 'etudeFaite:yes' });
  await add('table', { 'label.fr': 'Activités', most: '10' });
  const page = await (await officer.get(formPaths.version(slug, 1))).text();
  expect(page).toMatch(/À remplir si vous avez répondu «\sOui\s» à «\sÉtude faite/);
  expect(page).toContain('7 choses restent à corriger');
  expect((await officer.post(formPaths.moves(slug, 1), { up: 'question:laquelle' })).headers.get('location')).toBe(
    `${formPaths.version(slug, 1)}#q-laquelle`,
  );
  await officer.post(`${formPaths.newQuestion(slug, 1)}?tableau=activites&type=money`, { 'label.fr': 'Coût', 'label.en': 'Cost' });
  await officer.post(formPaths.removals(slug, 1), { removed: 'question:laquelle' });
  await officer.post(formPaths.copies(slug, 1), { copied: 'question:etudeFaite' });
  const held = JSON.parse(await (await officer.get(formPaths.json(slug, 1))).text()) as {
    sections: { questions: { key: string; columns?: { key: string }[] }[] }[];
  };
  expect(held.sections[0]!.questions.map(({ key }) => key)).toEqual(['etudeFaite', 'etudeFaite2', 'activites']);
  expect(held.sections[0]!.questions[2]!.columns?.map(({ key }) => key)).toEqual(['label', 'cout']);
  expect((await officer.post(formPaths.publication(slug, 1))).status).toBe(422);
});

test('two people who change one question never lose words', async ({ openSite }) => {
  const site = openSite();
  const [one, other] = [await site.browser('officer'), await site.browser('direction')];
  await one.post(formPaths.template());
  const path = formPaths.question('formulaire-type', 1, 'need');
  const opened = async (browser: typeof one) => /name="mark" value="([^"]+)"/.exec(await (await browser.get(path)).text())![1]!;
  const fields = { 'label.en': 'Need', rows: '8', most: '5000', key: 'need' };
  const [first, second] = [await opened(one), await opened(other)];
  expect((await one.post(path, { ...fields, 'label.fr': 'Le besoin, dit par l’un', mark: first })).status).toBe(303);
  const refused = await other.post(path, { ...fields, 'label.fr': 'Le besoin, dit par l’autre', mark: second });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('Le besoin, dit par l’autre');
  expect(await (await one.get(formPaths.version('formulaire-type', 1))).text()).toContain('Le besoin, dit par l’un');
});

test('a form is exported and imported as a file; what is wrong in one is refused clearly', async ({ openSite }) => {
  const officer = await openSite().browser('officer');
  await officer.post(formPaths.template());
  const text = await (await officer.get(formPaths.json('formulaire-type', 1))).text();
  const send = (content: string | Blob) => {
    const body = new FormData();
    body.set('file', new File([content], '../formulaire.json'));
    return officer.send('POST', formPaths.importing(), {}, body);
  };
  expect((await send(text)).headers.get('location')).toBe(formPaths.form('formulaire-type-2'));
  const broken = await send(text.replace('"kind": "budget"', '"kind": "budgets"').replace('"en": "The need"', '"en": ""'));
  expect(broken.status).toBe(422);
  const page = await broken.text();
  expect(page).toMatch(/partie 5 Le budget › question 1/);
  expect(page).toMatch(/partie 2 Le besoin › title\.en/);
  expect((await send('pas du JSON')).status).toBe(422);
  expect(await (await send(new Blob(['['.repeat(1_100_000)]))).text()).toContain('dépasse 1');
  expect((await (await officer.get(formPaths.forms())).text()).match(/Formulaire type/g)).toHaveLength(2);
});

test('a call in a draft shows nothing to a visitor, a donor or an expert', async ({ openSite, act }) => {
  const call = await createCall(act(), { state: 'draft' });
  const { id: donorId } = await revise(act(), (rev) => createTestParty(rev, { name: 'Bailleur', kind: 'donor' }));
  const site = openSite();
  for (const role of ['donor', 'expert'] as const)
    expect((await (await site.browser(role, role === 'donor' ? donorId : undefined)).get(callPaths.call(call.slug))).status).toBe(403);
  const visitor = await site.browser();
  for (const path of [callPaths.publicCalls(), '/sitemap.txt', '/recherche?q=cooperation'])
    expect(await (await visitor.get(path)).text()).not.toContain(call.slug);
});
