/** What a sentence may say around a number: `exactly 90`, `more than 20`, `nearly 350`, `about 50`. */
export const hedges = ['exactly', 'moreThan', 'atLeast', 'lessThan', 'nearly', 'about'] as const;
export type Hedge = (typeof hedges)[number];

/** What becomes of a hedge: it is true, it is false, or it is true and says much less than the truth. */
export const hedgeStates = ['holds', 'fails', 'understated'] as const;
export type HedgeState = (typeof hedgeStates)[number];

/** Whether what is written is true: `moreThan` 20 for 22, `nearly` 350 for 345. */
export function hedgeHolds(hedge: Hedge, bound: number, value: number): boolean {
  switch (hedge) {
    case 'exactly':
      return value === bound;
    case 'moreThan':
      return value > bound;
    case 'atLeast':
      return value >= bound;
    case 'lessThan':
      return value < bound;
    // Whole multiples: 0.9 × 350 in floating point is not 315.
    case 'nearly':
      return 10 * value >= 9 * bound && value < bound;
    case 'about':
      return 20 * Math.abs(value - bound) <= Math.abs(bound);
  }
}

/** The state of a hedge for a value; a figure that no longer has a value makes it fail. */
export function hedgeState(hedge: Hedge, bound: number, value: number | null): HedgeState {
  if (value === null || !hedgeHolds(hedge, bound, value)) return 'fails';
  return 2 * value >= 3 * bound && value !== bound ? 'understated' : 'holds';
}
