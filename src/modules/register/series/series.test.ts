import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import { createTestRegister } from '../factories.ts';
import { event } from '../schema.ts';

const test = siteTest(createTestRegister);

const typed = { status: 'announced', certainty: 'confirmed', sourceId: 'new', sourceTitle: 'Un communiqué de presse' };

test('an event whose announcement changed shows each version, with its dates and its source', async ({ openSite }) => {
  const { get } = await openSite().browser();
  const page = await (await get('/rencontres/sommets')).text();
  expect(page).toContain('Thiès');
  expect(page).toContain('déplacée');
  expect(page).toContain('Une autre version annoncée');
  expect(page).toContain('annoncée\u00a0: Dakar, 14–16 novembre 2026');
  expect(page).toContain('depuis novembre 2025, fin le 18 février 2026');
});

test('a series as of a past day says what was announced then', async ({ openSite }) => {
  const { get } = await openSite().browser();
  const then = await (await get('/rencontres/sommets?on=2026-01-01')).text();
  expect(then).toMatch(/<td[^>]*>Dakar, <a/);
  expect(then).not.toMatch(/<td[^>]*>Thiès, <a/);
  expect(await (await get('/rencontres/sommets?on=2025-10-31')).text()).toContain('Rien n’en était dit ce jour-là.');
});

test('the list of series gives the last and the next meeting of each', async ({ openSite }) => {
  const { get } = await openSite().browser();
  const page = await (await get('/rencontres?on=2026-03-01')).text();
  expect(page).toContain('Sommets de la Francophonie');
  expect(page).toContain('Thiès, 14–16 novembre 2026');
  expect(page).toContain('aucune connue');
});

test('an officer announces a meeting, then moves it: both versions stay', async ({ openSite, db }) => {
  const { get, post } = await openSite().browser('officer');
  const meeting = { ...typed, nameFr: 'XXIe Sommet', number: '21', startsOn: '11/2028', place: 'Nyon', from: '01/2026' };
  const created = await post('/rencontres/sommets/nouvelle', meeting);
  expect(created.headers.get('location')).toBe('/rencontres/sommets?revision=4');
  const [added] = (await db.select({ slug: event.slug }).from(event)).filter(({ slug }) => slug !== 'sommet-20');
  expect(added).toEqual({ slug: 'sommets-21' });
  const moved = { ...meeting, status: 'moved', place: 'Abidjan', from: '01/06/2026', endPrevious: 'yes' };
  expect((await post('/rencontres/versions/sommets-21/nouvelle', moved)).status).toBe(303);
  const page = await (await get('/rencontres/sommets')).text();
  expect(page).toContain('Abidjan');
  expect(page).toContain('annoncée\u00a0: Nyon, novembre 2028');
});

test('a meeting with impossible dates is refused, each fault at its field', async ({ openSite }) => {
  const { post } = await openSite().browser('officer');
  const backwards = await post('/rencontres/sommets/nouvelle', {
    ...typed,
    nameFr: 'Sommet',
    startsOn: '16/11/2028',
    endsOn: '14/11/2028',
  });
  expect(backwards.status).toBe(422);
  expect(await backwards.text()).toContain('Dernier jour\u00a0: La fin doit venir après le début.');
  const wrong = await (
    await post('/rencontres/sommets/nouvelle', { ...typed, nameFr: '', number: 'vingt', startsOn: '31/11/2028' })
  ).text();
  expect(wrong).toContain('Nom en français\u00a0: Ce champ est vide.');
  expect(wrong).toContain('Écrivez un nombre');
  expect(wrong).toContain('Premier jour\u00a0: Cette date n’existe pas.');
});

test('an officer creates a series; two never have one name', async ({ openSite }) => {
  const { get, post } = await openSite().browser('officer');
  const series = { nameFr: 'Bureaux de l’AIMF', wordsFr: 'Bureau', institution: 'OIF' };
  expect((await post('/rencontres/nouvelle-serie', series)).headers.get('location')).toBe('/rencontres/bureaux-de-l-aimf');
  expect(await (await get('/rencontres/bureaux-de-l-aimf')).text()).toContain('Cette série n’a aucune rencontre ce jour-là.');
  expect(await (await post('/rencontres/nouvelle-serie', series)).text()).toContain('Une série porte déjà ce nom.');
});

test('a series can be taken away with every version of its meetings', async ({ openSite }) => {
  const json = await (await (await openSite().browser()).get('/rencontres/sommets?format=json')).json();
  expect(json).toMatchObject([
    { event: 'sommet-20', number: 20, place: 'Thiès', starts_on: '2026-11-14', status: 'déplacée' },
    { event: 'sommet-20', number: 20, place: 'Dakar', since: '2025-11', until: '2026-02-18', status: 'annoncée' },
  ]);
});
