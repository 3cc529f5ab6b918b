import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDelegation, changeQuota, nominate } from '../src/modules/events/delegations/commands.ts';
import { createTestMeeting } from '../src/modules/events/factories.ts';
import { listExpected } from '../src/modules/events/arrivals/queries.ts';
import { findMeeting } from '../src/modules/events/meetings/queries.ts';
import { arrivalScan } from '../src/modules/events/schema.ts';
import { launchBrowser, openContext } from './browser.ts';
import { type SeededSite, startSeededSite } from './seeded-site.ts';

const slug = 'congres-2027';
const people = 300;
const desk = `/evenements/${slug}/accueil`;

let browser: Browser;
let site: SeededSite;

beforeAll(async () => {
  browser = await launchBrowser();
  site = await startSeededSite(Temporal.Instant.from('2027-05-20T08:00:00Z'));
  const act = site.act();
  const ids = await createTestMeeting(act, slug);
  await addDelegation(act, slug, { party: 'lome' });
  await changeQuota(act, slug, ids['lome']!, { quota: people });
  for (let number = 1; number <= people; number += 1)
    await nominate(act, slug, ids['lome']!, {
      name: `Personne ${String(number).padStart(3, '0')}`,
      role: null,
      email: null,
      lang: 'fr',
      isHead: false,
    });
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

test('300 people checked in on two phones without network: merged, none is lost and none is double', async () => {
  const [north, south] = [await openPhone(), await openPhone()];
  for (const { page, context } of [north, south]) {
    await page.goto(site.url + desk);
    await page.locator('check-in[data-ready]').waitFor();
    await context.setOffline(true);
    // The page comes back from the phone itself.
    await page.reload();
    await page.locator('check-in[data-ready]').waitFor();
    expect(await page.locator('h1').textContent()).toBe('Accueil');
  }
  // Twenty people pass before both.
  await arrive(north.page, 0, 160);
  await arrive(south.page, 140, people);
  expect(await north.page.locator('[role=status]').textContent()).toContain('160 arrivées gardées sur ce téléphone');
  expect(await site.act().db.select().from(arrivalScan)).toHaveLength(0);
  // What was kept outlives the page, still without network.
  await south.page.reload();
  await south.page.locator('check-in[data-left="160"]').waitFor();

  for (const { page, context } of [south, north]) {
    await context.setOffline(false);
    await page.reload();
    await page.locator('check-in[data-left="0"]').waitFor();
    await page.reload();
    await page.locator('check-in[data-left="0"]').waitFor();
  }
  const act = site.act();
  const scans = await act.db.select().from(arrivalScan);
  expect(scans).toHaveLength(320);
  expect(new Set(scans.map(({ device }) => device)).size).toBe(2);
  const expected = await listExpected(act, (await findMeeting(act, slug)).id);
  expect(expected.filter((one) => one.scans.length > 0)).toHaveLength(people);
  expect(expected.filter((one) => one.scans.length === 2)).toHaveLength(20);
  await north.page.reload();
  expect(await north.page.locator('main').innerText()).toContain('300 arrivées sur 300 personnes attendues');
});

test('without JavaScript each person has a form, which records their arrival on line', async () => {
  const { page } = await openPhone(false);
  const before = (await site.act().db.select().from(arrivalScan)).length;
  await page.goto(`${site.url}${desk}?q=Personne+007`);
  await page.locator('main table form button').click();
  await page.waitForURL(site.url + desk);
  expect(await site.act().db.select().from(arrivalScan)).toHaveLength(before + 1);
});

async function openPhone(javaScript = true): Promise<{ page: Page; context: BrowserContext }> {
  const context = await openContext(browser, { width: 320, javaScript });
  await context.addCookies(await site.signIn('editor'));
  return { page: await context.newPage(), context };
}

/** Presses the button of each of these people, as fast as the page takes it. */
async function arrive(page: Page, from: number, to: number): Promise<void> {
  await page.evaluate(`[...document.querySelectorAll('check-in form button')].slice(${from}, ${to}).forEach((button) => button.click())`);
  await page.locator(`check-in[data-left="${to - from}"]`).waitFor();
}
