import { getPartyDossier } from '../src/modules/register/parties/dossier.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import type { Database } from './databases.ts';
import { factsPerParty } from './large-register.ts';
import { inTurn, timed, type Measure, type Sized } from './measure.ts';

const parties = [1_000, 10_000, 100_000] as const;

/** One party's page as of a day and a state of knowledge, in registers of three sizes; the smallest is the yardstick. */
export const asOf: Benchmark = {
  name: 'as-of',
  async run(bench: Bench): Promise<Measure[]> {
    const smallest = await bench.register(parties[0]);
    const sizes: Sized[] = [];
    for (const count of bench.sizes(parties)) {
      const database = await bench.register(count);
      const { ours, yardstick } = await inTurn(bench.runs, {
        ours: () => readPages(database, count),
        yardstick: () => readPages(smallest, parties[0]),
      });
      sizes.push({ label: `${(count * factsPerParty).toLocaleString('en')} facts`, ours, yardstick });
    }
    return [
      {
        title: 'As-of read of one party’s page',
        ours: 'every fact of a city, of 18 November 2022, as known two revisions before the last, with the names and sources that it mentions',
        yardstick: 'the same read among 10,000 facts',
        unit: 'ms',
        sizes,
        target: { atMost: 2 },
      },
    ];
  },
};

/** Milliseconds for one page, over pages of cities spread over the whole register. */
async function readPages({ db, query }: Database, parties: number): Promise<number> {
  const [last] = await query('select max(number)::int as number from revision');
  const at = { on: Temporal.PlainDate.from('2022-11-18'), revision: Number(last!['number']) - 2 };
  let city = 0;
  return timed(() => {
    city = (city + 7_919) % parties;
    return getPartyDossier(db, `ville-${city + 1}`, at);
  }, 100);
}
