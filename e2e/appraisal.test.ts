import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { User } from '../src/kernel/actor.ts';
import { recordArrivals } from '../src/modules/assemblies/attendance/commands.ts';
import { createNetwork, createSitting } from '../src/modules/assemblies/factories.ts';
import { findSitting } from '../src/modules/assemblies/index.ts';
import { recuseVoter } from '../src/modules/assemblies/recusals/commands.ts';
import { adoptWithoutVote } from '../src/modules/assemblies/decisions/commands.ts';
import { conveneSitting, openSitting } from '../src/modules/assemblies/sittings/commands.ts';
import { createDossier } from '../src/modules/fund/applications/factories.ts';
import { listOnAgenda } from '../src/modules/fund/appraisal/agenda/queries.ts';
import { applicantOf, createAppraised } from '../src/modules/fund/appraisal/factories.ts';
import { createMeasure } from '../src/modules/membership/dues/factories.ts';
import { revise } from '../src/modules/register/factories.ts';
import { launchBrowser, openContext } from './browser.ts';
import { type SeededSite, startSeededSite } from './seeded-site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
});

test('a dossier is appraised in pages, without JavaScript: admitted, opined and scored, verified, noted, put to a sitting, decided, told to its city', async () => {
  const site = await startSeededSite(Temporal.Instant.from('2026-11-23T09:00:00Z'));
  try {
    await tell(site);
  } finally {
    await site.stop();
  }
});

async function tell(site: SeededSite): Promise<void> {
  const cities = await createNetwork(site.act());
  const leads = [];
  for (const city of cities.slice(0, 3)) leads.push(await applicantOf(site.act(), city));
  await revise(site.act(), async (rev) => createMeasure(rev, cities[0]!.id, 'population', 120_000));
  const { dossier, call } = await createDossier(site.act(), { lead: leads[0]! });
  const reference = dossier.reference!;
  const ready = await createAppraised(site.act(), {
    lead: leads[1]!,
    call,
    title: 'De l’eau potable dans trois quartiers',
    scoresGiven: [3, 4],
  });
  const slug = await createSitting(site.act(), { body: 'bureau', titleFr: 'Bureau de décembre 2026' });
  const at = (path: string) => `${site.url}/fonds/dossiers/${reference}/instruction${path}`;

  const officer = await open(site, 'officer');
  await officer.goto(at(''));
  await submit(officer, 'charge');
  await look(officer, 'overview');
  const colleague = await open(site, 'officer');
  await colleague.goto(at(''));
  expect(await read(colleague)).toContain('a ouvert ce dossier');

  await officer.goto(at('/recevabilite'));
  await officer.fill('[name=items]', 'Devis du gros œuvre\nPlan signé');
  await officer.fill('[name=dueOn]', '15/12/2026');
  await look(officer, 'admissibility');
  await submit(officer, 'recevabilite');
  expect(await read(officer)).toContain('Choisissez une réponse');
  for (const check of ['complete', 'readable', 'signed', 'language', 'purpose', 'gender'])
    await officer.check(`[name=${check}][value=yes]`);
  await officer.check('[name=outcome][value=admissible]');
  await submit(officer, 'recevabilite');
  expect(await read(officer)).toContain('Recevable – ');

  // Two experts are asked at once; each says their interests before anything is shown.
  const experts = [await open(site, 'expert'), await open(site, 'expert')];
  await officer.goto(`${site.url}/fonds/experts`);
  await look(officer, 'experts');
  await officer.goto(`${site.url}/fonds/experts/demandes?dossier=${reference}`);
  for (const box of await officer.locator('[name=people]').all())
    if (/Compte expert/.test((await box.locator('xpath=..').textContent()) ?? '')) await box.check();
  for (const task of ['opinion', 'scoring']) await officer.check(`[name=tasks][value=${task}]`);
  await officer.fill('[name=dueOn]', '15/12/2026');
  await look(officer, 'assignments');
  await submit(officer, 'demandes');
  expect(await read(officer)).toContain('2 demandes sont parties');
  for (const [index, expert] of experts.entries()) {
    await expert.goto(`${site.url}/expertises`);
    await expert.click(`text=${reference}`);
    expect(await read(expert)).not.toContain('marché couvert de cent places');
    if (index === 0) await look(expert, 'interest');
    await expert.check('[name=interest][value=none]');
    await submit(expert, 'interets');
    expect(await read(expert)).toContain('marché couvert de cent places');
    await expert.check('[name=choice][value=favourable]');
    await expert.fill('[name=words]', `Le besoin est établi (${index}).`);
    await expert.check('[name=shared][value=yes]');
    await submit(expert, 'avis');
    for (const box of await expert.locator('[name^=score-]').all()) await box.fill(String(4 + index));
    await submit(expert, 'notes');
    await look(expert, `assignment-${index}`);
    await expert.goto(`${site.url}/expertises`);
    await look(expert, 'asked');
  }
  await officer.goto(at('/avis'));
  expect(await read(officer)).toContain('2 avis rendus sur 2');
  await look(officer, 'evaluations');

  for (const kind of ['deliberation', 'signatory', 'accounts', 'screening']) {
    await officer.goto(at(`/verifications/${kind}`));
    await officer.check('[name=outcome][value=met]');
    await officer.fill('[name=words]', 'Vu et en ordre.');
    if (kind === 'screening') {
      await officer.fill('[name=list]', 'Liste consolidée des Nations unies');
      await officer.fill('[name=listOn]', '20/11/2026');
      await look(officer, 'verification');
      await officer.setInputFiles('[name=file]', { name: 'liste.pdf', mimeType: 'application/pdf', buffer: pdf });
    }
    await submit(officer, `verifications/${kind}`);
  }
  await look(officer, 'diligence');
  await officer.goto(at('/note'));
  await officer.fill('[name=analysis]', 'Un projet porté par les commerçantes, au coût vérifié.');
  await officer.check('[name=outcome][value=granted]');
  await submit(officer, 'note');
  expect(await read(officer)).toContain('Version 1');
  await look(officer, 'note');
  await officer.goto(at(''));
  await look(officer, 'ready');
  await submit(officer, 'cloture');

  await officer.goto(`${site.url}/fonds/instruction`);
  await look(officer, 'desk');
  await officer.goto(`${site.url}/fonds/appels/${call.slug}/classement`);
  await look(officer, 'ranking');
  await officer.goto(`${site.url}/fonds/seances/${slug}`);
  for (const one of [reference, ready.dossier.reference]) await officer.check(`[name=dossiers][value="${one}"]`);
  await submit(officer, 'ordre-du-jour');

  // The Bureau sits; whoever a dossier concerns stays out.
  await conveneSitting(site.act(), slug, { reason: null });
  site.clock.now = Temporal.Instant.from('2026-12-20T09:00:00Z');
  const today = site.act();
  await recordArrivals(
    today,
    slug,
    cities.map(({ id }) => id),
  );
  await openSitting(today, slug);
  const sitting = (await findSitting(today, slug))!;
  for (const { entry, dossier: one } of await listOnAgenda(today.db, sitting.id)) {
    await recuseVoter(today, slug, entry.itemId, { party: one.leadId, origin: 'declared', reason: 'Porte le dossier' });
    await adoptWithoutVote(today, slug, entry.itemId, {});
  }
  const direction = await open(site, 'direction');
  await direction.goto(`${site.url}/fonds/seances/${slug}`);
  await look(direction, 'sitting');
  await submit(direction, 'decisions');
  expect(await read(direction)).toContain('Résultat de la séance');
  await direction.goto(`${site.url}/fonds/seances/${slug}/resultat`);
  expect(await read(direction)).toContain('120 000 habitants');
  await look(direction, 'result');
  await direction.goto(`${site.url}/fonds/seances`);
  await look(direction, 'sittings');

  const city = await open(site, 'city', cities[0]!.id);
  await city.goto(`${site.url}/espace/dossiers/${dossier.id}/instruction`);
  const told = await read(city);
  expect(told).toContain('80 000,00 € accordés');
  expect(told).toContain('Le besoin est établi');
  expect(told).not.toContain('coût vérifié');
  await look(city, 'own');
}

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

async function open(site: SeededSite, role: User['role'], partyId?: string): Promise<Page> {
  const context: BrowserContext = await openContext(browser, { javaScript: false });
  await context.addCookies(await site.signIn(role, partyId));
  return context.newPage();
}

/** Sends the form that goes to this address. */
async function submit(page: Page, to: string): Promise<void> {
  await page.locator(`main form[action$="/${to}"] button, main form:not([action]) button`).first().click();
  await page.waitForLoadState();
}

/** A page that passes axe, and is whole on a telephone and on a screen. */
async function look(page: Page, name: string): Promise<void> {
  const seen = await browser.newContext({ locale: 'fr-FR' });
  await seen.addCookies(await page.context().cookies());
  const copy = await seen.newPage();
  await copy.goto(page.url());
  await copy.evaluate(axe);
  const { violations } = await copy.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'RGAAv4', 'best-practice'] })`,
  );
  expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
  for (const width of [320, 1280]) {
    await copy.setViewportSize({ width, height: 900 });
    const isWide = await copy.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
    expect(isWide, `${name} scrolls sideways at ${width}`).toBe(false);
  }
  await seen.close();
}

async function read(page: Page): Promise<string> {
  return (await page.locator('main').innerText()).replaceAll(/[\u00a0\u202f]/g, ' ');
}
