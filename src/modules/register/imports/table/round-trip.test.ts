import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExportColumn } from '../../../../kernel/export/index.ts';
import { excelCsv, plainCsv, writeCsv } from '../../../../kernel/export/csv.ts';
import { readTable } from './table.ts';

const columns: ExportColumn[] = ['a', 'b', 'c'].map((key) => ({ key, label: () => key, type: 'text' }));

// What the importer takes as it is: composed letters, no blanks around, no NUL.
const cell = fc
  .oneof(fc.string(), fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '"', ';', ',', ' ', 'é', '€') }))
  .map((text) => text.replaceAll('\0', '').normalize('NFC').trim());

test('whatever is taken away as CSV is read back as it was', async () => {
  const row = fc.record({ a: cell, b: cell, c: cell }).filter((cells) => Object.values(cells).some((text) => text !== ''));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), fc.constantFrom(plainCsv, excelCsv('fr')), async (rows, style) => {
      const text = (await Array.fromAsync(writeCsv({ columns, rows, lang: 'fr' }, style))).join('');
      const table = await readTable(Buffer.from(text));
      expect(table.header).toEqual(['a', 'b', 'c']);
      expect(table.rows.map(({ cells }) => cells)).toEqual(rows.map(({ a, b, c }) => [a, b, c]));
    }),
    { numRuns: 200 },
  );
});
