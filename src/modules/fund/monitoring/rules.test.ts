import { expect, test } from 'vitest';
import type { Indicator } from '../applications/content/framework.ts';
import { promised, wholeContent } from './factories.ts';
import { findLacks, planReports, reachedOf } from './rules.ts';

const rhythm = { months: 6, interimDays: 30, finalDays: 90 };
const indicators = promised.framework.indicators as Indicator[];

test.for<[string, from: string, to: string, least: number, string[]]>([
  ['a year', '2026-01-01', '2026-12-31', 0, ['1 interim 2026-01-01/2026-06-30 2026-07-30', '2 final 2026-07-01/2026-12-31 2027-03-31']],
  [
    'eighteen months',
    '2026-01-01',
    '2027-06-30',
    0,
    [
      '1 interim 2026-01-01/2026-06-30 2026-07-30',
      '2 interim 2026-07-01/2026-12-31 2027-01-30',
      '3 final 2027-01-01/2027-06-30 2027-09-28',
    ],
  ],
  [
    'four months',
    '2026-01-01',
    '2026-04-30',
    0,
    ['1 interim 2026-01-01/2026-03-01 2026-03-31', '2 final 2026-03-02/2026-04-30 2026-07-29'],
  ],
  [
    'six months whose instalments name three reports',
    '2026-01-01',
    '2026-06-30',
    3,
    [
      '1 interim 2026-01-01/2026-03-01 2026-03-31',
      '2 interim 2026-03-02/2026-04-30 2026-05-30',
      '3 final 2026-05-01/2026-06-30 2026-09-28',
    ],
  ],
  ['two days', '2026-01-01', '2026-01-02', 0, ['1 interim 2026-01-01/2026-01-01 2026-01-31', '2 final 2026-01-02/2026-01-02 2026-04-02']],
])('the reports of a project of %s follow one another, the last one final', ([, from, to, least, expected]) => {
  const plan = planReports({ startsOn: Temporal.PlainDate.from(from), endsOn: Temporal.PlainDate.from(to), least }, rhythm);
  expect(
    plan.map((one) => `${one.number} ${one.kind} ${one.periodFrom.toString()}/${one.periodTo.toString()} ${one.dueOn.toString()}`),
  ).toEqual(expected);
});

test('a report says everything that it lacks at once, women and men included', () => {
  expect(findLacks(wholeContent, indicators)).toEqual([]);
  const actuals = { vendeuses: { total: 100, women: 80, men: 30, note: '' } };
  expect(findLacks({ ...wholeContent, done: '', men: null, actuals }, indicators)).toEqual([
    { field: 'done', lack: 'required' },
    { field: 'men', lack: 'required' },
    { field: 'total-vendeuses', lack: 'sexTotal' },
    { field: 'total-etals', lack: 'indicator' },
  ]);
  expect(
    findLacks(
      { ...wholeContent, actuals: { ...wholeContent.actuals, vendeuses: { total: 1, women: null, men: null, note: '' } } },
      indicators,
    ),
  ).toEqual([
    { field: 'women-vendeuses', lack: 'bySex' },
    { field: 'men-vendeuses', lack: 'bySex' },
  ]);
});

test.for<[baseline: number | null, target: number | null, actual: number | null, share: number | null]>([
  [20, 120, 70, 5_000],
  [0, 200, 200, 10_000],
  [null, 50, 75, 15_000],
  [80, 40, 60, 5_000],
  [10, 10, 10, null],
  [0, null, 5, null],
  [0, 10, null, null],
])('from %o towards %o, %o is %o of the way', ([baseline, target, actual, share]) => {
  expect(reachedOf(baseline, target, actual)).toBe(share);
});
