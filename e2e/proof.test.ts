import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { createFigureFor, createMembers, testCatalogue } from '../src/modules/figures/factories.ts';
import { freeze } from '../src/modules/figures/snapshots/commands.ts';
import { siteTest } from '../test/site.ts';

// No server listens anywhere in this file: the browser opens what was saved to the disk.

const test = siteTest();
const folder = mkdtempSync(path.join(tmpdir(), 'beffroi-proof-'));
let chrome: Browser;
beforeAll(async () => {
  chrome = await chromium.launch({ executablePath: process.env['BEFFROI_TEST_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(async () => {
  await chrome.close();
  rmSync(folder, { recursive: true });
});

test('a proof saved to the disk verifies with the server stopped, and refuses any change of its signed file', async ({ act, openSite }) => {
  const mine = act({ catalogue: testCatalogue });
  await createMembers(mine, 'Bénin', 'Égypte');
  const { code } = await freeze(mine, await createFigureFor(mine), { on: Temporal.PlainDate.from('2025-11-19') });
  const html = await (await (await openSite().browser()).get(`/v/${code}.html`)).text();

  expect(await verdictOf(html)).toContain('Vérifié.');
  expect(await verdictOf(html.replace('&quot;value&quot;: 2', '&quot;value&quot;: 3'))).toContain(
    'Refusé. Le contenu a changé depuis sa signature',
  );
  expect(await verdictOf(html.replace('&quot;fr&quot;: &quot;Bénin&quot;', '&quot;fr&quot;: &quot;Brésil&quot;'))).toContain('Refusé.');
  expect(await verdictOf(html.replace('confirmés, le jour dit.&quot;', 'confirmés.&quot;'))).toContain('Refusé.');
  expect(await verdictOf(html.replace(/(&quot;signature&quot;: &quot;)../, '$1AA'))).toContain(
    'Refusé. La signature n’est pas celle de ce contenu',
  );
  expect(await verdictOf(html.replace(/&quot;signature&quot;[^]*<\/pre>/, '</pre>'))).toContain('Refusé. Le fichier est coupé');
  // What is read is what was signed, whatever the words around it have become.
  const page = await open(html.replaceAll('<h1>2', '<h1>200'));
  expect(await page.locator('.verified dd').first().textContent()).toBe('2 membres');
});

test('a proof says so when the browser cannot verify', async ({ act, openSite }) => {
  const mine = act({ catalogue: testCatalogue });
  await createMembers(mine, 'Bénin');
  const { code } = await freeze(mine, await createFigureFor(mine), { on: Temporal.PlainDate.from('2025-11-19') });
  const html = await (await (await openSite().browser()).get(`/v/${code}.html`)).text();
  const page = await open(html, 'Object.defineProperty(globalThis, "crypto", { value: undefined })');
  expect(await page.locator('.verdict').textContent()).toContain('Impossible à vérifier ici.');
});

async function verdictOf(html: string): Promise<string> {
  const page = await open(html);
  return (await page.locator('.verdict').textContent()) ?? '';
}

/** The page as saved, opened from the disk with no network. */
async function open(html: string, script?: string): Promise<Page> {
  const file = path.join(folder, 'proof.html');
  writeFileSync(file, html);
  const context = await chrome.newContext({ offline: true });
  const page = await context.newPage();
  if (script) await page.addInitScript(script);
  await page.goto(pathToFileURL(file).href);
  await page.locator('.verdict').waitFor();
  return page;
}
