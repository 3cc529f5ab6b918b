/** What one benchmark found, at each of its sizes. */
export interface Measure {
  title: string;
  /** What is timed, in one sentence. */
  ours: string;
  /** What it is compared with; absent where a value is only reported. */
  yardstick?: string;
  unit: Unit;
  sizes: Sized[];
  /** Rows that are not one thing at several sizes have no growth to show. */
  unrelated?: true;
  target?: Target;
  notes?: string[];
}

export type Unit = 'ms' | 's' | 'requests/s' | 'MiB' | 'answers';

export interface Sized {
  label: string;
  ours: number;
  yardstick?: number;
  /** Where it is not the measure's. */
  target?: Target;
  /** Other things seen in the same runs: the slowest answers, the processor's time. */
  detail?: string;
}

/** What is asked of the ratio to the yardstick or, without one, of the value itself. */
export interface Target {
  atLeast?: number;
  atMost?: number;
  /** The sizes that it is asked of; all of them when absent. */
  sizes?: string[];
}

/** A measure of each kind, in turn. */
export type Samples = Record<string, () => Promise<number>>;

/**
 * Measures A, B, A, B…, so that whatever else the machine does weighs on both; a first round of each does not count.
 * @returns the median of each
 */
export async function inTurn<S extends Samples>(runs: number, samples: S): Promise<{ [Name in keyof S]: number }> {
  const names = Object.keys(samples);
  const seen = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= runs; round += 1) {
    for (const name of names) {
      const value = await samples[name]!();
      if (round > 0) seen.get(name)!.push(value);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(seen.get(name)!)])) as { [Name in keyof S]: number };
}

/** Milliseconds that one call takes, on average over `times` calls one after the other. */
export async function timed(work: () => unknown, times = 1): Promise<number> {
  const start = performance.now();
  for (let call = 0; call < times; call += 1) await work();
  return (performance.now() - start) / times;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Ours to the yardstick; the value itself where there is none. */
export function ratioOf({ ours, yardstick }: Sized): number {
  return yardstick === undefined ? ours : ours / yardstick;
}

/** What is asked of this size, if anything. */
export function targetOf(sized: Sized, measure: Measure): Target | null {
  const target = sized.target ?? measure.target;
  return !target || (target.sizes && !target.sizes.includes(sized.label)) ? null : target;
}

/** Whether a size meets its target; null where nothing is asked of it. */
export function isMet(sized: Sized, measure: Measure): boolean | null {
  const target = targetOf(sized, measure);
  if (!target) return null;
  const ratio = ratioOf(sized);
  return (target.atLeast === undefined || ratio >= target.atLeast) && (target.atMost === undefined || ratio <= target.atMost);
}
