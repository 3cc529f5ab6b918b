import { parseArgs } from 'node:util';
import { asOf } from './as-of.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import { composition } from './composition.ts';
import { counting } from './counting.ts';
import { startDatabases, type Database, type Databases } from './databases.ts';
import { drift } from './drift.ts';
import { dues } from './dues.ts';
import { embedded } from './embedded.ts';
import { freshness } from './freshness.ts';
import { freezing } from './freezing.ts';
import { fund } from './fund.ts';
import { imports } from './imports.ts';
import { invitations } from './invitations.ts';
import { fillRegister } from './large-register.ts';
import type { Measure } from './measure.ts';
import { pages } from './pages.ts';
import { describeMeasure, writeReport } from './report.ts';
import { starts } from './starts.ts';
import { voting } from './voting.ts';

/** In the order of the report. */
const benchmarks: readonly Benchmark[] = [
  pages,
  freshness,
  embedded,
  starts,
  asOf,
  counting,
  drift,
  freezing,
  imports,
  dues,
  invitations,
  composition,
  voting,
  fund,
];

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
  },
});
const unknown = options.only?.filter((name) => !benchmarks.some((one) => one.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(`No benchmark is named ${unknown.join(', ')}. There are: ${benchmarks.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const started = performance.now();
const chosen = benchmarks.filter(({ name }) => !options.only || options.only.includes(name));
const databases = await startDatabases();
const measures: Measure[] = [];
try {
  const bench = prepare(databases);
  for (const { name, run } of chosen) {
    bench.say(name);
    for (const measure of await run(bench)) {
      measures.push(measure);
      console.log(describeMeasure(measure));
    }
  }
} finally {
  await databases.remove();
}
// A report is whole, or it is not written: a part measured on another day would pass for this one.
if (chosen.length === benchmarks.length && !options.quick)
  writeReport(measures, { minutes: (performance.now() - started) / 60_000, postgres: databases.version });

function prepare(databases: Databases): Bench {
  const registers = new Map<number, Promise<Database>>();
  return {
    databases,
    runs: 5,
    seconds: options.quick ? 1 : 2,
    sizes: (all) => (options.quick ? all.slice(0, -1) : all),
    register(parties) {
      const made = registers.get(parties) ?? makeRegister(databases, parties);
      registers.set(parties, made);
      return made;
    },
    say: (line) => console.log(`… ${line}`),
  };
}

async function makeRegister(databases: Databases, parties: number): Promise<Database> {
  const database = await databases.create(`register_${parties}`);
  await fillRegister(database, parties);
  return database;
}
