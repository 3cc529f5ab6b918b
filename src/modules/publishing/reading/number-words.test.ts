import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatNumberWords, matchNumberWords, parseNumberWords } from './number-words.ts';

test('every number up to 10 000 is read back from its words, in both languages', () => {
  for (let n = 0; n <= 10_000; n += 1) {
    expect(parseNumberWords(formatNumberWords(n, 'fr'), 'fr')).toBe(n);
    expect(parseNumberWords(formatNumberWords(n, 'en'), 'en')).toBe(n);
  }
});

test('any number below a thousand milliards is read back, whatever the spelling and the country', () => {
  const options = fc.record({
    variant: fc.constantFrom('france' as const, 'belgium' as const, 'switzerland' as const),
    spelling: fc.constantFrom('traditional' as const, '1990' as const),
    feminine: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), options, (n, option) => {
      expect(parseNumberWords(formatNumberWords(n, 'fr', option), 'fr')).toBe(n);
      expect(parseNumberWords(formatNumberWords(n, 'en'), 'en')).toBe(n);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  [21, 'vingt et un'],
  [71, 'soixante et onze'],
  [77, 'soixante-dix-sept'],
  [80, 'quatre-vingts'],
  [81, 'quatre-vingt-un'],
  [90, 'quatre-vingt-dix'],
  [99, 'quatre-vingt-dix-neuf'],
  [100, 'cent'],
  [200, 'deux cents'],
  [280, 'deux cent quatre-vingts'],
  [1000, 'mille'],
  [80_000, 'quatre-vingt mille'],
  [200_000, 'deux cent mille'],
  [1995, 'mille neuf cent quatre-vingt-quinze'],
  [1_000_000, 'un million'],
  [80_000_000, 'quatre-vingts millions'],
  [2_000_000_000, 'deux milliards'],
])('%i is written « %s »', (n, words) => {
  expect(formatNumberWords(n, 'fr')).toBe(words);
});

test('French writes by region, spelling and gender', () => {
  expect(formatNumberWords(97, 'fr', { variant: 'belgium' })).toBe('nonante-sept');
  expect(formatNumberWords(81, 'fr', { variant: 'belgium' })).toBe('quatre-vingt-un');
  expect(formatNumberWords(81, 'fr', { variant: 'switzerland' })).toBe('huitante et un');
  expect(formatNumberWords(1271, 'fr', { spelling: '1990' })).toBe('mille-deux-cent-soixante-et-onze');
  expect(formatNumberWords(21, 'fr', { feminine: true })).toBe('vingt et une');
});

test.each([
  ['septante', 70],
  ['octante-trois', 83],
  ['nonante et un', 91],
  ['quatre vingt dix', 90],
  ['quatre-vingt', 80],
  ['vingt et une', 21],
  ['vingt-et-un', 21],
  ['dix-neuf cents', 1900],
  ['mil neuf cent quatre-vingt-quinze', 1995],
  ['dix-neuf cent quatorze', 1914],
  ['deux-mille-vingt-cinq', 2025],
  ['mille et un', 1001],
  ['un million et demi', 1_500_000],
  ['deux milliards', 2e9],
  ['deux millions trois cent mille', 2_300_000],
  ['trois virgule sept millions', 3_700_000],
  ['deux virgule zéro cinq', 2.05],
  ['cent cinq', 105],
])('« %s » reads %d', (words, n) => {
  expect(parseNumberWords(words, 'fr')).toBe(n);
});

test.each([
  ['a dozen', 12],
  ['two dozen', 24],
  ['a hundred', 100],
  ['one hundred and five', 105],
  ['nineteen hundred', 1900],
  ['twenty-one hundred', 2100],
  ['one and a half million', 1_500_000],
  ['one million and a half', 1_500_000],
  ['half a million', 500_000],
  ['two point five', 2.5],
  ['nineteen ninety', null],
  ['a thousand and one', 1001],
  ['three hundred and fifty thousand', 350_000],
  ['a', null],
  ['and', null],
])('“%s” reads %s', (words, n) => {
  expect(parseNumberWords(words, 'en')).toBe(n);
});

test('two numbers side by side stay two', () => {
  expect(matchNumberWords('deux trois fois', 0, 'fr')).toMatchObject({ value: 2, end: 4 });
  expect(matchNumberWords('vingt et dix', 0, 'fr')).toMatchObject({ value: 20, end: 5 });
  expect(matchNumberWords('one hundred and two hundred', 0, 'en')).toMatchObject({ value: 100, end: 11 });
  expect(matchNumberWords('un maire', 0, 'fr')).toMatchObject({ value: 1, one: true });
});

test('what has no words is refused', () => {
  for (const value of [-1, 1.5, 1e12]) {
    expect(() => formatNumberWords(value, 'fr')).toThrow(RangeError);
    expect(() => formatNumberWords(value, 'en')).toThrow(RangeError);
  }
});
