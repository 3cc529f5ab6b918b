import { expect, test } from 'vitest';
import { ageInYears, partsOfRefund, settle, type YearBalance, type YearSums } from './rules.ts';

const year = (year: number | null, charged: number, paid = 0, waived = 0): YearSums => ({
  year,
  charged,
  paid,
  waived,
  netCents: charged - paid - waived,
  dueOn: null,
});

test.each<[string, YearBalance[], [number, number][], number]>([
  ['nothing owes nothing', [], [], 0],
  ['a due is open until it is paid', [year(2024, 550)], [[2024, 550]], 0],
  [
    'a payment that names its year goes to that year',
    [year(2023, 550), year(2024, 550, 550)],
    [
      [2023, 550],
      [2024, 0],
    ],
    0,
  ],
  [
    'one that names none goes to the oldest',
    [year(2023, 550), year(2024, 550), year(null, 0, 600)],
    [
      [2023, 0],
      [2024, 500],
    ],
    0,
  ],
  [
    'what is left of a named one goes to the oldest',
    [year(2023, 550), year(2024, 550, 700)],
    [
      [2023, 400],
      [2024, 0],
    ],
    0,
  ],
  ['what nobody is owed is a credit', [year(2024, 550, 700)], [[2024, 0]], 150],
  ['what was given back is a credit no more', [year(2024, 550, 700), year(null, 0, -100)], [[2024, 0]], 50],
  ['a waiver lets off like a payment', [year(2024, 550, 200, 350)], [[2024, 0]], 0],
])('%s', (_, sums, open, credit) => {
  const settled = settle(sums);
  expect(settled.years.map((one) => [one.year, one.open])).toEqual(open);
  expect(settled.credit).toBe(credit);
  expect(settled.years.reduce((sum, one) => sum + one.open, 0) - settled.credit).toBe(settled.balance);
});

test.each<[string, YearSums[], number, [number | null, number][]]>([
  [
    'what names no year is given back first',
    [year(null, 0, 300), year(2024, 0, 500)],
    400,
    [
      [null, 300],
      [2024, 100],
    ],
  ],
  [
    'then the latest year',
    [year(2023, 0, 200), year(2024, 0, 200)],
    300,
    [
      [2024, 200],
      [2023, 100],
    ],
  ],
  ['what pays another year is not given back', [year(2023, 550), year(2024, 0, 700)], 700, [[2024, 150]]],
  ['what was let off is not given back', [year(2024, 0, 100, 400)], 500, [[2024, 100]]],
  ['nothing is given back of nothing', [year(2024, 550)], 100, []],
])('%s', (_, sums, amount, parts) => {
  expect(partsOfRefund(settle(sums), amount).map((one) => [one.year, one.cents])).toEqual(parts);
});

test('the age of a debt, in years begun', () => {
  const due = Temporal.PlainDate.from('2022-03-31');
  expect(['2022-04-01', '2023-03-30', '2023-03-31', '2032-04-01'].map((on) => ageInYears(due, Temporal.PlainDate.from(on)))).toEqual([
    1, 1, 2, 11,
  ]);
});
