import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { becomeAdministrator, launchBrowser, openContext } from './browser.ts';

const url = inject('url');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kilobyte = 1000;

/** What the public may read: held to the budgets of a city's slow connection. */
const publicPages = [
  '/',
  '/en',
  '/registre',
  '/registre?kind=local_authority',
  '/registre/senegal',
  '/registre/mali?on=2025-03-01',
  '/registre/oif',
  '/registre/champ',
  '/registre/oif/composition?on=2025-11-19',
  '/registre/champ/composition',
  '/carte',
  '/carte?on=2025-03-01',
  '/rencontres',
  '/rencontres/sommets-de-la-francophonie',
  '/evenements',
  '/adhesion',
  '/en/adhesion',
  '/adhesion/reprise',
  '/instances',
  '/projets',
  '/projets?view=map',
  '/chiffres',
  '/chiffres/etats-francophonie',
  '/chiffres/champ-francophone?on=2025-11-19',
  '/textes',
  '/textes/kigali-2025',
  '/en/textes/kigali-2025',
  '/decisions',
  '/recherche?q=cote+d%27ivoire',
  '/recherche?q=zzzz',
  '/verifier',
  '/connexion',
  '/accessibilite',
  '/mentions-legales',
  '/adresse-inconnue',
];

/** What the secretariat works in. */
const staffPages = [
  '/adhesions',
  '/adhesions/nouvelle',
  '/adhesions/membres',
  '/adhesions/corrections',
  '/adhesions/regles',
  '/adhesions/espaces/dakar',
  '/adhesions/espaces/dakar/changements',
  '/adhesions/espaces/dakar/comptes',
  '/evenements/nouveau',
  '/registre/nouvelle-partie',
  '/registre/senegal',
  '/registre/senegal/faits/status/nouveau',
  '/registre/dakar/mandats/nouveau',
  '/personnes',
  '/radar',
  '/instances/nouvelle',
  '/elections/nouvelle',
  '/registre/journal',
  '/registre/journal/4',
  '/registre/imports',
  '/registre/imports/nouveau',
  '/chiffres/nouveau',
  '/derives',
  '/redaction',
  '/redaction/nouveau-texte',
  '/redaction/kigali-2025',
  '/redaction/kigali-2025/lecture',
  '/cotisations',
  '/cotisations/appels',
  '/cotisations/banque',
  '/cotisations/banque/nouveau',
  '/cotisations/baremes',
  '/cotisations/baremes/nouveau',
  '/cotisations/comptes/dakar',
  '/cotisations/comptes/dakar/paiement',
  '/cotisations/comptes/dakar/remise',
  '/cotisations/comptes/dakar/remboursement',
  '/cotisations/comptes/dakar/correspondant',
  '/cotisations/comptes/dakar/reprise',
  '/cotisations/comptes/dakar/relance',
  '/cotisations/comptes/dakar/suspension-des-relances',
  '/cotisations/derogations',
  '/cotisations/journal',
  '/cotisations/reglages',
  '/cotisations/relances',
  '/cotisations/taux',
  '/seances',
  '/seances/nouvelle',
  '/equipe',
  '/equipe/invitation',
  '/compte',
  '/courriers',
  '/courriers/retours',
  '/courriers/adresses',
  '/courriers/partie/senegal',
  '/envois',
  '/envois/nouveau',
  '/envois/modeles',
  '/envois/modeles/nouveau',
  '/lettres',
  '/traces',
  '/etat-de-marche',
];

let browser: Browser;
let staff: BrowserContext;
let proofPage: string;

beforeAll(async () => {
  browser = await launchBrowser();
  staff = await openContext(browser);
  await becomeAdministrator(await staff.newPage(), inject('firstAdminUrl'));
  const account = await (await fetch(`${url}/textes/kigali-2025`)).text();
  proofPage = /\/v\/BF-[0-9A-Z-]+/.exec(account)![0];
});
afterAll(async () => {
  await browser.close();
});

test.each([...publicPages, 'the proof of a figure'])('%s is valid HTML, within the budgets of a slow connection', async (name) => {
  const path = name.startsWith('/') ? name : proofPage;
  const response = await fetch(url + path, { headers: { 'accept-encoding': 'gzip' } });
  const html = await response.text();
  const bytes = gzipSync(html).length;
  const assets = [...html.matchAll(/(?:<link rel="stylesheet" href|<script src|<img src)="([^"]+)"/g)].map((match) => match[1]!);
  const sizes = await Promise.all(
    assets.map(async (asset) => ({ asset, bytes: gzipSync(Buffer.from(await (await fetch(url + asset)).arrayBuffer())).length })),
  );
  const weight = (end: string) => sizes.filter(({ asset }) => asset.endsWith(end)).reduce((sum, one) => sum + one.bytes, 0);
  console.log(
    `${path}: HTML ${(bytes / kilobyte).toFixed(1)} kB, CSS ${(weight('.css') / kilobyte).toFixed(1)} kB, JavaScript ${(weight('.js') / kilobyte).toFixed(1)} kB, ${1 + assets.length} requests`,
  );
  expect(bytes).toBeLessThanOrEqual(20 * kilobyte);
  expect(weight('.css')).toBeLessThanOrEqual(12 * kilobyte);
  expect(weight('.js')).toBeLessThanOrEqual(12 * kilobyte);
  expect(1 + assets.length).toBeLessThanOrEqual(3);
  expect(html).not.toMatch(/(?:src|href)="https?:\/\/(?!localhost)[^"]+\.(?:js|css|woff2?|png|svg)"/);
  await expectValid(html, path);
});

test.each([...publicPages, 'the proof of a figure'])('%s passes axe with RGAA and WCAG tags, whole at 320 px', async (name) => {
  const path = name.startsWith('/') ? name : proofPage;
  for (const width of [1280, 320]) {
    const context = await openContext(browser, { width });
    await expectAccessible(context, path);
    await context.close();
  }
});

test.each(staffPages)('%s, for the secretariat, is valid and passes axe, whole at 320 px', async (path) => {
  const page = await staff.newPage();
  const response = await page.goto(url + path);
  expect(response!.status()).toBe(200);
  await expectValid(await response!.text(), path);
  await page.close();
  await expectAccessible(staff, path);
  const narrow = await staff.newPage();
  await narrow.setViewportSize({ width: 320, height: 900 });
  await narrow.goto(url + path);
  expect(await overflows(narrow)).toBe(false);
  await narrow.close();
});

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // Preact prints void elements and attributes its own way, which is valid HTML.
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'no-inline-style': 'off',
    // govuk-frontend's own HTML: named regions, buttons that are links.
    'prefer-native-element': 'off',
    'no-redundant-role': 'off',
    'valid-autocomplete': 'off',
    // The refresh of a job's page, for those without JavaScript.
    'meta-refresh': 'off',
    'tel-non-breaking': 'off',
    'no-raw-characters': 'off',
  },
});

async function expectValid(html: string, path: string): Promise<void> {
  const report = await validator.validateString(html);
  expect(
    report.results.flatMap((result) =>
      result.messages.map((message) => `${path}: ${message.ruleId}: ${message.message} (${message.selector})`),
    ),
  ).toEqual([]);
}

interface AxeReport {
  violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[];
}

async function expectAccessible(context: BrowserContext, path: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(url + path);
  await page.evaluate(axeSource);
  const report = await page.evaluate<AxeReport>(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'RGAAv4', 'best-practice'] })`,
  );
  expect(
    report.violations.map(
      ({ id, help, nodes }) =>
        `${path}: ${id}: ${help}: ${nodes
          .map((node) => node.html)
          .slice(0, 3)
          .join(' | ')}`,
    ),
  ).toEqual([]);
  expect(await overflows(page), `${path} scrolls sideways`).toBe(false);
  await page.close();
}

function overflows(page: { evaluate<T>(script: string): Promise<T> }): Promise<boolean> {
  return page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}
