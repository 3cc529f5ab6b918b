import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import { createReportingProject, createReviewedReport } from '../monitoring/factories.ts';
import { createLead, createProject, createSignedProject, people } from '../projects/factories.ts';
import { hideProject } from './commands.ts';
import { publicPaths } from './paths.ts';

const test = siteTest();

test('anyone reads a project once both have signed: what, where, how much, with what result; and whom it paid, nobody', async ({
  act,
  openSite,
}) => {
  const project = await createReportingProject(act(), { title: 'Marché couvert', gender: 2 });
  await createReviewedReport(act(), project.id, 1);
  await createProject(act(), { title: 'Pas encore signé' });
  const visitor = await openSite().browser();
  const list = await (await visitor.get(publicPaths.projects())).text();
  expect([list.includes('Marché couvert'), list.includes('Pas encore signé')]).toEqual([true, false]);
  const page = await (await visitor.get(publicPaths.project(project.slug))).text();
  for (const one of ['80\u202f000,00', '100\u202f000,00', 'objectif principal', 'Personnes qui vendent sous abri', 'femmes 80, hommes 20'])
    expect(page).toContain(one);
  for (const one of ['Entreprise Koffi', 'Aminata Ba', 'Facture 1', 'FR76']) expect(page).not.toContain(one);
  expect((await visitor.get(`/en${publicPaths.project(project.slug)}`)).status).toBe(200);
  expect(await (await visitor.get(`${publicPaths.projects()}?format=csv`)).text()).toContain(project.reference);
  expect(await (await visitor.get(`${publicPaths.projects()}?words=rien`)).text()).toContain('Aucun projet ne correspond.');
});

test('what is hidden is read by no page, list, export, search or map of the site, at the very next request; the direction alone hides', async ({
  act,
  openSite,
}) => {
  const project = await createReportingProject(act(), { title: 'Maison des femmes' });
  const site = openSite();
  const visitor = await site.browser();
  const paths = [publicPaths.projects(), `${publicPaths.projects()}?format=csv`, '/recherche?q=Maison', '/sitemap.txt'];
  const reads = async () => {
    const found = [];
    for (const path of paths) found.push(/Maison des femmes|maison-des-femmes/.test(await (await visitor.get(path)).text()));
    return [...found, (await visitor.get(publicPaths.project(project.slug))).status];
  };
  expect(await reads()).toEqual([true, true, true, true, 200]);
  const officer = await site.browser('officer');
  const direction = await site.browser('direction');
  const form = publicPaths.publication(project.reference);
  expect((await officer.post(form, { hidden: 'yes', reason: 'Menaces' })).status).toBe(403);
  expect((await direction.post(form, { hidden: 'yes', reason: '' })).status).toBe(422);
  expect((await direction.post(form, { hidden: 'yes', reason: 'Menaces' })).status).toBe(303);
  expect(await reads()).toEqual([false, false, false, false, 404]);
  expect((await direction.post(form, { hidden: 'yes', reason: 'Encore' })).status).toBe(422);
  expect(await (await officer.get(form)).text()).toContain('Menaces');
  expect((await direction.post(form, { hidden: 'no', reason: 'Plus de menace' })).status).toBe(303);
  expect(await reads()).toEqual([true, true, true, true, 200]);
});

test('the map counts the projects of each State that anyone may read, and names the cities that it cannot place', async ({
  act,
  openSite,
}) => {
  const lome = await createLead(act(), 'Lomé', { name: 'Togo', code: 'TGO' });
  const trois = await createLead(act(), 'Trois-Rivières', { name: 'Québec' });
  await createSignedProject(act(), { lead: lome, title: 'Marché' });
  await createSignedProject(act(), { lead: lome, title: 'Halle' });
  await createProject(act(), { lead: lome, title: 'Pas signé' });
  await createSignedProject(act(), { lead: trois, title: 'Quai' });
  await createSignedProject(act(), { lead: await createLead(act(), 'Ville Haute'), title: 'Puits' });
  const visitor = await openSite().browser();
  const map = await (await visitor.get(`${publicPaths.projects()}?view=map`)).text();
  expect(map).toContain('Carte de 2 projets dans 1 État');
  expect(map).toContain('Togo\u00a0: 2 projets, 1 porteur');
  const beneath = /<p>2 projets sans lieu connu.*?<\/p>/s.exec(map)![0];
  expect(['Trois-Rivières', 'Ville Haute', 'Lomé'].map((city) => beneath.includes(city))).toEqual([true, true, false]);
  const list = await (await visitor.get(`${publicPaths.projects()}?party=${lome.slug}`)).text();
  expect(['Marché', 'Halle', 'Pas signé', 'Quai'].map((title) => list.includes(title))).toEqual([true, true, false, false]);
});

test('the database keeps who hid what, and why', async ({ act, db }) => {
  const project = await createReportingProject(act());
  await hideProject(act({ actor: people.direction }), project.id, { hidden: 'yes', reason: 'Menaces' });
  await expect(db.transaction((tx) => tx.execute(sql`update fund_hiding set hidden = false`))).rejects.toThrow();
  await expect(db.transaction((tx) => tx.execute(sql`delete from fund_hiding`))).rejects.toThrow();
});
