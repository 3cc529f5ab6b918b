import { expect } from 'vitest';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { createTestRegister } from '../factories.ts';
import { searchRegister } from './queries.ts';

const test = databaseTest(createTestRegister);

test.for([
  ['senegal', 'Sénégal'],
  ['SÉNÉGAL', 'Sénégal'],
  ['cote d’ivoire', 'Côte d’Ivoire'],
  ['cote divoire', 'Côte d’Ivoire'],
  ['ivoire', 'Côte d’Ivoire'],
  ['francophonies', 'Organisation internationale de la Francophonie'],
  ['oif', 'Organisation internationale de la Francophonie'],
  ['mli', 'Mali'],
  ['sommet', 'Sommets de la Francophonie'],
  ['thies', 'XXe Sommet'],
])('searching %s finds %s first', async ([words, title], { act }) => {
  const [first] = await searchRegister(act(), words!, 'fr');
  expect(first?.title).toBe(title);
});

test('a result says what it is and what it is in today', async ({ act }) => {
  const [senegal] = await searchRegister(act(), 'sénégal', 'fr');
  expect(senegal).toEqual({ path: '/registre/senegal', title: 'Sénégal', kind: 'État', excerpt: 'OIF\u00a0: membre', score: 1 });
  const [english] = await searchRegister(act(), 'Senegal', 'en');
  expect(english).toMatchObject({ title: 'Senegal', kind: 'State', excerpt: 'OIF: member' });
});

test('nothing is found under nothing, nor under a joker', async ({ act }) => {
  expect(await searchRegister(act(), '  ', 'fr')).toEqual([]);
  expect(await searchRegister(act(), '%', 'fr')).toEqual([]);
  expect(await searchRegister(act(), "'; drop table party; --", 'fr')).toEqual([]);
});
