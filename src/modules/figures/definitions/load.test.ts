import { expect } from 'vitest';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { loadReference } from '../../register/index.ts';
import { createFigureFor, createMembers, testCatalogue } from '../factories.ts';
import { freeze } from '../snapshots/commands.ts';
import { verifySnapshot } from '../snapshots/payload.ts';
import { findSnapshot } from '../snapshots/queries.ts';
import { loadFigures } from './load.ts';
import { evaluateFigure, evaluateValue } from './queries.ts';

const test = databaseTest();
const system = { actor: { kind: 'system', name: 'premier démarrage' }, catalogue: testCatalogue } as const;
const on = Temporal.PlainDate.from('2025-11-19');

test('the first figures give, on the reference facts, what the account of Kigali says', async ({ act }) => {
  const first = act(system);
  await loadReference(first);
  expect(await loadFigures(first)).toEqual([
    'operateurs-directs',
    'anciennete-operateur',
    'etats-francophonie',
    'champ-francophone',
    'cites-membres',
  ]);
  expect(await loadFigures(first)).toEqual([]);

  const readings = async (slug: string, day = on) => {
    const { value, alternatives } = await evaluateFigure(first, slug, { on: day });
    return [value, ...alternatives.map((one) => one.value)];
  };
  expect(await readings('operateurs-directs')).toEqual([4]);
  expect(await readings('anciennete-operateur')).toEqual([30, 29]);
  expect(await readings('etats-francophonie')).toEqual([90, 53, 58]);
  expect(await evaluateValue(first, 'etats-francophonie', { on: Temporal.PlainDate.from('2025-03-01') })).toBe(93);
  expect(await readings('champ-francophone')).toEqual([22, 15, 15, 29, 18]);
  expect(await readings('cites-membres')).toEqual([51, 67]);
  // Ten more are attested by sources that were only consulted in November 2026.
  expect(await readings('cites-membres', Temporal.PlainDate.from('2026-11-23'))).toEqual([61, 81]);

  const states = await evaluateFigure(first, 'etats-francophonie', { on });
  expect(states.rows).toHaveLength(90);
  expect(states.rows.map((row) => row.label.fr)).toContain('Québec (Canada)');
  expect(states.rows.map((row) => row.label.fr)).not.toContain('Mali');
  for (const slug of ['operateurs-directs', 'anciennete-operateur', 'etats-francophonie', 'champ-francophone', 'cites-membres']) {
    const { code } = await freeze(first, slug, { on });
    expect(await verifySnapshot((await findSnapshot(first, code)).file)).toMatchObject({ valid: true, code });
  }
});

test('a register that holds other things gets no figure that it cannot count, and one that has figures is left as it is', async ({
  act,
}) => {
  const first = act(system);
  await createMembers(first, 'Bénin');
  expect(await loadFigures(first)).toEqual(['operateurs-directs', 'etats-francophonie']);
});

test('a register that has a figure gets no other', async ({ act }) => {
  const first = act(system);
  await createMembers(first, 'Bénin');
  await createFigureFor(first);
  expect(await loadFigures(first)).toEqual([]);
});
