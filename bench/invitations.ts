import { computeList } from '../src/modules/events/invitations/compute.ts';
import type { RuleBlock } from '../src/modules/events/invitations/rules.ts';
import { getPartyDossier } from '../src/modules/register/parties/dossier.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import type { Database } from './databases.ts';
import { fillDues } from './dues.ts';
import { fillRegister } from './large-register.ts';
import { inTurn, timed, type Measure, type Sized } from './measure.ts';

const networks = [350, 3_500] as const;
const meetingId = '00000000-0000-4000-8000-0000000000e1';

/** Every condition that reads something else: standing, category, head, arrears, the State's status. */
const blocks: RuleBlock[] = [
  { conditions: [{ kind: 'standing', accepted: ['member', 'associate'] }] },
  { conditions: [{ kind: 'category', accepted: ['city', 'region'] }] },
  { conditions: [{ kind: 'head', unconfirmed: false }] },
  {
    conditions: [
      { kind: 'arrears', years: 2 },
      { kind: 'stateStatus', institution: 'aimf', accepted: ['member'] },
    ],
  },
];

/** Who is invited and who is not, each with the reason in a sentence; ten pages of a party are the yardstick. */
export const invitations: Benchmark = {
  name: 'invitations',
  async run(bench: Bench): Promise<Measure[]> {
    const sizes: Sized[] = [];
    // The network's own size is the one that the target speaks of: it is measured on a quick run too.
    for (const members of new Set([networks[0], ...bench.sizes(networks)])) {
      const database = await bench.databases.create(`invitations_${members}`);
      await fillRegister(database, members);
      await fillDues(database);
      await fillRule(database);
      const [last] = await database.query('select max(number)::int as number from revision');
      const at = { on: Temporal.PlainDate.from('2026-11-23'), revision: Number(last!['number']) };
      const act = database.act();
      const list = await computeList(act, meetingId, at);
      if (list?.lines.length !== members) throw new Error(`The list has ${list?.lines.length} lines`);
      const { ours, yardstick } = await inTurn(bench.runs, {
        ours: () =>
          timed(async () => {
            const { lines } = (await computeList(act, meetingId, at))!;
            for (const { reason } of lines) reason('fr');
          }),
        yardstick: async () => {
          let city = 0;
          return 10 * (await timed(() => getPartyDossier(database.db, `ville-${((city += 37) % members) + 1}`, at), 10));
        },
      });
      sizes.push({ label: `${members.toLocaleString('en')} members`, ours, yardstick });
      await bench.databases.drop(database);
    }
    return [
      {
        title: 'The list of invitations',
        ours: 'every member in or out by a rule of five kinds of conditions, with the reason in a sentence',
        yardstick: 'the pages of ten parties',
        unit: 'ms',
        sizes,
        target: { atMost: 1, sizes: ['350 members'] },
      },
    ];
  },
};

/** The network under its usual address, an event and its rule. */
async function fillRule({ query }: Pick<Database, 'query'>): Promise<void> {
  await query(`update party set slug = 'aimf' where slug = 'reseau'`);
  await query(
    `insert into meeting (id, event_id, slug, time_zone, languages, delegates_each, created_at, created_by)
     select $1, id, 'congres', 'Africa/Lome', '{fr}', 2, now(), 'bench' from event limit 1`,
    [meetingId],
  );
  await query(
    `insert into invitation_rule (id, meeting_id, number, blocks, at, by) values (gen_random_uuid(), $1, 1, $2::jsonb, now(), 'bench')`,
    [meetingId, JSON.stringify(blocks)],
  );
}
