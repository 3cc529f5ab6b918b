import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDossier, type TestApplicant } from '../src/modules/fund/applications/factories.ts';
import { getOwnDossier } from '../src/modules/fund/applications/writing/queries.ts';
import { testNow } from '../src/kernel/db/testing.ts';
import { launchBrowser } from './browser.ts';
import { type SeededSite, startSeededSite } from './seeded-site.ts';

let site: SeededSite;
let browser: Browser;
beforeAll(async () => {
  site = await startSeededSite(testNow);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

test('what is written on a phone without a line is kept, from page to page, and arrives when the line is back', async () => {
  const { dossier, lead } = await createDossier(site.act(), { state: 'draft' });
  const { context, page } = await openPhone(lead);
  await page.goto(sectionOf(dossier.id, 'context'));
  await page.waitForSelector('dossier-draft[data-kept]');
  await page.fill('[name=need]', 'Écrit en ligne.');
  await state(page, 'saved');
  await context.setOffline(true);
  await page.fill('[name=need]', 'Écrit hors ligne.');
  await state(page, 'offline');
  expect(await page.textContent('[data-status]')).toContain('une modification gardée sur cet appareil');
  await page.fill('[name=need]', 'Écrit hors ligne, deux fois.');
  // Another page of the dossier opens without a line, and a row that is added there is still there when it is opened again.
  await page.goto(sectionOf(dossier.id, 'money'));
  await page.waitForSelector('dossier-draft[data-ready]');
  await page.click('button[name=more][value=budget]');
  const row = page.locator('[data-row][data-group=budget]').last();
  await row.locator('input[name$="/label"]').fill('Formation');
  await row.locator('select[name$="/category"]').selectOption('training');
  await row.locator('input[name$="/quantity"]').fill('2,5');
  await row.locator('input[name$="/unitCost"]').fill('1000');
  await row.locator('select[name$="/paidBy"]').selectOption('fund');
  expect(await page.textContent('[data-total=fund]')).toBe('82\u202f500,00\u00a0€');
  expect(await page.textContent('[data-checks]')).toContain('il paie au plus 80');
  await page.reload();
  await page.waitForSelector('dossier-draft[data-ready]');
  expect(
    await page.locator('[data-group=budget] input[name$="/label"]').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)),
  ).toContain('Formation');
  await context.setOffline(false);
  await state(page, 'saved');
  const own = await getOwnDossier(site.act({ actor: lead.user }), dossier.id);
  expect([own.pieces['need'], own.conflicts.length]).toEqual(['Écrit hors ligne, deux fois.', 0]);
  expect(Object.entries(own.pieces).find(([, value]) => value === 'Formation')).toBeDefined();
  await context.close();
});

test('whoever signs out leaves none of the dossier’s pages on the device', async () => {
  const { dossier, lead } = await createDossier(site.act(), { state: 'draft' });
  const { context, page } = await openPhone(lead);
  await page.goto(sectionOf(dossier.id, 'context'));
  await page.waitForSelector('dossier-draft[data-kept]');
  expect(await page.evaluate(() => caches.keys())).toEqual(['dossiers']);
  await page.evaluate(() => document.querySelector<HTMLFormElement>('form[action$="/deconnexion"]')!.submit());
  await page.getByText('La session est fermée.').waitFor();
  await page.waitForFunction(async () => (await caches.keys()).length === 0);
  await context.setOffline(true);
  await expect(page.goto(sectionOf(dossier.id, 'context'))).rejects.toThrow();
  await context.close();
});

test('rows that are written without a line are all there, and name one another, however often the page is read again', async () => {
  const { dossier, lead } = await createDossier(site.act(), { state: 'draft' });
  const { context, page } = await openPhone(lead);
  await page.goto(sectionOf(dossier.id, 'results'));
  await page.waitForSelector('dossier-draft[data-kept]');
  await context.setOffline(true);
  const names = ['Les élèves lisent', 'Les élèves réussissent'];
  for (const name of names) {
    await page.click('button[name=more][value="framework-results"]');
    await page.locator('[data-group="framework-results"] [name$="/text"]').last().fill(name);
  }
  const rows = page.locator('[data-row][data-group="framework-results"]');
  const first = rows.filter({ has: page.locator('[name$="/text"]') }).nth(-2);
  await first.locator('[name$="/parent"]').selectOption({ label: names[1]! });
  for (const _ of [1, 2]) {
    await page.reload();
    await page.waitForSelector('dossier-draft[data-ready]');
    const shown = await rows
      .locator('[name$="/text"]')
      .evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value).filter(Boolean));
    expect(shown.slice(-2)).toEqual(names);
  }
  await context.setOffline(false);
  await state(page, 'saved');
  const { pieces } = await getOwnDossier(site.act({ actor: lead.user }), dossier.id);
  const rowOf = (name: string) =>
    Object.entries(pieces)
      .find(([, value]) => value === name)![0]
      .split('/')[1]!;
  expect(pieces[`framework-results/${rowOf(names[0]!)}/parent`]).toBe(rowOf(names[1]!));
  await context.close();
});

test('two devices that write the same piece lose nothing: both are shown, one of the authors chooses', async () => {
  const { dossier, lead } = await createDossier(site.act(), { state: 'draft' });
  const [{ page: first }, { page: second }] = [await openPhone(lead), await openPhone(lead)];
  for (const page of [first, second]) await page.goto(sectionOf(dossier.id, 'context'));
  await second.fill('[name=need]', 'De l’autre appareil.');
  await state(second, 'saved');
  await first.fill('[name=need]', 'De celui-ci.');
  await state(first, 'conflict');
  expect(await first.textContent('[data-conflict=need]')).toContain('De l’autre appareil.');
  await first.click('[data-conflict=need] a');
  await first.check('input[value=second]');
  await first.click('main form button');
  await first.waitForSelector('dossier-draft');
  expect(await first.inputValue('[name=need]')).toBe('De celui-ci.');
  const own = await getOwnDossier(site.act({ actor: lead.user }), dossier.id);
  expect([own.pieces['need'], own.conflicts.length]).toEqual(['De celui-ci.', 0]);
});

async function openPhone(lead: TestApplicant): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 320, height: 800 }, locale: 'fr-FR' });
  await context.addCookies(await site.signIn('city', lead.partyId));
  return { context, page: await context.newPage() };
}

function sectionOf(id: string, section: string): string {
  return `${site.url}/espace/dossiers/${id}/rubriques/${section}`;
}

function state(page: Page, one: string) {
  return page.waitForSelector(`dossier-draft[data-state="${one}"]`);
}
