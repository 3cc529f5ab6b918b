import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { Env } from '../http/env.ts';
import { type ExportColumn, type ExportRow, guardText, unguardText } from './column.ts';
import { exportTable, wantsExport } from './export-table.ts';

const columns: ExportColumn[] = [
  { key: 'name', label: (lang) => (lang === 'fr' ? 'Partie' : 'Party'), type: 'text' },
  { key: 'value', label: () => 'Valeur', type: 'number' },
  { key: 'since', label: () => 'Depuis', type: 'date' },
];

const rows: ExportRow[] = [
  { name: 'Québec « la belle » ; "QC"', value: 8_500_000, since: Temporal.PlainDate.from('1971-10-01') },
  { name: '=HYPERLINK("https://ailleurs.example")', value: '-12.5', since: '2006-09' },
  { name: null, value: null, since: null },
];

test('a list is taken away as CSV, texts guarded, numbers left as numbers', async () => {
  expect(await read('/?format=csv')).toBe(
    [
      'Partie,Valeur,Depuis',
      '"Québec « la belle » ; ""QC""",8500000,1971-10-01',
      `"'=HYPERLINK(""https://ailleurs.example"")",-12.5,2006-09`,
      ',,',
      '',
    ].join('\r\n'),
  );
});

test('the CSV for Excel has its mark, its semicolons and its decimal comma', async () => {
  const text = await read('/?format=csv-excel');
  expect(text.startsWith('\ufeffPartie;Valeur;Depuis\r\n')).toBe(true);
  expect(text).toContain(';-12,5;2006-09');
});

test('JSON keeps texts as they are, and numbers as numbers', async () => {
  expect(JSON.parse(await read('/?format=json'))).toEqual([
    { name: 'Québec « la belle » ; "QC"', value: 8_500_000, since: '1971-10-01' },
    { name: '=HYPERLINK("https://ailleurs.example")', value: -12.5, since: '2006-09' },
    { name: null, value: null, since: null },
  ]);
});

test('a workbook has cells of the right types, and no formula', async () => {
  const response = await ask('/?format=xlsx');
  const sheet = strFromU8(unzipSync(new Uint8Array(await response.arrayBuffer()))['xl/worksheets/sheet1.xml']!);
  expect(sheet).not.toContain('<f>');
  expect(sheet).toMatch(/<v>8500000<\/v>/);
  expect(sheet).toMatch(/<v>-12.5<\/v>/);
  // 1 October 1971 as Excel counts days.
  expect(sheet).toMatch(/<v>26207<\/v>/);
});

test('every format is a file to save, never something to show', async () => {
  for (const [format, extension] of [
    ['csv', 'csv'],
    ['csv-excel', 'csv'],
    ['xlsx', 'xlsx'],
    ['json', 'json'],
  ]) {
    const { headers } = await ask(`/?format=${format}`);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="membres-oif.${extension}"`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('an address without a known format is the page', async () => {
  expect(await read('/?format=exe')).toBe('page');
  expect(await read('/')).toBe('page');
});

test('an empty list is a file with its headings', async () => {
  expect(await read('/?format=csv&vide=1')).toBe('Partie,Valeur,Depuis\r\n');
  expect(JSON.parse(await read('/?format=json&vide=1'))).toEqual([]);
});

test('taking off the guard of any text gives the text back', () => {
  const risky = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a', ' ') });
  fc.assert(
    fc.property(fc.oneof(risky, fc.string()), (text) => {
      expect(unguardText(guardText(text))).toBe(text);
      expect(guardText(text)).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});

const app = new Hono<Env>();
app.get('/', async (c) => {
  c.set('lang', 'fr');
  const format = wantsExport(c);
  return format ? exportTable(c, { filename: 'membres oif', columns, rows: c.req.query('vide') ? [] : rows, format }) : c.text('page');
});

async function ask(path: string): Promise<Response> {
  return await app.request(path);
}

async function read(path: string): Promise<string> {
  // Blob.text() would drop the mark that Excel needs.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await (await ask(path)).arrayBuffer());
}
