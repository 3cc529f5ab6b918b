import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import { createTestRegister } from '../factories.ts';

const test = siteTest(createTestRegister);

test('the list is narrowed by kind, status, certainty and words, accents and case aside', async ({ openSite }) => {
  const { get } = await openSite().browser();
  const names = async (query: string) => namesIn(await (await get(`/registre?${query}`)).text());
  expect(await names('')).toEqual([
    'CHAMP',
    'Côte d’Ivoire',
    'Mali',
    'Nyon',
    'Organisation internationale de la Francophonie',
    'Québec',
    'Sénégal',
  ]);
  expect(await names('kind=state')).toEqual(['Côte d’Ivoire', 'Mali', 'Sénégal']);
  expect(await names('text=SENEGAL')).toEqual(['Sénégal']);
  expect(await names("text=cote%20d'ivoire")).toEqual(['Côte d’Ivoire']);
  expect(await names('text=MLI'), 'by its code').toEqual(['Mali']);
  expect(await names('institution=oif&status=observer')).toEqual(['Côte d’Ivoire']);
  expect(await names('institution=oif&certainty=probable')).toEqual(['Nyon']);
  expect(await names('institution=oif&status=member&on=2025-03-17')).toContain('Mali');
  expect(await names('institution=oif&status=member&on=2025-03-18')).not.toContain('Mali');
  expect(await names('text=%25'), 'a joker is a character like another').toEqual([]);
});

test('the list is sorted by its columns, and by nothing else', async ({ openSite }) => {
  const { get } = await openSite().browser();
  const first = async (sort: string) => namesIn(await (await get(`/registre?kind=state&sort=${sort}`)).text())[0];
  expect(await first('name')).toBe('Côte d’Ivoire');
  expect(await first('-name')).toBe('Sénégal');
  expect(await first('-code')).toBe('Sénégal');
  expect(await first('revision;drop table party')).toBe('Côte d’Ivoire');
});

test('a list with nothing in it says so, and what to do', async ({ openSite }) => {
  const page = await text(await (await openSite().browser()).get('/registre?text=Atlantide'));
  expect(page).toContain('Aucune partie ne répond à ces critères.');
  expect(page).toContain('Retirez un critère');
});

test('what is on screen can be taken away: the same rows, order and day', async ({ openSite }) => {
  const { get } = await openSite().browser();
  const csv = await get('/registre?institution=oif&sort=-name&on=2025-03-17&format=csv');
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="registre-2025-03-17.csv"');
  const lines = (await csv.text()).trim().split(/\r?\n/);
  expect(lines[0]).toContain('Nom,Adresse dans le registre,Sorte');
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['Sénégal', 'Québec', 'Nyon', 'Mali', 'Côte d’Ivoire']);
  const json = await (await get('/registre?text=mali&format=json')).json();
  expect(json).toMatchObject([{ name: 'Mali', code: 'MLI', statuses: 'OIF\u00a0: retiré' }]);
});

test('a page as of a past day shows what was true then', async ({ openSite }) => {
  const { get } = await openSite().browser();
  const now = await text(await get('/registre/mali'));
  expect(now).toContain('OIF\u00a0: retiré, depuis le 18 mars 2025');
  const before = await text(await get('/registre/mali?on=17/03/2025'));
  expect(before).toContain('OIF\u00a0: membre, depuis 1970, fin le 18 mars 2025');
  expect(before).toContain('Vous voyez cette page telle qu’elle était vraie le 17 mars 2025.');
});

test('a page as known before a fact was recorded does not show it', async ({ openSite, act }) => {
  const { get } = await openSite().browser();
  const before = act().now.subtract({ hours: 48 }).toString();
  expect(await text(await get(`/registre/mali?knownAt=${before}`))).toContain('Le registre ne connaissait pas encore cette partie');
  expect(namesIn(await (await get(`/registre?knownAt=${before}`)).text())).toEqual([]);
});

test('a day that does not exist is said beside its field, and what was typed is kept', async ({ openSite }) => {
  const page = await text(await (await openSite().browser()).get('/registre/mali?on=30/02/2025&knownAt=hier'));
  expect(page.match(/Ce jour n’existe pas ou n’est pas complet/g)).toHaveLength(2);
  expect(page).toContain('value="30/02/2025"');
  expect(page).toContain('value="hier"');
});

test('where sources disagree the claims stand side by side, the retained one first', async ({ openSite }) => {
  const page = await text(await (await openSite().browser()).get('/registre/champ'));
  expect(page.indexOf('72 signataires')).toBeLessThan(page.indexOf('63 signataires'));
  expect(page).toContain('non retenu');
  expect(page).toContain('Un journal');
});

test('a start that is not known is said plainly, with what attests the fact', async ({ openSite }) => {
  const { get } = await openSite().browser();
  expect(await text(await get('/registre/quebec'))).toContain('début inconnu, attesté en 2025');
  expect(await text(await get('/registre/quebec?on=1995-01-01'))).toContain('non daté ce jour-là');
});

test('pages are in English too, and keep their language and their day', async ({ openSite }) => {
  const page = await text(await (await openSite().browser()).get('/en/registre/senegal?on=2020-01-01'));
  expect(page).toContain('<h1>Senegal</h1>');
  expect(page).toContain('OIF: member, since 1970');
  expect(page).toContain('href="/en/registre/oif?on=2020-01-01"');
});

test('only those who may record see how to', async ({ openSite }) => {
  const site = openSite();
  const seen = async (role?: 'reader' | 'editor' | 'officer') => text(await (await site.browser(role)).get('/registre/senegal'));
  expect(await seen()).not.toContain('Enregistrer un statut');
  expect(await seen('reader')).not.toContain('Corriger');
  expect(await seen('editor')).not.toContain('Corriger');
  expect(await seen('officer')).toContain('Corriger');
});

test('a party that is not there is not found', async ({ openSite }) => {
  const { get } = await openSite().browser();
  expect((await get('/registre/atlantide')).status).toBe(404);
  expect((await get('/registre/atlantide/composition')).status).toBe(404);
});

async function text(response: Response): Promise<string> {
  expect(response.status).toBe(200);
  return (await response.text()).replaceAll('&#39;', "'");
}

/** The names of the rows of a list, in order. */
function namesIn(page: string): string[] {
  return [...page.matchAll(/<th scope="row"[^>]*><a [^>]*>([^<]+)<\/a>/g)].map((match) => match[1]!);
}
