import { insertFigure, publishVersion } from '../src/modules/figures/definitions/commands.ts';
import { findPublished } from '../src/modules/figures/definitions/queries.ts';
import { listDrift } from '../src/modules/figures/drift/queries.ts';
import { evaluateValues, resolveMoment } from '../src/modules/figures/evaluation/evaluate.ts';
import type { Reading } from '../src/modules/figures/evaluation/expression.ts';
import { freeze } from '../src/modules/figures/snapshots/commands.ts';
import { endFact, factKinds, inRevision } from '../src/modules/register/index.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import type { Database } from './databases.ts';
import { fillRegister } from './large-register.ts';
import { inTurn, timed, type Measure, type Sized } from './measure.ts';

/** As many members as a network has. */
const parties = 350;
const on = Temporal.PlainDate.from('2025-11-19');

/** Which published sentences no longer hold after one change, against evaluating once the figures that they quote. */
export const drift: Benchmark = {
  name: 'drift',
  async run(bench: Bench): Promise<Measure[]> {
    const sizes: Sized[] = [];
    for (const figures of bench.sizes([2, 20, 200])) {
      const database = await bench.databases.create(`drift_${figures}`);
      await fillRegister(database, parties);
      const readings = await publishFigures(database, figures);
      await quote(database, 50);
      await endOneMembership(database);
      const act = database.act();
      const found = await listDrift(act);
      const at = await resolveMoment(act, {});
      const evaluateAll = () =>
        evaluateValues(
          act,
          readings.map((reading) => ({ reading, at })),
        );
      const { ours, yardstick } = await inTurn(bench.runs, {
        ours: () => timed(() => listDrift(act), 3),
        yardstick: () => timed(evaluateAll, 3),
      });
      sizes.push({
        label: `${(figures * 50).toLocaleString('en')} citations of ${figures} figures`,
        ours,
        yardstick,
        detail: `${found.length.toLocaleString('en')} sentences found`,
      });
      await database.close();
    }
    return [
      {
        title: 'Drift after one change',
        ours: 'the list of every published sentence whose figure changed, on its own day and today, with what becomes of its hedge',
        yardstick: 'evaluating each of those figures once, all in few statements',
        unit: 'ms',
        sizes,
        target: { atMost: 3, sizes: ['10,000 citations of 200 figures'] },
        notes: [
          `In a register of ${parties} members. Each figure is evaluated twice, on the day of its snapshot and today: 2 is the least.`,
        ],
      },
    ];
  },
};

/** Figures that differ by the day since which a member must have been one; each is frozen. */
async function publishFigures(database: Database, count: number): Promise<Reading[]> {
  const act = database.act();
  const readings: Reading[] = [];
  for (let number = 0; number < count; number += 1) {
    const slug = `membres-${number}`;
    const since = Temporal.PlainDate.from('1985-01-01').add({ days: number });
    await insertFigure(act, slug, {
      nameFr: 'Membres',
      nameEn: 'Members',
      ruleFr: 'Les membres confirmés.',
      ruleEn: 'Confirmed members.',
      unitFr: 'membres',
      unitEn: 'members',
      expression: {
        type: 'count',
        collection: 'statuses',
        where: [
          { dimension: 'institution', in: ['reseau'] },
          { dimension: 'status', in: ['member'] },
          { dimension: 'since', from: since.toString() },
        ],
      },
      certainties: ['confirmed'],
      alternatives: [],
    });
    await publishVersion(act, slug);
    await freeze(act, slug, { on });
    readings.push((await findPublished(act, slug)).reading);
  }
  return readings;
}

/** Sentences that quote each snapshot, in texts of twenty sentences. */
async function quote({ query }: Database, each: number): Promise<void> {
  await query(
    `insert into citation (id, text_ref, text_title, text_path, lang, position, sentence, figure_version_id, snapshot_code, hedge, bound, signed_by, recorded_at)
     select gen_random_uuid(), 'publishing:' || n / 20, 'Compte rendu ' || n / 20, '/textes/' || n / 20, 'fr', n % 20,
       'Le réseau compte ' || value || ' membres, dans une phrase longue comme on les écrit.', figure_version_id, code, 'exactly', value, 'Awa Diop', now()
     from (select snapshot.*, row_number() over (order by code, number) as n from snapshot, generate_series(1, $1::int) number) quoted`,
    [each],
  );
  await query('vacuum (analyze)');
}

/** The change: the member that all the figures count leaves. */
async function endOneMembership(database: Database): Promise<void> {
  const [fact] = await database.query(
    `select fact_id from status where status = 'member' and certainty = 'confirmed' and upper_inf(valid) order by lower(valid) desc limit 1`,
  );
  const to = { date: Temporal.PlainDate.from('2025-06-01'), precision: 'day' } as const;
  await inRevision(database.act(), { command: 'bench', reason: 'départ' }, (rev) =>
    endFact(rev, factKinds.status, String(fact!['fact_id']), { to }),
  );
}
