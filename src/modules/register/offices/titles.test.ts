import { expect, test } from 'vitest';
import { officeTitleCodes, titleInWords, usualTitle } from './titles.ts';

test.each([
  [{ state: 'SEN' }, 'mayor'],
  [{ state: null }, 'mayor'],
  [{ state: 'BEL' }, 'burgomaster'],
  [{ state: 'COD' }, 'burgomaster'],
  [{ state: 'COD', category: 'city' }, 'mayor'],
  [{ state: 'COD', category: 'province_city' }, 'governor'],
  [{ state: 'CIV', category: 'district' }, 'minister_governor'],
  [{ state: 'CIV', category: 'city' }, 'mayor'],
  [{ state: 'TCD', category: 'region' }, 'regional_council_president'],
  [{ state: 'BEL', kind: 'association', category: 'national_association' }, 'association_president'],
] as const)('the head of %j is usually called %s', (of, title) => expect(usualTitle(of)).toBe(title));

test.each([
  ['mayor', 'f', 'fr', null, 'maire'],
  ['mayor', 'f', 'fr', 'CAN', 'mairesse'],
  ['mayor', 'm', 'fr', 'CAN', 'maire'],
  ['mayor', 'f', 'en', 'CAN', 'mayor'],
  ['governor', 'f', 'fr', 'COD', 'gouverneure'],
  ['governor', null, 'fr', 'COD', 'gouverneur'],
  ['burgomaster', 'f', 'fr', 'BEL', 'bourgmestre'],
  ['special_delegation_head', 'f', 'fr', 'NER', 'cheffe de délégation spéciale'],
  ['podestat', 'm', 'fr', null, 'podestat'],
] as const)('%s (%s) is said in %s, in %s: %s', (title, gender, lang, state, words) =>
  expect(titleInWords(title, gender, lang, state)).toBe(words),
);

test('every title has its words in both languages and both genders', () => {
  for (const title of officeTitleCodes)
    for (const lang of ['fr', 'en'] as const)
      for (const gender of ['f', 'm'] as const) expect(titleInWords(title, gender, lang)).not.toBe('');
});
