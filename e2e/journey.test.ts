import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
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

/** The main job, end to end, as someone at the secretariat does it: on an installation of its own, for it changes the register. */
describe.each([{ javaScript: false }, { javaScript: true }])('with JavaScript: $javaScript', ({ javaScript }) => {
  test('an officer finds the 90, records a withdrawal dated before the account, and sees which sentences no longer hold', async () => {
    const product = await startProduct();
    try {
      const context = await openContext(browser, { javaScript });
      const page = await context.newPage();
      await becomeAdministrator(page, product.firstAdminUrl);

      await page.goto(`${product.url}/registre/oif/composition?on=2025-11-19`);
      expect(await page.locator('.big').first().innerText()).toContain('90');

      // The account says 90; the register learns that a State had left before.
      await page.goto(`${product.url}/registre/argentine/faits/status/nouveau`);
      await page.selectOption('[name=institution]', { label: 'Organisation internationale de la Francophonie' });
      await page.selectOption('[name=status]', 'withdrawn');
      await page.fill('[name=from]', '01/10/2025');
      await page.check('[name=certainty][value=confirmed]');
      await page.fill('[name=sourceTitle]', 'Note verbale (exercice)');
      await page.check('[name^=endPrevious]');
      if (await page.locator('[name=reason]').count()) await page.fill('[name=reason]', 'Exercice de retrait');
      await page.locator('main form[method=post] button:not([type=button])').last().click();
      await page.waitForURL(/\/registre\/argentine/);
      expect(await page.locator('main').innerText()).toContain('retiré');

      await page.goto(`${product.url}/registre/oif/composition?on=2025-11-19`);
      expect(await page.locator('.big').first().innerText()).toContain('89');

      await page.goto(`${product.url}/derives`);
      const drift = await page.locator('main').innerText();
      expect(drift).toContain('90');
      expect(drift).toContain('89');
      expect(drift).toContain('À Kigali, la voix des villes');

      // The proof itself is untouched: it says what was known when it was signed, and that it has changed since.
      await page.goto(`${product.url}/textes/kigali-2025`);
      const proof = await page.locator('main a[href^="/v/BF-"]').first().getAttribute('href');
      const file = await (await fetch(`${product.url}${proof}.json`)).text();
      const saved = path.join(product.data, 'preuve.json');
      writeFileSync(saved, file);
      await page.goto(product.url + proof);
      expect(await page.locator('main').innerText()).toContain('89');
      await context.close();

      await product.stop();
      expect(await beffroi(product.data, 'verify', saved, '--json')).toMatchObject({ code: 0, json: { valid: true } });
      writeFileSync(saved, file.replace('"value": 90', '"value": 91'));
      expect(await beffroi(product.data, 'verify', saved, '--json')).toMatchObject({ code: 1, json: { valid: false } });
      expect(await beffroi(product.data, 'drift', '--json')).toMatchObject({ code: 1 });
    } finally {
      await product.remove();
    }
  });
});

/** The command, as it is called from a terminal. */
async function beffroi(data: string, ...words: string[]): Promise<{ code: number; json: unknown }> {
  const command = spawn(process.execPath, ['scripts/run.ts', 'cli', ...words], {
    env: { ...process.env, BEFFROI_DATA: data, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  command.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  const [code] = (await once(command, 'exit')) as [number];
  return { code, json: JSON.parse(printed) };
}
