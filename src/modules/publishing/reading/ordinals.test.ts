import { expect, test } from 'vitest';
import { formatOrdinal, matchOrdinal, parseOrdinal } from './ordinals.ts';
import { formatRoman, parseRoman } from './roman.ts';

test('every ordinal up to 2 000 is read back, in words, digits and Roman numerals', () => {
  for (let n = 1; n <= 2000; n += 1) {
    for (const lang of ['fr', 'en'] as const) {
      expect(parseOrdinal(formatOrdinal(n, lang, { form: 'words' }), lang)).toBe(n);
      expect(parseOrdinal(formatOrdinal(n, lang), lang)).toBe(n);
    }
    expect(parseRoman(formatRoman(n))).toBe(n);
  }
  for (let n = 2; n < 50; n += 1) expect(parseOrdinal(formatOrdinal(n, 'fr', { form: 'roman' }), 'fr')).toBe(n);
});

test.each([
  ['1er', 1],
  ['1re', 1],
  ['1ère', 1],
  ['2e', 2],
  ['2de', 2],
  ['2nd', 2],
  ['46e', 46],
  ['46ème', 46],
  ['46ième', 46],
  ['46 ème', 46],
  ['1 000e', 1000],
  ['XXe', 20],
  ['XXème', 20],
  ['Ier', 1],
  ['Ve', 5],
  ['quarante-sixième', 46],
  ['vingt et unième', 21],
  ['soixante-dixième', 70],
  ['quatre-vingt-dixième', 90],
  ['nonantième', 90],
  ['premier', 1],
  ['première', 1],
  ['second', 2],
  ['seconde', 2],
  ['deuxième', 2],
  ['neuvième', 9],
  ['cinquième', 5],
  ['centième', 100],
  ['trentième', 30],
  ['Le', null],
  ['Ce', null],
  ['VIE', null],
  ['LIVE', null],
  ['3d', null],
  ['46', null],
  ['problème', null],
  ['unième', null],
  ['système', null],
])('French « %s » is %s', (words, n) => {
  expect(parseOrdinal(words, 'fr')).toBe(n);
});

test.each([
  ['1st', 1],
  ['2nd', 2],
  ['3rd', 3],
  ['46th', 46],
  ['111th', 111],
  ['XXth', 20],
  ['XXIst', 21],
  ['first', 1],
  ['twelfth', 12],
  ['twenty-first', 21],
  ['forty-sixth', 46],
  ['hundredth', 100],
  ['one hundred and fifth', 105],
  ['thirtieth', 30],
  ['north', null],
  ['month', null],
  ['Smith', null],
  ['millionth', null],
])('English “%s” is %s', (words, n) => {
  expect(parseOrdinal(words, 'en')).toBe(n);
});

test('ordinals are written as the language writes them', () => {
  expect(formatOrdinal(1, 'fr', { feminine: true })).toBe('1re');
  expect(formatOrdinal(20, 'fr', { form: 'roman' })).toBe('XXe');
  expect(formatOrdinal(80, 'fr', { form: 'words' })).toBe('quatre-vingtième');
  expect(formatOrdinal(22, 'en')).toBe('22nd');
  expect(formatOrdinal(13, 'en')).toBe('13th');
});

test('a fraction keeps its plural, so that it is not taken for an ordinal', () => {
  expect(matchOrdinal('cinquièmes', 'cinquièmes', 0, 'fr')).toMatchObject({ value: 5, plural: true });
  expect(matchOrdinal('deux cinquièmes', 'deux cinquièmes', 0, 'fr')).toBeNull();
});

test('a Roman numeral badly written is none', () => {
  for (const numeral of ['IIII', 'VX', 'IC', '', 'xx']) expect(parseRoman(numeral)).toBeNull();
  expect(() => formatRoman(0)).toThrow(RangeError);
});
