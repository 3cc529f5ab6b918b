import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { expect, test } from 'vitest';
import { assetFiles } from './assets.ts';
import { PublicGallery, StaffGallery } from './gallery.tsx';
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
