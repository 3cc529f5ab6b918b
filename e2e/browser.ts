import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { codeOf } from '../src/site/accounts/second-factor/testing.ts';

/** The system's Chromium, speaking to nobody but the server under test. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['BEFFROI_TEST_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export const administrator = { name: 'Awa Diop', email: 'awa@exemple.org', password: 'une cloche dans la brume du matin' };

/** Creates the first administrator through the link that the terminal shows, second factor included, without JavaScript. */
export async function becomeAdministrator(page: Page, firstAdminUrl: string): Promise<void> {
  await page.goto(firstAdminUrl);
  await page.fill('[name=name]', administrator.name);
  await page.fill('[name=email]', administrator.email);
  await page.fill('[name=password]', administrator.password);
  await page.click('main button:not([type=button])');
  if (!page.url().includes('/compte/second-facteur')) await page.goto(new URL('/compte/second-facteur', page.url()).href);
  if (await page.locator('main [name=password]').count()) {
    await page.fill('main [name=password]', administrator.password);
    await page.click('main form button:not([type=button])');
  }
  const secret = (await page.locator('main code').first().textContent())!.replace(/\s/g, '');
  await page.fill('[name=code]', await codeOf(secret));
  await page.click('main form button:not([type=button])');
  await page.locator('main ul code').first().waitFor();
}

/** A visitor's browser of that width, with or without JavaScript. */
export function openContext(
  browser: Browser,
  { width = 1280, javaScript = true }: { width?: number; javaScript?: boolean } = {},
): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: javaScript, locale: 'fr-FR' });
}
