import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typeAmount } from './fields.ts';
import { convert, readAmount } from './rules.ts';

test.each<[string, number | string]>([
  ['550', 550_00],
  ['550,00', 550_00],
  ['550.5', 550_50],
  ['1 234,56', 1234_56],
  ['1\u202f234,56\u00a0€', 1234_56],
  ['1,234.56', 1234_56],
  ['1.234,56', 1234_56],
  ['1.234.567', 1_234_567_00],
  ["1'234.50", 1234_50],
  ['EUR 12,3', 12_30],
  ['-12,50', -12_50],
  ['\u221212,50', -12_50],
  ['+3', 3_00],
  ['1.234', 'unclear'],
  ['1,234', 'unclear'],
  ['', 'empty'],
  ['  ', 'empty'],
  ['douze', 'wrong'],
  ['12,345,6', 'wrong'],
  ['12,', 'wrong'],
  ['1e9', 'wrong'],
  ['99999999999999', 'wrong'],
  ['12.3456', 'wrong'],
])('« %s » is read as %s', (text, cents) => expect(readAmount(text)).toBe(cents));

test('what a field shows is read as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }), (cents) => {
      expect(readAmount(typeAmount(cents))).toBe(cents);
    }),
  );
});

test('a conversion is exact to the cent', () => {
  expect(convert(360_776_35, '655.957')).toBe(550_00);
  expect(convert(100_00, '1.0850')).toBe(92_17);
  expect(convert(1, '655.957')).toBe(0);
});
