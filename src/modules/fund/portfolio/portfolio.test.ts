import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import { createNetwork } from '../../assemblies/factories.ts';
import { createTestParty, revise } from '../../register/factories.ts';
import { createMarkedProjects } from './factories.ts';
import { cityUser, createLead, createProject } from '../projects/factories.ts';
import { projectPaths } from '../projects/paths.ts';
import { listProjects } from '../projects/queries.ts';
import { readDecidersPortfolio } from './deciders.ts';
import { portfolioPaths } from './paths.ts';
import { readPortfolio, type Sum } from './queries.ts';

const test = siteTest();
const list = { sort: { key: 'reference', direction: 'ascending' }, page: 1, size: 100 } as const;

test('every way of counting the portfolio comes to the same totals, and each count is that of the list behind it', async ({ act }) => {
  await createMarkedProjects(act());
  const { totals, ...ways } = await readPortfolio(act(), {});
  expect(totals.map(({ currency, count, grantedCents }) => [currency, count, grantedCents])).toEqual(
    expect.arrayContaining([
      ['EUR', 6, 250_000_00],
      ['USD', 1, 60_000_00],
    ]),
  );
  const euros = totals.find(({ currency }) => currency === 'EUR')!;
  expect([euros.paidCents, euros.justifiedCents]).toEqual([40_000_00, 16_000_00]);
  const amounts = ({ count, grantedCents, commitmentCents, paidCents, justifiedCents }: Sum) => [
    count,
    grantedCents,
    commitmentCents,
    paidCents,
    justifiedCents,
  ];
  for (const slices of [ways.byYear, ways.byPurse, ways.byState, ways.byCountry, ...Object.values(ways.byMarker)])
    for (const total of totals) {
      const own = slices.filter(({ currency }) => currency === total.currency).map(amounts);
      expect(own.reduce((sum, one) => sum.map((value, index) => value + one[index]!))).toEqual(amounts(total));
    }
  for (const [score, count] of [
    [2, 2],
    [1, 1],
    [0, 2],
    [null, 2],
  ] as const)
    expect((await listProjects(act(), { marker: 'gender', score }, list)).total).toBe(count);
  expect(ways.byMarker.gender.filter(({ currency }) => currency === 'EUR').map(({ key, count }) => [key, count])).toEqual([
    ['0', 2],
    ['1', 1],
    ['2', 2],
    ['none', 1],
  ]);
  const live = await readPortfolio(act(), { isLive: true });
  expect(live.totals.reduce((sum, { count }) => sum + count, 0)).toBe(6);
  expect((await listProjects(act(), { isLive: true }, list)).total).toBe(6);
});

test('the map of the portfolio counts each project once, signed or not, whatever its currency, and leads to the list of its city', async ({
  act,
  openSite,
}) => {
  const lome = await createLead(act(), 'Lomé', { name: 'Togo', code: 'TGO' });
  await createProject(act(), { lead: lome, title: 'Un' });
  await createProject(act(), { lead: lome, title: 'Deux', currency: 'USD' });
  await createProject(act(), { lead: await createLead(act(), 'Ville Haute'), title: 'Trois' });
  const { places } = await readPortfolio(act(), {});
  expect(places.map(({ state, code, count, cities }) => [state?.name.fr, code, count, cities.map(({ city }) => city.name.fr)])).toEqual([
    ['Togo', 'TGO', 2, ['Lomé']],
    [undefined, null, 1, ['Ville Haute']],
  ]);
  const page = await (await (await openSite().browser('reader')).get(portfolioPaths.portfolio())).text();
  expect(page).toContain('Togo\u00a0: 2 projets, 1 porteur');
  expect(page).toContain(`${projectPaths.projects()}?party=${lome.slug}`);
});

test('the portfolio is read by the whole secretariat and by nobody else; a table of it may be taken away', async ({ act, openSite }) => {
  await createMarkedProjects(act());
  await revise(act(), (rev) => createTestParty(rev, { name: 'Togo', kind: 'state' }));
  const site = openSite();
  const reader = await site.browser('reader');
  const page = await (await reader.get(portfolioPaths.portfolio())).text();
  for (const one of ['250\u202f000,00', '40\u202f000,00', 'pas examiné']) expect(page).toContain(one);
  const filtered = await (await reader.get(`${portfolioPaths.portfolio()}?marker=gender&score=2`)).text();
  expect([filtered.includes('90\u202f000,00'), filtered.includes('250\u202f000,00')]).toEqual([true, false]);
  const csv = await (await reader.get(`${portfolioPaths.portfolio()}?format=csv`)).text();
  expect(csv).toMatch(/Égalité[^\n]*2, principal[^\n]*EUR[^\n]*2[^\n]*90000/);
  expect((await (await site.browser('expert')).get(portfolioPaths.portfolio())).status).toBe(403);
  expect(await (await reader.get(`${portfolioPaths.portfolio()}?from=1999&to=2000`)).text()).toContain('Aucun projet ne correspond.');
});

test('a city that has a seat where the fund is decided reads sums of no fewer than three projects, and no project, donor or person; another reads nothing', async ({
  act,
  openSite,
}) => {
  const [member] = await createNetwork(act());
  await createMarkedProjects(act());
  const site = openSite();
  const browser = await site.browser('city', member!.id);
  const page = await (await browser.get(portfolioPaths.deciders())).text();
  for (const one of ['250\u202f000,00', 'Par État', 'pas examiné', 'moins de 3 projets']) expect(page).toContain(one);
  for (const one of ['/fonds/', 'Par bailleur', 'Versé', 'Justifié', 'retard', 'Aminata Ba', 'Ville Haute', 'Deux'])
    expect(page).not.toContain(one);
  // One in dollars, two principal, one significant, one cancelled: no sum is theirs.
  for (const one of ['60\u202f000,00', '90\u202f000,00', '30\u202f000,00', '40\u202f000,00']) expect(page).not.toContain(one);
  const narrowed = await (await browser.get(`${portfolioPaths.deciders()}?marker=gender&score=2&from=1999&to=2000`)).text();
  expect(narrowed).toContain('250\u202f000,00');
  expect(await (await browser.get(projectPaths.ownProjects())).text()).toContain(portfolioPaths.deciders());
  expect((await browser.get(portfolioPaths.portfolio())).status).toBe(403);
  const outside = await createLead(act(), 'Ville Haute');
  const other = await site.browser('city', outside.id);
  expect((await other.get(portfolioPaths.deciders())).status).toBe(403);
  expect(await (await other.get(projectPaths.ownProjects())).text()).not.toContain(portfolioPaths.deciders());
});

test('what a city reads where it decides is not found by taking what is told from the total: a slice is kept back with one of too few', async ({
  act,
}) => {
  const [member] = await createNetwork(act());
  for (const gender of [2, 1, 1, 1, 0, 0, 0, 0] as const) await createProject(act(), { gender, grantedCents: 10_000_00 });
  const { totals, byMarker } = await readDecidersPortfolio(act({ actor: cityUser(member!.id) }));
  expect(totals).toMatchObject([{ count: 8, amounts: { grantedCents: 80_000_00 } }]);
  expect(byMarker.gender.map(({ key, count, amounts }) => [key, count, amounts?.grantedCents ?? null])).toEqual([
    ['0', 4, 40_000_00],
    ['1', 3, null],
    ['2', null, null],
  ]);
});
