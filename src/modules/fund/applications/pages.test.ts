import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type Browser, siteTest } from '../../../../test/site.ts';
import { createCall } from '../calls/factories.ts';
import { createApplicant, createDossier } from './factories.ts';
import { dossierPaths } from './paths.ts';

const test = siteTest();

test('every page of a draft opens for its city, and for nobody else', async ({ act, openSite }) => {
  const { dossier, lead, call } = await createDossier(act(), { state: 'draft' });
  const other = await createApplicant(act(), { name: 'Kpalimé' });
  const { id } = dossier;
  const pages = [
    dossierPaths.dossier(id),
    ...['presentation', 'context', 'subjects', 'results', 'money', 'documents'].map((section) => dossierPaths.section(id, section)),
    dossierPaths.history(id),
    dossierPaths.partners(id),
    dossierPaths.files(id, 'deliberation'),
    dossierPaths.deposit(id),
    dossierPaths.withdrawal(id),
    dossierPaths.worker(id),
  ];
  const site = openSite();
  const city = await site.browser('city', lead.partyId);
  expect(await statuses(city, [dossierPaths.own(), dossierPaths.begin(call.slug), ...pages])).toEqual(Array(pages.length + 2).fill(200));
  expect(await statuses(await site.browser('city', other.partyId), pages)).toEqual(Array(pages.length).fill(404));
  for (const role of ['officer', 'direction', 'admin', 'expert'] as const)
    expect(await statuses(await site.browser(role), pages)).toEqual(Array(pages.length).fill(403));
});

test('a section is a plain form: what it changes is saved once, on top of what it showed', async ({ act, openSite }) => {
  const { dossier, lead } = await createDossier(act(), { state: 'draft' });
  const browser = await openSite().browser('city', lead.partyId);
  const path = dossierPaths.section(dossier.id, 'context');
  const { bases, values } = await readFormOf(browser, path);
  expect(values['need']).toContain('Six commerçantes');
  const fields = { ...values, bases, need: 'Sept commerçantes sur dix.', next: 'next', requestKey: randomUUID() };
  const saved = await browser.post(path, fields);
  expect([saved.status, saved.headers.get('location')]).toEqual([303, `${dossierPaths.section(dossier.id, 'subjects')}?enregistre`]);
  await browser.post(path, fields);
  const history = await (await browser.get(dossierPaths.history(dossier.id))).text();
  expect(history.split('Sept commerçantes sur dix.')).toHaveLength(2);
  // Another page that was open meanwhile writes over nothing.
  const late = await browser.post(path, { ...values, bases, need: 'Huit sur dix.', requestKey: randomUUID() });
  expect(late.headers.get('location')).toBe(`${path}?enregistre`);
  const shown = await (await browser.get(path)).text();
  expect(shown).toContain('Sept commerçantes sur dix.');
  expect(shown).toContain('Choisir ce qui vaut');
});

test('a purpose code is chosen by a word of its name, or found by one where there are no suggestions', async ({ act, openSite }) => {
  const { dossier, lead } = await createDossier(act(), { state: 'draft' });
  const browser = await openSite().browser('city', lead.partyId);
  const path = dossierPaths.section(dossier.id, 'subjects');
  const page = await (await browser.get(path)).text();
  expect(page.match(/<datalist/g)).toHaveLength(1);
  expect(page).toContain('<option value="14032 Assainissement - dispositifs de base">');
  const { bases, values } = await readFormOf(browser, path);
  const name = Object.keys(values).find((one) => one.endsWith('/purpose'))!;
  await browser.post(path, { ...values, bases, [name]: 'basic sanitation', requestKey: randomUUID() });
  expect(await (await browser.get(path)).text()).toContain('14032 (Assainissement - dispositifs de base)');
  const chosen = { ...values, bases: (await readFormOf(browser, path)).bases, [name]: '14032 Assainissement - dispositifs de base' };
  await browser.post(path, { ...chosen, requestKey: randomUUID() });
  const saved = await (await browser.get(path)).text();
  expect(saved).toContain('value="14032 Assainissement - dispositifs de base"');
  expect(saved).not.toContain('Codes qui correspondent');
});

test('a dossier is begun once: the draft that is there is offered first', async ({ act, openSite }) => {
  const lead = await createApplicant(act());
  const call = await createCall(act());
  const browser = await openSite().browser('city', lead.partyId);
  const begun = await browser.post(dossierPaths.begin(call.slug), { title: 'Un marché', lang: 'fr' });
  expect(begun.status).toBe(303);
  expect(await (await browser.get(dossierPaths.begin(call.slug))).text()).toContain('Reprendre «\u00a0Un marché\u00a0»');
});

function statuses(browser: Browser, paths: readonly string[]): Promise<number[]> {
  return paths.reduce<Promise<number[]>>(async (before, path) => {
    const found = await before;
    const response = await browser.get(path);
    await response.arrayBuffer();
    return [...found, response.status];
  }, Promise.resolve([]));
}

/** What a page's form would send back as it is. */
async function readFormOf(browser: Browser, path: string): Promise<{ bases: string; values: Record<string, string> }> {
  const html = await (await browser.get(path)).text();
  const decode = (text: string) =>
    text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const values: Record<string, string> = {};
  for (const [, name, value] of html.matchAll(/<textarea[^>]*? name="([^"]+)"[^>]*>([^<]*)<\/textarea>/g)) values[name!] = decode(value!);
  for (const [input] of html.matchAll(/<input[^>]*>/g)) {
    const read = (attribute: string) => new RegExp(` ${attribute}="([^"]*)"`).exec(input)?.[1];
    const name = read('name');
    if (name && (read('type') !== 'radio' || / checked/.test(input))) values[name] = decode(read('value') ?? '');
  }
  return { bases: values['bases']!, values };
}

test('the secretariat reads what was deposited, never a draft; a city reads its own', async ({ act, openSite }) => {
  const { lead, call } = await createDossier(act(), { title: 'Un marché', scores: { gender: 2 } });
  await createDossier(act(), { call, title: 'Une école', requestedCents: 20_000_00, scores: { gender: 1 } });
  await createDossier(act(), { call, state: 'draft', title: 'Un secret' });
  const site = openSite();
  const officer = await site.browser('officer');
  const list = async (query: string) => (await officer.get(`/fonds/dossiers${query}`)).text();
  const all = await list('');
  expect([all.includes('Un marché'), all.includes('Une école'), all.includes('Un secret')]).toEqual([true, true, false]);
  const found: [string, boolean][] = [
    ['?marqueur=gender-2', true],
    ['?marqueur=gender-none', false],
    ['?mots=2026-d001', true],
    ['?mots=%25', false],
    ['?etat=admissible', false],
    [`?appel=${call.slug}&min=50000`, true],
    ['?max=1000', false],
    ['?sort=-requested', true],
    ['?pays=nulle-part', true],
  ];
  for (const [query, isThere] of found) expect((await list(query)).includes('>Un marché<'), query).toBe(isThere);
  const csv = await (await officer.get('/fonds/dossiers?format=csv&sort=reference')).text();
  expect(csv.trim().split('\n')).toHaveLength(3);
  expect(csv).toContain('2026-D001');
  const page = await (await officer.get('/fonds/dossiers/2026-D001')).text();
  for (const words of ['Cent places de marché couvertes', 'deliberation.pdf', '33110']) expect(page).toContain(words);
  const file = /href="(\/fonds\/dossiers\/2026-D001\/fichiers\/[^"]+)"/.exec(page)![1]!;
  expect((await officer.get(file)).headers.get('content-disposition')).toContain('attachment');
  expect((await officer.get(file.replace('D001', 'D002'))).status, 'by the address of another dossier').toBe(404);
  const city = await site.browser('city', lead.partyId);
  for (const path of ['/fonds/dossiers', '/fonds/dossiers/2026-D001', file]) expect((await city.get(path)).status).toBe(403);
  expect(await (await officer.get('/recherche?q=secret')).text()).not.toContain('Un secret');
  expect(await (await officer.get('/recherche?q=2026-D002')).text()).toContain('Une école');
});
