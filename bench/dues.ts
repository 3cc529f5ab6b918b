import { getPartyDossier } from '../src/modules/register/parties/dossier.ts';
import { findArrearsByMandate } from '../src/modules/membership/dues/arrears/by-mandate.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import type { Database } from './databases.ts';
import { fillRegister } from './large-register.ts';
import { inTurn, timed, type Measure, type Sized } from './measure.ts';

const networks = [350, 3_500] as const;
/** Years of dues of each member; one in three of them is unpaid, one in five was reminded. */
const years = 12;

/** What every member owes, by year and by mandate, with what each head inherited; ten pages of a party are the yardstick. */
export const dues: Benchmark = {
  name: 'dues',
  async run(bench: Bench): Promise<Measure[]> {
    const sizes: Sized[] = [];
    // The network's own size is the one that the target speaks of: it is measured on a quick run too.
    for (const members of new Set([networks[0], ...bench.sizes(networks)])) {
      const database = await bench.databases.create(`dues_${members}`);
      await fillRegister(database, members);
      await fillDues(database);
      const ids = (await database.query(`select id from party where slug like 'ville-%'`)).map((row) => String(row['id']));
      const [last] = await database.query('select max(number)::int as number from revision');
      const at = { on: Temporal.PlainDate.from('2026-11-23'), revision: Number(last!['number']) };
      const { ours, yardstick } = await inTurn(bench.runs, {
        ours: () => timed(() => findArrearsByMandate(database.db, at, ids)),
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
        title: 'Arrears by mandate',
        ours: `what every member owes over ${years} years, under which head each year fell due, what the present head inherited`,
        yardstick: 'the pages of ten parties',
        unit: 'ms',
        sizes,
        target: { atMost: 1, sizes: ['350 members'] },
      },
    ];
  },
};

const fact = 'id, fact_id, valid, from_precision, to_precision, recorded, source_id, certainty';

/** Two heads for each city, and its dues, called, paid in part and reminded. Written by the database, as the register is. */
export async function fillDues({ query }: Pick<Database, 'query'>): Promise<void> {
  await query(`create table member as select id, row_number() over (order by slug) as n from party where slug like 'ville-%'`);
  await query(`insert into person (id, revision) select md5(n || ' ' || turn)::uuid, 1 from member, generate_series(1, 2) turn`);
  await query(`
    insert into person_name (${fact}, person_id, name, sort_key)
    select gen_random_uuid(), gen_random_uuid(), daterange(null, null), null, null, int8range(1, null), source.id, 'confirmed', person.id, 'Personne ' || left(person.id::text, 8), 'P'
    from person, (select id from source limit 1) source`);
  await query(
    `insert into office (id, slug, party_id, title, revision) select md5('office ' || n)::uuid, 'maire-' || n, id, 'mayor', 1 from member`,
  );
  await query(`
    insert into mandate (${fact}, office_id, person_id, accession)
    select gen_random_uuid(), gen_random_uuid(), days, 'day', case when not upper_inf(days) then 'day' end, int8range(1, null), source.id, 'confirmed',
      md5('office ' || n)::uuid, md5(n || ' ' || turn)::uuid, 'elected'
    from member, (select id from source limit 1) source,
      (values (1, daterange('2014-03-30', '2022-07-03')), (2, daterange('2022-07-03', null))) terms (turn, days)`);
  await query(`
    insert into due_call (id, party_id, year, kind, number, amount_cents, currency, called_on, due_on, reference, basis, at, by)
    select md5(n || ' call ' || year)::uuid, id, year, 'due', 1, 55000, 'EUR', make_date(year, 2, 1), make_date(year, 3, 31),
      'RF00' || year || lpad(n::text, 6, '0'), '{"rule":"taken_over"}', now(), 'bench'
    from member, generate_series(${2027 - years}, 2026) year`);
  await query(`
    insert into ledger_entry (id, number, kind, party_id, year, booked_on, debit, credit, amount_cents, currency, label, call_id, at, by)
    select gen_random_uuid(), row_number() over (), 'call', party_id, year, called_on, 'member', 'dues', amount_cents, 'EUR', 'Cotisation', id, at, by from due_call`);
  await query(`
    insert into due_payment (id, party_id, received_on, amount_cents, currency, received_cents, year, at, by)
    select md5(id || ' payment')::uuid, party_id, due_on, amount_cents, 'EUR', amount_cents, year, at, by from due_call where hashtext(id::text) % 3 <> 0`);
  await query(`
    insert into ledger_entry (id, number, kind, party_id, year, booked_on, debit, credit, amount_cents, currency, label, payment_id, at, by)
    select gen_random_uuid(), (select max(number) from ledger_entry) + row_number() over (), 'payment', party_id, year, received_on, 'bank', 'member', received_cents, 'EUR', 'Paiement', id, at, by
    from due_payment`);
  await query(`
    insert into due_reminder (id, party_id, call_id, year, level, channel, sent_on, recipients, subject, body, open_cents, at, by)
    select gen_random_uuid(), party_id, id, year, 1, 'mail', due_on + 30, '[{"name":"Mairie","address":"mairie@exemple.org"}]', 'Rappel', '', amount_cents, at, by
    from due_call where hashtext(id::text) % 5 = 0`);
  await query('drop table member');
  await query('vacuum (analyze)');
}
