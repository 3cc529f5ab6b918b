import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { siteTest } from '../../../../test/site.ts';
import { adoptWithoutVote } from '../../assemblies/decisions/commands.ts';
import { createNetwork, createSitting } from '../../assemblies/factories.ts';
import { assemblyPaths, findSitting } from '../../assemblies/index.ts';
import { confirmRecusal } from '../../assemblies/recusals/commands.ts';
import { putOnAgenda } from '../appraisal/agenda/commands.ts';
import { listOnAgenda, type OnAgenda } from '../appraisal/agenda/queries.ts';
import { recordAwards } from '../appraisal/awards/commands.ts';
import { applicantOf, asDirection, createAppraised, openPrepared, typeAward } from '../appraisal/factories.ts';
import { createReportingProject, createReviewedReport } from '../monitoring/factories.ts';
import { fundCollections } from '../portfolio/collections.ts';
import { sendAgreement } from '../projects/agreements/commands.ts';
import { createLead, createProject, createSignedProject, people, signBoth, twoInstalments } from '../projects/factories.ts';
import { fundAward, fundProject } from '../projects/schema.ts';
import { hideProject } from './commands.ts';
import { publicPaths } from './paths.ts';
import { listPublicProjects, type PublicOrder, type PublicSort } from './queries.ts';

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
  expect((await officer.post(form, { what: 'project', hidden: 'yes', reason: 'Menaces' })).status).toBe(403);
  expect((await direction.post(form, { what: 'project', hidden: 'yes', reason: '' })).status).toBe(422);
  expect((await direction.post(form, { what: 'project', hidden: 'yes', reason: 'Menaces' })).status).toBe(303);
  expect(await reads()).toEqual([false, false, false, false, 404]);
  expect((await direction.post(form, { what: 'project', hidden: 'yes', reason: 'Encore' })).status).toBe(422);
  expect(await (await officer.get(form)).text()).toContain('Menaces');
  expect((await direction.post(form, { what: 'project', hidden: 'no', reason: 'Plus de menace' })).status).toBe(303);
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

test('hidden amounts are read on no page, list, export or figure, and sorting does not tell them; they may be shown again', async ({
  act,
  openSite,
}) => {
  const [large, small, middle] = [
    await createSignedProject(act(), { title: 'Grand', grantedCents: 90_123_00 }),
    await createSignedProject(act(), { title: 'Petit', grantedCents: 10_123_00 }),
    await createSignedProject(act(), { title: 'Moyen', grantedCents: 50_123_00 }),
  ];
  const site = openSite();
  const [visitor, direction] = [await site.browser(), await site.browser('direction')];
  const read = async (path: string) => (await visitor.get(path)).text();
  const page = publicPaths.project(middle.slug);
  expect(await read(page)).toContain('50\u202f123,00');
  const form = publicPaths.publication(middle.reference);
  expect((await direction.post(form, { what: 'amounts', hidden: 'yes', reason: 'Convoitises' })).status).toBe(303);
  expect((await direction.post(form, { what: 'amounts', hidden: 'yes', reason: 'Encore' })).status).toBe(422);
  const hidden = await read(page);
  expect([hidden.includes('non publié'), /50\u202f123|62\u202f65|80\u00a0%/.test(hidden)]).toEqual([true, false]);
  for (const path of [publicPaths.projects(), `${publicPaths.projects()}?format=csv`]) {
    const list = await read(path);
    expect([list.includes('Moyen'), /50.?123/.test(list), /90.?123/.test(list)], path).toEqual([true, false, true]);
  }
  const byAmount = async (direction: PublicOrder['direction']) =>
    (await listPublicProjects(act(), {}, { order: { key: 'amount', direction }, lang: 'fr', page: 1, size: 10 })).rows.map(
      (row) => row.project.id,
    );
  expect(await byAmount('ascending')).toEqual([small.id, large.id, middle.id]);
  expect(await byAmount('descending')).toEqual([large.id, small.id, middle.id]);
  expect(await readCounted(act(), middle)).toEqual({ granted: null, source: null });
  expect(await (await direction.get(form)).text()).toContain('Convoitises');
  expect((await direction.post(form, { what: 'amounts', hidden: 'no', reason: 'Plus de raison' })).status).toBe(303);
  expect(await read(page)).toContain('50\u202f123,00');
});

test('a project that is hidden whole hides no less of its amount in a figure than one whose amounts are hidden, and is still counted', async ({
  act,
}) => {
  const project = await createSignedProject(act());
  expect(await readCounted(act(), project)).toEqual({ granted: 80_000, source: expect.stringMatching(/^decision-/) });
  const direction = act({ actor: people.direction });
  await hideProject(direction, project.id, { what: 'project', hidden: 'yes', reason: 'Menaces' });
  expect(await readCounted(act(), project)).toEqual({ granted: null, source: null });
  await hideProject(direction, project.id, { what: 'project', hidden: 'no', reason: 'Plus de menace' });
  expect(await readCounted(act(), project)).toMatchObject({ granted: 80_000 });
});

test('a figure names no decision that the public may not read', async ({ act, db }) => {
  const project = await createSignedProject(act());
  await db.execute(sql`alter table decision disable trigger user`);
  await db.execute(sql`update decision set public = false`);
  expect(await readCounted(act(), project)).toEqual({ granted: 80_000, source: null });
});

test('the page of a project whose amounts are hidden does not lead to the decision that tells one; where it is hidden names that decision', async ({
  act,
  openSite,
}) => {
  const decided = await createDecidedProject(act());
  const site = openSite();
  const [visitor, direction] = [await site.browser(), await site.browser('direction')];
  const decision = assemblyPaths.decision(decided.decision);
  expect(await (await visitor.get(decision)).text()).toMatch(/80.000,00.€ sont accordés/);
  const page = publicPaths.project(decided.project.slug);
  const form = publicPaths.publication(decided.project.reference);
  expect(await (await visitor.get(page)).text()).toContain(decision);
  expect(await (await direction.get(form)).text()).not.toContain(decision);
  await direction.post(form, { what: 'amounts', hidden: 'yes', reason: 'Convoitises' });
  const hidden = await (await visitor.get(page)).text();
  expect([hidden.includes('non publié'), hidden.includes(decided.decision), /80.000/.test(hidden)]).toEqual([true, false, false]);
  expect(await (await direction.get(form)).text()).toContain(decision);
});

test('a project whose places are hidden is read without them, and is nowhere on the map', async ({ act, openSite }) => {
  const lome = await createLead(act(), 'Lomé', { name: 'Togo', code: 'TGO' });
  await createSignedProject(act(), { lead: lome, title: 'Marché' });
  const shelter = await createSignedProject(act(), { lead: lome, title: 'Refuge' });
  await act().db.execute(
    sql`insert into fund_dossier_place (dossier_id, version, name) values (${shelter.dossierId}, 1, 'Quartier des Halles')`,
  );
  const site = openSite();
  const [visitor, direction] = [await site.browser(), await site.browser('direction')];
  const read = async (path: string) => (await visitor.get(path)).text();
  expect(await read(publicPaths.project(shelter.slug))).toContain('Quartier des Halles');
  const form = publicPaths.publication(shelter.reference);
  expect((await direction.post(form, { what: 'places', hidden: 'yes', reason: 'Femmes menacées' })).status).toBe(303);
  const page = await read(publicPaths.project(shelter.slug));
  expect([page.includes('non publié'), page.includes('Quartier des Halles'), page.includes('80\u202f000,00')]).toEqual([true, false, true]);
  const map = await read(`${publicPaths.projects()}?view=map`);
  expect(map).toContain('Togo\u00a0: 1 projet, 1 porteur');
  expect(map).toContain('1 projet dont le lieu n’est pas publié');
});

test('an English page has the English titles where there are some, in its list, its search and what a project continues', async ({
  act,
  db,
  openSite,
}) => {
  const first = await createSignedProject(act(), { title: 'Halle aux grains' });
  const second = await createSignedProject(act(), { title: 'Halle, suite', continuesId: first.id });
  // Nothing writes an English title yet: what is written of a project stays.
  await db.execute(sql`alter table fund_project disable trigger fund_project_stays`);
  await db.execute(sql`update fund_project set title_en = 'Grain hall' where id = ${first.id}`);
  const visitor = await openSite().browser();
  const read = async (path: string) => (await visitor.get(path)).text();
  expect(await read(`/en${publicPaths.project(second.slug)}`)).toContain('Grain hall');
  expect(await read(`/en${publicPaths.projects()}?words=GRAIN+hall`)).toContain('Grain hall');
  expect(await read('/en/recherche?q=grain+hall')).toContain('Grain hall');
  expect(await read(`${publicPaths.projects()}?words=grain+hall`)).toContain('Halle aux grains');
});

test('the public list is sorted by title, by city, by year and by amount, one currency after the other', async ({ act }) => {
  const lead = await createLead(act(), 'Ébolowa');
  await createSignedProject(act(), { lead, title: 'Égouts', grantedCents: 30_000_00 });
  await createSignedProject(act(), { lead: await createLead(act(), 'Dschang'), title: 'Fontaines', grantedCents: 20_000_00 });
  await createSignedProject(act(), { lead: await createLead(act(), 'Foumban'), title: 'Digue', grantedCents: 10_000_00, currency: 'USD' });
  const titles = async (key: PublicSort, direction: PublicOrder['direction']) =>
    (await listPublicProjects(act(), {}, { order: { key, direction }, lang: 'fr', page: 1, size: 10 })).rows.map(
      ({ project }) => project.titleFr,
    );
  expect(await titles('title', 'ascending')).toEqual(['Digue', 'Égouts', 'Fontaines']);
  expect(await titles('lead', 'ascending')).toEqual(['Fontaines', 'Égouts', 'Digue']);
  expect(await titles('lead', 'descending')).toEqual(['Digue', 'Égouts', 'Fontaines']);
  expect(await titles('amount', 'ascending')).toEqual(['Fontaines', 'Égouts', 'Digue']);
  expect(await titles('amount', 'descending')).toEqual(['Égouts', 'Fontaines', 'Digue']);
  expect(await titles('year', 'descending')).toHaveLength(3);
});

test('a project that the public does not read says why: not signed, cancelled', async ({ act, openSite }) => {
  const unsigned = await createProject(act(), { title: 'Un' });
  const cancelled = await createProject(act(), { title: 'Deux', state: 'cancelled' });
  const reader = await openSite().browser('reader');
  const why = async ({ reference }: { reference: string }) => {
    const page = await (await reader.get(publicPaths.publication(reference))).text();
    return [page.includes('n’est pas encore signée'), page.includes('Il est annulé.')];
  };
  expect(await why(unsigned)).toEqual([true, false]);
  expect(await why(cancelled)).toEqual([false, true]);
});

test('the database keeps who hid what, and why', async ({ act, db }) => {
  const project = await createReportingProject(act());
  await hideProject(act({ actor: people.direction }), project.id, { what: 'project', hidden: 'yes', reason: 'Menaces' });
  await expect(
    db.transaction((tx) =>
      tx.execute(sql`insert into fund_hiding select project_id, 2, hidden, reason, at, by_id, by, 'title' from fund_hiding`),
    ),
  ).rejects.toThrow();
  await expect(db.transaction((tx) => tx.execute(sql`update fund_hiding set hidden = false`))).rejects.toThrow();
  await expect(db.transaction((tx) => tx.execute(sql`delete from fund_hiding`))).rejects.toThrow();
});

/** What the row of a project says to figures of its amount, in euros, and of its source. */
async function readCounted(act: Act, project: { reference: string }): Promise<{ granted: number | null; source: string | null }> {
  const counted = fundCollections[0]!.rows({ on: dayOf(act.now), revision: 0 });
  const { rows } = await act.db.execute<{ granted: number | null; source: string | null }>(
    sql`select granted::float, source from (${counted}) counted where project = ${project.reference}`,
  );
  return rows[0]!;
}

/** A project that a sitting granted by the proposal of its note, and that both have signed. */
async function createDecidedProject(act: Act) {
  const cities = await createNetwork(act);
  const slug = await createSitting(act, { body: 'bureau', titleFr: 'Bureau' });
  const { dossier } = await createAppraised(act, { lead: await applicantOf(act, cities[0]!) });
  await putOnAgenda(act, slug, { dossiers: [dossier.reference], block: null, owedUntil: undefined });
  const today = await openPrepared(act, slug, cities.slice(0, 6));
  const [{ entry }] = (await listOnAgenda(act.db, (await findSitting(today, slug))!.id)) as [OnAgenda];
  await confirmRecusal(today, slug, entry.itemId, { party: cities[0]!.id });
  await adoptWithoutVote(today, slug, entry.itemId, {});
  await recordAwards(asDirection(today), slug, typeAward(dossier.reference, { outcome: 'granted' }));
  const [project] = await act.db.select().from(fundProject);
  const [award] = await act.db.select().from(fundAward);
  const { rows } = await act.db.execute<{ code: string }>(sql`select code from decision`);
  const instalments = twoInstalments(award!.grantedCents);
  await signBoth(today, project!, await sendAgreement({ ...today, actor: people.officer }, project!.id, { lang: 'fr', instalments }));
  return { project: project!, decision: rows[0]!.code };
}
