import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openContext } from './browser.ts';

const url = inject('url');
const folder = mkdtempSync(path.join(tmpdir(), 'beffroi-pieces-'));
const file = path.join(folder, 'délibération.pdf');

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
  // A little more than four pieces.
  writeFileSync(file, Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(1_100_000)]));
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

test('a piece that a lost line has cut goes on where it was, and arrives whole', async () => {
  const context = await openContext(browser, { width: 320 });
  const page = await context.newPage();
  const base = await beginFile(page, 'coupure@exemple.org');
  let sent = 0;
  let cut = 0;
  await page.route('**/envois/**', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    sent += 1;
    // The third piece is lost on the way, once.
    if (sent === 3 && cut === 0) {
      cut += 1;
      return route.abort('internetdisconnected');
    }
    return route.continue();
  });
  await page.goto(`${base}/pieces`);
  await page.setInputFiles('[name=file]', file);
  await page.click('resumable-upload button');
  await page.locator('resumable-upload [role=status]', { hasText: 'La connexion est coupée' }).waitFor();
  await page.locator('table', { hasText: 'délibération.pdf' }).waitFor();
  expect([cut, sent], 'two pieces, the lost one, then the three that were left').toEqual([1, 6]);
  expect(await page.textContent('table')).toContain('1,1\u00a0Mo');
  await context.close();
});

test('without its script the form sends the file whole', async () => {
  const context = await openContext(browser, { width: 320, javaScript: false });
  const page = await context.newPage();
  const base = await beginFile(page, 'sans-script@exemple.org');
  await page.goto(`${base}/pieces`);
  await page.setInputFiles('[name=file]', file);
  await page.click('main form button');
  expect(await page.textContent('table')).toContain('délibération.pdf');
  await context.close();
});

/** A file that is begun, whose authority is known. @returns its address */
async function beginFile(page: Page, email: string): Promise<string> {
  await page.goto(`${url}/adhesion`);
  await page.fill('main [name=email]', email);
  await page.click('main form button');
  const base = page.url();
  await page.goto(`${base}/collectivite`);
  await page.fill('[name=name]', 'Ziguinchor');
  await page.selectOption('[name=state]', 'senegal');
  await page.selectOption('[name=category]', 'city');
  await page.click('main form button:not([type=button])');
  return base;
}
