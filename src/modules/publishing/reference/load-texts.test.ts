import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { testCatalogue } from '../../figures/factories.ts';
import { loadFigures } from '../../figures/index.ts';
import { loadReference } from '../../register/index.ts';
import { readDraft } from '../reading/reading.ts';
import { openReadingRegister } from '../reading/register-reader.ts';
import { loadTexts } from './load-texts.ts';

const test = databaseTest();
const system = { kind: 'system', name: 'premier démarrage' } as const;

test.for(['fr', 'en'] as const)('every number of the account that ships is vouched for (%s)', async (lang, { act: build }) => {
  const act = build({ actor: system, catalogue: testCatalogue });
  await loadReference(act);
  await loadFigures(act);
  const on = Temporal.PlainDate.from('2025-11-19');
  const readings = await readDraft(readFileSync(`data/reference/texts/kigali-2025.${lang}.md`, 'utf8'), { lang, on, register: await openReadingRegister(act, { lang, on }) });
  console.log(readings.map((r) => [r.text.slice(0, 70), r.class, r.verdict, r.expected, JSON.stringify(r.comparedWith)].join(' | ')).join('\n'));
  expect(readings.filter((one) => one.class === 'unbound' || one.verdict === 'contradicted')).toEqual([]);
});

test('load', async ({ act: build }) => {
  const act = build({ actor: system, catalogue: testCatalogue });
  await loadReference(act);
  await loadFigures(act);
  expect(await loadTexts(act)).toEqual(['kigali-2025']);
});
