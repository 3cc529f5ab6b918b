import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import { createTestRegister } from '../factories.ts';
import { loadReference } from '../reference.ts';

const test = siteTest(createTestRegister);
const shipped = siteTest(async (act) => void (await loadReference(act)));

test('an institution shows who is in it on a day, and apart who has left and whom nothing dates', async ({ openSite }) => {
  const { get } = await openSite().browser();
  const read = async (on: string) => readPage(await (await get(`/registre/oif/composition?on=${on}`)).text());

  const today = await read('23/11/2026');
  expect(today.numerals).toEqual({ membres: 2, observateur: 1, 'membres, associés et observateurs': 3 });
  expect(today.lists).toEqual({
    '4 parties, avec leur statut ce jour-là': ['Côte d’Ivoire', 'Nyon', 'Québec', 'Sénégal'],
    '1 retrait à ce jour': ['Mali'],
  });
  const before = await read('17/03/2025');
  expect(before.numerals).toMatchObject({ membres: 3 });
  expect(before.lists).toEqual({ '5 parties, avec leur statut ce jour-là': ['Côte d’Ivoire', 'Mali', 'Nyon', 'Québec', 'Sénégal'] });
  const longBefore = await read('01/01/1995');
  expect(longBefore.lists).toEqual({
    '2 parties, avec leur statut ce jour-là': ['Mali', 'Sénégal'],
    '1 partie que rien ne date ce jour-là': ['Québec'],
  });
});

test('what is not confirmed is listed, marked, and not counted', async ({ openSite }) => {
  const page = await (await (await openSite().browser()).get('/registre/oif/composition')).text();
  expect(page).toContain('Un statut est listé sans être compté\u00a0: il reste à confirmer.');
  expect(page).toContain('probable');
});

test('a composition is narrowed, sorted, and taken away as it is', async ({ openSite }) => {
  const { get } = await openSite().browser();
  const names = async (query: string) => Object.values(readPage(await (await get(`/registre/oif/composition?${query}`)).text()).lists)[0];
  expect(await names('kind=state')).toEqual(['Côte d’Ivoire', 'Sénégal']);
  expect(await names('status=observer')).toEqual(['Côte d’Ivoire']);
  expect(await names('sort=-since'), 'a start that is not known comes last').toEqual(['Nyon', 'Côte d’Ivoire', 'Sénégal', 'Québec']);
  const csv = await (await get('/registre/oif/composition?sort=-since&format=csv')).text();
  const cells = csv
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
  expect(cells.map(([name]) => name)).toEqual(['Nyon', 'Côte d’Ivoire', 'Sénégal', 'Québec', 'Mali']);
  expect(cells[1]).toContain('2012-10');
});

test('a coalition shows who supports it, what is to be confirmed apart, beside their status in an institution', async ({ openSite }) => {
  const { get } = await openSite().browser();
  const page = await (await get('/registre/champ/composition')).text();
  expect(readPage(page)).toEqual({
    numerals: { 'adhésion confirmée': 1, 'membre (OIF)': 1 },
    lists: { '1 adhésion confirmée': ['Sénégal'], '1 adhésion à confirmer': ['Mali'] },
  });
  const before = readPage(await (await get('/registre/champ/composition?on=2023-11-30')).text());
  expect(before.lists).toEqual({});
  const observers = readPage(await (await get('/registre/champ/composition?status=observer')).text());
  expect(observers.lists).toEqual({});
  const json = await (await get('/registre/champ/composition?format=json')).json();
  expect(json).toMatchObject([
    { name: 'Sénégal', status: 'membre' },
    { name: 'Mali', status: null, list: 'à confirmer' },
  ]);
});

shipped(
  '93 States and governments were in the Francophonie on 1 March 2025, 90 after three withdrawals',
  { timeout: 60_000 },
  async ({ openSite }) => {
    const { get } = await openSite().browser();
    const read = async (on: string) => readPage(await (await get(`/registre/oif/composition?on=${on}`)).text());
    expect((await read('2025-03-01')).numerals).toMatchObject({ 'membres, associés et observateurs': 93 });
    const november = await read('2025-11-19');
    expect(november.numerals).toMatchObject({ membres: 53, associés: 5, observateurs: 32, 'membres, associés et observateurs': 90 });
    expect(november.lists['3 retraits à ce jour']).toEqual(['Burkina Faso', 'Mali', 'Niger']);
  },
);

interface ReadPage {
  numerals: Record<string, number>;
  /** The names in each table, by its caption. */
  lists: Record<string, string[]>;
}

function readPage(page: string): ReadPage {
  const numerals = [...page.matchAll(/<div><dt>([^<]+)<\/dt><dd>(\d+)<\/dd>/g)].map((match) => [match[1]!, Number(match[2])]);
  const tables = [...page.matchAll(/<table.*?<\/table>/gs)].map(([table]) => [
    /<caption[^>]*>(.*?)<\/caption>/s.exec(table)![1]!.replaceAll(/<[^>]*>/g, ''),
    [...table.matchAll(/<th scope="row"[^>]*><a [^>]*>([^<]+)<\/a>/g)].map((match) => match[1]!),
  ]);
  return { numerals: Object.fromEntries(numerals), lists: Object.fromEntries(tables) };
}
