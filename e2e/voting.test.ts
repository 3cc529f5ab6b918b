import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNetwork, createOpenSitting, createVoterLink, sittingDay, type TestCity } from '../src/modules/assemblies/factories.ts';
import { replaySitting } from '../src/modules/assemblies/journal/verify.ts';
import { closeVote } from '../src/modules/assemblies/votes/closing.ts';
import { castBallot, findVote, openVote } from '../src/modules/assemblies/votes/commands.ts';
import { launchBrowser, openContext } from './browser.ts';
import { type SeededSite, startSeededSite } from './seeded-site.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let site: SeededSite;
let cities: TestCity[];
beforeAll(async () => {
  browser = await launchBrowser();
  site = await startSeededSite(sittingDay);
  cities = await createNetwork(site.act());
});
afterAll(async () => {
  await site.stop();
  await browser.close();
});

describe.each([{ javaScript: false }, { javaScript: true }])('with JavaScript: $javaScript', ({ javaScript }) => {
  test('a mayor votes on a phone of 320 px in three taps: the link, the choice, the button', async () => {
    const convened = site.act({ now: sittingDay.subtract({ hours: 24 * 30 }), role: 'direction' });
    const { slug, id, item, today } = await createOpenSitting(convened, cities.slice(0, 5), { titleFr: `Bureau ${String(javaScript)}` });
    const number = await openVote(today, slug, item, { method: 'secret' });
    const token = await createVoterLink(today, id, cities[0]!.id);
    const context = await openContext(browser, { width: 320, javaScript });
    const page = await context.newPage();

    // First tap: the link of the mail.
    await page.goto(`${site.url}/vote/lien/${token}`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    // Second: the choice.
    await page.getByLabel('Pour', { exact: true }).check();
    // Third.
    await page.getByRole('button', { name: 'Voter', exact: true }).click();
    await page.waitForURL(/fait=vote/);
    expect(await page.locator('main').innerText()).toContain('Votre vote est enregistré.');
    expect(await page.locator('main').innerText()).toMatch(/voté, reçu [0-9a-f]{12}/);

    // Back, and the same once more: one ballot.
    await page.goBack();
    if (await page.getByLabel('Contre', { exact: true }).count()) {
      await page.getByLabel('Contre', { exact: true }).check();
      await page.getByRole('button', { name: 'Voter', exact: true }).click();
      await page.waitForURL(/fait=vote/);
    }
    if (javaScript) expect(await listViolations(page)).toEqual([]);
    expect(await closeVote(today, slug, number, { casting: null, confidential: undefined })).toMatchObject({ voices: { for: 1 } });
    await page.goto(`${site.url}/vote/lien/${token}`);
    expect(await page.locator('main').innerText()).toContain('Adopté.');
    await context.close();
  });
});

test('Decidim, race in endorsements: sixty phones that each send two different ballots at once leave one ballot a voter', async () => {
  const hall = await startSeededSite(sittingDay);
  try {
    const voters = await createNetwork(
      hall.act(),
      Array.from({ length: 60 }, (_, index) => `Ville ${index + 1}`),
    );
    const convened = hall.act({ now: sittingDay.subtract({ hours: 24 * 30 }), role: 'direction' });
    const { slug, id, item, today } = await createOpenSitting(convened, voters);
    await openVote(today, slug, item, { method: 'secret' });
    const { id: voteId } = await findVote(today, slug, 1);
    const tokens: string[] = [];
    for (const voter of voters) tokens.push(await createVoterLink(today, id, voter.id));
    const answers = await Promise.all(
      tokens.flatMap((token) =>
        ['for', 'against'].map((choice) =>
          fetch(`${hall.url}/vote/lien/${token}/bulletins/${voteId}`, {
            method: 'POST',
            redirect: 'manual',
            headers: { 'content-type': 'application/x-www-form-urlencoded', origin: hall.url },
            body: new URLSearchParams({ choice }),
          }).then(({ status }) => status),
        ),
      ),
    );
    expect(new Set(answers)).toEqual(new Set([303]));
    const { voices } = await closeVote(today, slug, 1, { casting: null, confidential: undefined });
    expect((voices['for'] ?? 0) + (voices['against'] ?? 0)).toBe(60);
    expect((await replaySitting(today, slug)).faults).toEqual([]);
  } finally {
    await hall.stop();
  }
});

test('the pages of a sitting pass axe, whole at 320 px', async () => {
  const convened = site.act({ now: sittingDay.subtract({ hours: 24 * 30 }), role: 'direction' });
  const { slug, id, item, today } = await createOpenSitting(convened, cities.slice(0, 5), { body: 'bureau', titleFr: 'Bureau accessible' });
  await openVote(today, slug, item, { method: 'named' });
  const { id: voteId } = await findVote(today, slug, 1);
  for (const city of cities.slice(0, 5)) await castBallot(today, id, { voteId, party: city.id, by: null, says: { for: 1 } });
  await closeVote(today, slug, 1, { casting: null, confidential: undefined });
  await openVote(today, slug, item, { method: 'paper' });
  const staff = await openContext(browser, { width: 320 });
  await staff.addCookies(await site.signIn('direction'));
  const page = await staff.newPage();
  const at = `/seances/${slug}`;
  const found: Record<string, string[]> = {};
  for (const path of [
    '/seances',
    '/seances/nouvelle',
    at,
    `${at}/presence`,
    `${at}/points`,
    `${at}/points/${item}`,
    `${at}/votes/1`,
    `${at}/votes/2`,
    `${at}/journal`,
    `${at}/proces-verbal`,
    `${at}/etapes/suspended`,
    '/regles/bureau',
    '/decisions',
    '/decisions/bureau-2026-1-1',
  ]) {
    await page.goto(site.url + path);
    const violations = await listViolations(page);
    const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
    if (violations.length > 0 || width > 320) found[path] = [...violations, ...(width > 320 ? [`${width} px`] : [])];
  }
  expect(found).toEqual({});
  await staff.close();
});

/** What axe finds on the page, by rule. */
async function listViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'RGAAv4', 'best-practice'];
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    `axe.run({ runOnly: ${JSON.stringify(tags)} })`,
  );
  return violations.map((one) => `${one.id}: ${one.nodes.map(({ html }) => html).join(' ')}`);
}
