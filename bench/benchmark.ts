import type { Database, Databases } from './databases.ts';
import type { Measure } from './measure.ts';

/** One benchmark: a name for `--only`, and how it measures. */
export interface Benchmark {
  name: string;
  run(bench: Bench): Promise<Measure[]>;
}

/** What a benchmark finds around it. */
export interface Bench {
  databases: Databases;
  /** How many times each thing is measured; the median counts. */
  runs: number;
  /** How long a load lasts each time. */
  seconds: number;
  /** The sizes to measure: all of them, or all but the last when the run is a quick one. */
  sizes<T>(all: readonly T[]): readonly T[];
  /** A register of so many member cities on PostgreSQL, made once for all benchmarks that read it; none may write to it. */
  register(parties: number): Promise<Database>;
  say(line: string): void;
}
