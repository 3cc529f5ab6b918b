import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { becomeAdministrator, launchBrowser, openContext } from './browser.ts';
import { startProduct } from './product.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** What is announced of an election, on which day, and who says so: invented, on an installation of its own. */
const announcements = [
  { from: '28/08/2025', startsOn: '10/09/2025', endsOn: '12/09/2025', source: 'Premier communiqué de report (exercice)' },
  { from: '08/09/2025', startsOn: '17/09/2025', endsOn: '19/09/2025', source: 'Deuxième communiqué de report (exercice)' },
  { from: '15/09/2025', startsOn: '', endsOn: '', source: 'Report sans date (exercice)' },
];

describe.each([{ javaScript: false }, { javaScript: true }])('the sliding election, with JavaScript: $javaScript', ({ javaScript }) => {
  test('from the first announcement to the new mayor, nobody is shown as certain who may not be', { timeout: 240_000 }, async () => {
    const product = await startProduct();
    try {
      const context = await openContext(browser, { javaScript });
      const page = await context.newPage();
      await becomeAdministrator(page, product.firstAdminUrl);
      const city = `${product.url}/registre/cotonou`;
      const cityOn = async (on: string) => {
        await page.goto(`${city}?on=${on}`);
        return page.locator('main').innerText();
      };

      // Who is in office when the story begins.
      await page.goto(`${city}/mandats/nouveau`);
      await page.fill('[name=name]', 'Afi Mawuko');
      await page.check('[name=gender][value=f]');
      await page.fill('[name=from]', '01/10/2019');
      await page.fill('[name=sourceTitle]', 'Procès-verbal d’installation (exercice)');
      await send(page, /\/registre\/cotonou/);
      expect(await cityOn('2025-06-20')).not.toContain('à confirmer');

      // The councillors are chosen on 17 July; the election of mayors is announced for 2–4 September.
      await page.goto(`${product.url}/elections/nouvelle`);
      await page.fill('[name=nameFr]', 'Élection des maires (exercice)');
      await page.fill('[name=state]', 'Bénin');
      await page.fill('[name=votesOn]', '17/07/2025');
      await page.fill('[name=startsOn]', '02/09/2025');
      await page.fill('[name=endsOn]', '04/09/2025');
      await page.fill('[name=from]', '20/06/2025');
      await page.fill('[name=sourceTitle]', 'Décret de convocation (exercice)');
      await send(page, /\/rencontres/);
      expect(await page.locator('main').innerText()).toContain('vote des électeurs le 17 juillet 2025');
      expect(await cityOn('2025-07-16')).not.toContain('à confirmer');
      expect(await cityOn('2025-07-17')).toContain('à confirmer');

      // It slides three times, the last without a date.
      for (const { from, startsOn, endsOn, source } of announcements) {
        await page.goto(`${product.url}/rencontres/versions/election-des-maires-exercice/nouvelle`);
        await page.fill('[name=nameFr]', 'Élection des maires (exercice)');
        await page.check('[name=status][value=moved]');
        await page.fill('[name=startsOn]', startsOn);
        await page.fill('[name=endsOn]', endsOn);
        await page.fill('[name=state]', 'Bénin');
        await page.fill('[name=from]', from);
        await page.check('[name^=endPrevious]');
        await page.fill('[name=sourceTitle]', source);
        await send(page, /\/rencontres\?/);
      }
      await page.goto(`${product.url}/radar?on=2025-09-20`);
      expect(await page.locator('main').innerText()).toContain('annoncée autrement 3 fois');
      for (const { source } of announcements) expect(await page.locator('main').textContent()).toContain(source);

      // The town hall is asked, answers by its link without an account, and does not know.
      await page.goto(`${product.url}/radar`);
      await page.locator('main a[href$="/question"]').first().click();
      await page.fill('[name=address]', 'mairie@exemple.org');
      await page.locator('main form[method=post] button:not([type=button])').last().click();
      const link = (await page.locator('main code').first().textContent())!;
      const visitor = await openContext(browser, { javaScript, width: 320 });
      const mailed = await visitor.newPage();
      await mailed.goto(link);
      expect(await mailed.locator('h1').innerText()).toContain('Afi Mawuko est-elle toujours maire');
      await mailed.check('[name=answer][value=unknown]');
      await send(mailed, /reponse=unknown/);
      await mailed.goto(link);
      expect(await mailed.locator('main').innerText()).toContain('déjà reçu une réponse');
      await visitor.close();

      // The councillors elect someone else on 12 October.
      await page.goto(`${city}/mandats/nouveau`);
      await page.check('[name=person][value=new]');
      await page.fill('[name=name]', 'Kossi Adzoh');
      await page.fill('[name=from]', '12/10/2025');
      await page.selectOption('[name=previousCause]', 'defeat');
      await page.fill('[name=sourceTitle]', 'Procès-verbal du conseil (exercice)');
      await send(page, /\/registre\/cotonou/);
      const today = await page.locator('main').innerText();
      expect(today).toContain('Kossi Adzoh');
      expect(today).not.toContain('à confirmer');
      for (const on of ['2025-07-17', '2025-09-02', '2025-09-12', '2025-10-11']) {
        const then = await cityOn(on);
        expect(then, on).toMatch(/Maire\s: Afi Mawuko/);
        expect(then, on).toContain('à confirmer');
        expect(then, on).not.toMatch(/Maire\s: Kossi Adzoh/);
      }
      expect(await cityOn('2025-10-12')).toMatch(/Maire\s: Kossi Adzoh/);
      await context.close();
    } finally {
      await product.remove();
    }
  });
});

/** Sends the form of the page, and waits for where it leads. */
async function send(page: Page, to: RegExp): Promise<void> {
  await page.locator('main form[method=post] button:not([type=button])').last().click();
  await page.waitForURL(to);
}
