import { expect, test } from 'vitest';
import { hedgeHolds, hedgeState, type Hedge } from './hedges.ts';

test.each<[Hedge, number, number, boolean]>([
  ['exactly', 90, 90, true],
  ['exactly', 90, 89, false],
  ['moreThan', 20, 21, true],
  ['moreThan', 20, 20, false],
  ['atLeast', 20, 20, true],
  ['atLeast', 20, 19, false],
  ['lessThan', 20, 19, true],
  ['lessThan', 20, 20, false],
  ['nearly', 350, 315, true],
  ['nearly', 350, 349, true],
  ['nearly', 350, 314, false],
  ['nearly', 350, 350, false],
  ['about', 100, 95, true],
  ['about', 100, 105, true],
  ['about', 100, 94, false],
  ['about', 100, 106, false],
])('« %s %d » of %d: %s', (hedge, bound, value, holds) => expect(hedgeHolds(hedge, bound, value)).toBe(holds));

test('a hedge that holds is understated from one and a half times its bound', () => {
  expect(hedgeState('moreThan', 20, 29)).toBe('holds');
  expect(hedgeState('moreThan', 20, 30)).toBe('understated');
  expect(hedgeState('atLeast', 20, 30)).toBe('understated');
  expect(hedgeState('exactly', 90, 90)).toBe('holds');
  expect(hedgeState('lessThan', 20, 19)).toBe('holds');
  expect(hedgeState('moreThan', 0, 1)).toBe('understated');
});

test('a figure that has no value any more makes every hedge fail', () => {
  expect(hedgeState('lessThan', 20, null)).toBe('fails');
});
