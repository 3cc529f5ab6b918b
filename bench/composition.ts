import { getComposition } from '../src/modules/register/bodies/queries.ts';
import { getPartyDossier } from '../src/modules/register/parties/dossier.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import type { Database } from './databases.ts';
import { fillRegister } from './large-register.ts';
import { inTurn, timed, type Measure, type Sized } from './measure.ts';

const networks = [350, 3_500] as const;
const firstYear = 2001;
const years = 25;
/** Seats of the Bureau; it is elected every two years, a mayor every five. */
const seats = 30;

/** Who sits in the Bureau on any day of twenty-five years, vacant seats included; ten pages of a party are the yardstick. */
export const composition: Benchmark = {
  name: 'composition',
  async run(bench: Bench): Promise<Measure[]> {
    const sizes: Sized[] = [];
    // The network's own size is the one that the target speaks of: it is measured on a quick run too.
    for (const members of new Set([networks[0], ...bench.sizes(networks)])) {
      const database = await bench.databases.create(`composition_${members}`);
      await fillRegister(database, members);
      await fillBureau(database);
      const [bureau] = await database.query(`select id from body where slug = 'bureau'`);
      const [last] = await database.query('select max(number)::int as number from revision');
      const revision = Number(last!['number']);
      const { ours, yardstick } = await inTurn(bench.runs, {
        ours: () => {
          let day = 0;
          return timed(() => {
            day = (day + 997) % (years * 365);
            return getComposition(database.db, String(bureau!['id']), {
              on: Temporal.PlainDate.from(`${firstYear}-01-02`).add({ days: day }),
              revision,
            });
          }, 50);
        },
        yardstick: async () => {
          let city = 0;
          const at = { on: Temporal.PlainDate.from('2022-11-18'), revision };
          return 10 * (await timed(() => getPartyDossier(database.db, `ville-${((city += 37) % members) + 1}`, at), 50));
        },
      });
      sizes.push({ label: `${members.toLocaleString('en')} members`, ours, yardstick });
      await bench.databases.drop(database);
    }
    return [
      {
        title: 'Composition of the Bureau on any day',
        ours: `who sits in a Bureau of ${seats} on a day of ${years} years, and which seats are vacant because a mandate ended`,
        yardstick: 'the pages of ten parties',
        unit: 'ms',
        sizes,
        target: { atMost: 1, sizes: ['350 members'] },
      },
    ];
  },
};

const fact = 'id, fact_id, valid, from_precision, to_precision, recorded, source_id, certainty';

/** A head every five years for each city, and a Bureau elected every two among them. Written by the database, as the register is. */
async function fillBureau({ query }: Pick<Database, 'query'>): Promise<void> {
  await query(`create table member as select id, row_number() over (order by slug) as n from party where slug like 'ville-%'`);
  await query(`create table term as
    select id as party_id, n, turn, md5('person ' || n || ' ' || turn)::uuid as person_id,
      daterange(make_date(${firstYear} + 5 * turn, 1 + (n % 12)::int, 1), make_date(${firstYear + 5} + 5 * turn, 1 + (n % 12)::int, 1)) as days
    from member, generate_series(0, ${years / 5}) turn`);
  await query(`insert into person (id, revision) select person_id, 1 from term`);
  await query(`
    insert into person_name (${fact}, person_id, name, sort_key)
    select gen_random_uuid(), gen_random_uuid(), daterange(null, null), null, null, int8range(1, null), source.id, 'confirmed', person.id, 'Personne ' || left(person.id::text, 8), 'P'
    from person, (select id from source limit 1) source`);
  await query(
    `insert into office (id, slug, party_id, title, revision) select md5('office ' || n)::uuid, 'maire-' || n, id, 'mayor', 1 from member`,
  );
  await query(`
    insert into mandate (${fact}, office_id, person_id, accession, expected_end, expected_end_precision)
    select gen_random_uuid(), gen_random_uuid(), days, 'day', 'day', int8range(1, null), source.id, 'confirmed', md5('office ' || n)::uuid, person_id, 'elected', upper(days), 'month'
    from term, (select id from source limit 1) source`);
  await query(
    `insert into body (id, slug, institution_id, kind, name_fr, revision) select gen_random_uuid(), 'bureau', id, 'bureau', 'Bureau', 1 from party where slug = 'reseau'`,
  );
  await query(`
    insert into seat (${fact}, body_id, party_id, person_id, function)
    select gen_random_uuid(), gen_random_uuid(), daterange(elected, (elected + interval '2 years')::date), 'day', 'day', int8range(1, null), source.id, 'confirmed',
      body.id, term.party_id, term.person_id, case when term.n % ${seats} = 1 then 'president' else 'member' end
    from body, (select id from source limit 1) source,
      (select generate_series(date '${firstYear}-12-01', date '${firstYear + years}-12-01', interval '2 years')::date as elected) elections
      join term on term.n <= ${seats} and term.days @> elected`);
  await query('drop table member, term');
  await query('vacuum (analyze)');
}
