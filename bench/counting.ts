import { evaluateValues } from '../src/modules/figures/evaluation/evaluate.ts';
import type { Reading } from '../src/modules/figures/evaluation/expression.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import { inTurn, timed, type Measure, type Sized } from './measure.ts';

const on = Temporal.PlainDate.from('2022-11-18');

const members: Reading = {
  expression: {
    type: 'count',
    collection: 'statuses',
    where: [
      { dimension: 'institution', in: ['reseau'] },
      { dimension: 'status', in: ['member'] },
    ],
  },
  certainties: ['confirmed'],
};

/** What someone who knows the tables by heart would write. */
const byHand = `
  select count(*)::int as value from status
  where institution_id = $1 and status = 'member' and certainty = 'confirmed' and retained and valid @> $2::date and recorded @> $3::bigint`;

/** A figure that counts members on a day, against the same count written by hand on the same rows. */
export const counting: Benchmark = {
  name: 'count',
  async run(bench: Bench): Promise<Measure[]> {
    const sizes: Sized[] = [];
    for (const parties of bench.sizes([1_000, 10_000, 100_000])) {
      const { query, act } = await bench.register(parties);
      const [known] = await query('select max(number)::int as revision, (select id from party where slug = $1) as network from revision', [
        'reseau',
      ]);
      const revision = Number(known!['revision']) - 2;
      const byFigure = async () => (await evaluateValues(act(), [{ reading: members, at: { on, revision } }]))[0];
      const bySql = async () => (await query(byHand, [known!['network'], on.toString(), revision]))[0]!['value'];
      if ((await byFigure()) !== (await bySql())) throw new Error('The figure and the count by hand differ');
      const times = Math.max(3, 20_000 / parties);
      sizes.push({
        label: `${parties.toLocaleString('en')} rows`,
        ...(await inTurn(bench.runs, { ours: () => timed(byFigure, times), yardstick: () => timed(bySql, times) })),
      });
    }
    return [
      {
        title: 'Evaluating a count as of a day',
        ours: 'the value of a figure that counts the confirmed members of an institution, from its typed expression: names resolved, compiled to SQL, run',
        yardstick: '`select count(*)` with the same conditions, by someone who knows the tables and the identifiers',
        unit: 'ms',
        sizes,
        target: { atMost: 1.5, sizes: ['100,000 rows'] },
        notes: ['What does not depend on the rows (resolving the names of parties, planning) is what the smaller sizes show.'],
      },
    ];
  },
};
