import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { expect, test } from 'vitest';
import { asset, assetFiles } from './assets.ts';
import { PublicGallery, StaffGallery } from './gallery.tsx';
import { compileStyles } from '../../scripts/build.ts';
import { renderPage } from './render.ts';

const pages = { public: renderPage(<PublicGallery />), staff: renderPage(<StaffGallery />) };

test.each(Object.entries(pages))('the %s gallery is valid HTML', async (_, html) => {
  const report = await new HtmlValidate({
    extends: ['html-validate:recommended'],
    elements: ['html5'],
    rules: {
      // A running job is asked for again, where there is no JavaScript to do it; banners and passwords are govuk-frontend's own.
      'meta-refresh': 'off',
      'prefer-native-element': 'off',
      'input-attributes': 'off',
      // How it is written, not what it means.
      'void-style': 'off',
      'no-trailing-whitespace': 'off',
      'long-title': 'off',
      'doctype-style': 'off',
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'no-inline-style': 'error',
    },
  }).validateString(html);
  expect(
    report.results.flatMap((result) => result.messages.map((message) => `${message.ruleId}: ${message.message} (${message.selector})`)),
  ).toEqual([]);
});

test('the galleries can be looked at in a browser, from a folder', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'beffroi-gallery-'));
  mkdirSync(path.join(folder, 'assets'));
  for (const [name, file] of assetFiles()) writeFileSync(path.join(folder, 'assets', name), file.body);
  for (const [name, html] of Object.entries(pages))
    writeFileSync(path.join(folder, `${name}.html`), html.replaceAll('"/assets/', '"assets/'));
  process.stdout.write(`Galleries: ${folder}\n`);
});

test('a page full of components stays within the budget of a public page', () => {
  expect(gzipSync(pages.public).length).toBeLessThanOrEqual(20_000);
});

test('no rule is dropped for what a component prints', async () => {
  // What waits for govuk-frontend's own script, which no page loads, is nobody's.
  const whole = (await compileStyles()).replace(/\.govuk-frontend-supported [^,{]*/g, '');
  const printed = Object.values(pages).flatMap((html) => [...html.matchAll(/class="([^"]*)"/g)].flatMap(([, names]) => names!.split(' ')));
  const styled = [...new Set(printed)].filter((name) => name.startsWith('govuk-') && whole.includes(`.${name}`));
  expect(styled.length).toBeGreaterThan(60);
  const built = assetFiles()
    .get(path.basename(asset('beffroi.css')))!
    .body.toString();
  expect(styled.filter((name) => !built.includes(`.${name}`))).toEqual([]);
});
