import { expect, test } from 'vitest';
import { readRate, typeRate } from './rates.ts';

test.each<[string, number | null]>([
  ['80', 8000],
  ['80 %', 8000],
  ['80\u202f%', 8000],
  ['33,33', 3333],
  ['12.5', 1250],
  ['0,01', 1],
  ['100', 10_000],
  ['0', null],
  ['100,01', null],
  ['-5', null],
  ['quatre-vingts', null],
  ['', null],
])('« %s » is read as %s hundredths of a percent', (text, rate) => expect(readRate(text)).toBe(rate));

test('what a field shows is read as it was', () => {
  for (let rate = 1; rate <= 10_000; rate += 1) expect(readRate(typeRate(rate))).toBe(rate);
});
