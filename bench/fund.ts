import { eq } from 'drizzle-orm';
import type { Act } from '../src/kernel/act.ts';
import type { User } from '../src/kernel/actor.ts';
import { countDossiers, listDossiers } from '../src/modules/fund/applications/desk/queries.ts';
import { listDesk } from '../src/modules/fund/appraisal/desk/queries.ts';
import { readBalances } from '../src/modules/fund/ledger/queries.ts';
import { readStatement } from '../src/modules/fund/money/donors/statement/queries.ts';
import { fundDonorAgreement } from '../src/modules/fund/money/donors/schema.ts';
import { readPortfolio } from '../src/modules/fund/portfolio/queries.ts';
import { listProjects } from '../src/modules/fund/projects/queries.ts';
import { listWaiting } from '../src/modules/fund/waiting/queries.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import type { Database } from './databases.ts';
import { fillFund, fundToday } from './large-fund.ts';
import { fillRegister } from './large-register.ts';
import { inTurn, timed, type Measure, type Sized } from './measure.ts';

const dossiers = [1_000, 10_000, 100_000] as const;
const members = 350;

/** A page of the fund, as the product answers it and as the plainest SQL answers the same. */
interface Compared {
  title: string;
  ours: string;
  yardstick: string;
  answer(act: Act): Promise<unknown>;
  plain(database: Database): Promise<unknown>;
  /** What takes seconds at the largest size is measured once a round, other things five times. */
  isLong?: true;
}

const firstPage = { page: 1, size: 50 };
const latest = { key: 'deposited', direction: 'descending' } as const;

const pages: readonly Compared[] = [
  {
    title: 'Dossiers, filtered',
    ours: 'the first fifty dossiers of a call that ask for 60,000 € or more and bear the gender marker, with cities and States, how many there are and what they ask for',
    yardstick: 'one statement for the rows of the same dossiers and one for their number, without cities or States',
    answer: async (act) => {
      const filter = { call: 'appel-3', marker: 'gender', score: 2, leastCents: 60_000_00 } as const;
      await listDossiers(act, filter, latest, firstPage);
      await countDossiers(act, filter);
    },
    plain: async ({ query }) => {
      const where = `from fund_dossier dossier join fund_call call on call.id = dossier.call_id
        join fund_dossier_now now on now.dossier_id = dossier.id
        join fund_dossier_version version on version.dossier_id = dossier.id and version.number = now.version
        where call.slug = 'appel-3' and version.gender = 2 and version.requested_cents >= 6000000`;
      await query(
        `select dossier.reference, version.title, now.state, version.requested_cents ${where} order by now.deposited_at desc, dossier.id desc limit 50`,
      );
      await query(`select count(*), sum(version.requested_cents) ${where}`);
    },
  },
  {
    title: 'Dossiers, all of them',
    ours: 'the first fifty dossiers with cities and States, how many there are and what they ask for',
    yardstick: 'one statement for the rows of the same dossiers and one for their number, without cities or States',
    answer: async (act) => {
      await listDossiers(act, {}, latest, firstPage);
      await countDossiers(act, {});
    },
    plain: async ({ query }) => {
      await query(`select dossier.reference, version.title, now.state, version.requested_cents from fund_dossier_now now
        join fund_dossier dossier on dossier.id = now.dossier_id
        join fund_dossier_version version on version.dossier_id = dossier.id and version.number = now.version
        order by now.deposited_at desc, dossier.id desc limit 50`);
      await query('select count(*), sum(requested_cents) from fund_dossier_now where version is not null');
    },
  },
  {
    title: 'Projects, filtered',
    ours: 'the first fifty projects under way whose title says a word, with their cities, and how many there are',
    yardstick: 'one statement for the same rows and one for their number, without cities',
    answer: (act) =>
      listProjects(act, { state: 'active', words: 'a1' }, { sort: { key: 'amount', direction: 'descending' }, page: 1, size: 50 }),
    plain: async ({ query }) => {
      const where = `from fund_project project join fund_award award on award.id = project.award_id
        where project.title_fr ilike '%a1%' and (select state from fund_project_step where project_id = project.id order by number desc limit 1) = 'active'`;
      await query(
        `select project.reference, project.title_fr, award.granted_cents ${where} order by award.granted_cents desc, project.reference desc limit 50`,
      );
      await query(`select count(*) ${where}`);
    },
  },
  {
    title: 'Dossiers under appraisal',
    ours: 'the dossiers of an officer that are under way, longest waiting first, with opinions in and awaited',
    yardstick: 'one statement for the same dossiers, without opinions',
    answer: (act) => listDesk(act, { filter: 'mine' }),
    plain: ({ query }) =>
      query(`select dossier.reference, dossier.title, now.state, now.since from fund_dossier_now now
        join fund_dossier dossier on dossier.id = now.dossier_id
        where now.state in ('submitted', 'completion_asked', 'admissible', 'appraised', 'on_agenda', 'deferred', 'reserve')
          and (select user_id from fund_officer where dossier_id = dossier.id order by number desc limit 1) = 'officer-1'
        order by now.since limit 500`),
  },
  {
    title: 'What is waiting',
    ours: 'the first fifty things that wait for an officer anywhere in the fund, longest waiting first, with cities; how many there are, for whom, and how many are late',
    yardstick: 'one statement for the last state of each dossier, project, payment and report that waits, unsorted and without cities',
    answer: (act) => listWaiting(act, { whom: 'mine' }, { sort: { key: 'since', direction: 'ascending' }, ...firstPage }),
    plain: ({ query }) =>
      query(`select dossier_id, state from fund_dossier_now where state in ('submitted', 'completion_asked', 'admissible', 'appraised', 'on_agenda', 'deferred', 'reserve')
        union all select project_id, state from (select distinct on (project_id) project_id, state from fund_project_step order by project_id, number desc) project
          where state in ('awarded', 'agreement_sent', 'completed')
        union all select payment_id, state from (select distinct on (payment_id) payment_id, state from fund_payment_step order by payment_id, number desc) payment
          where state not in ('executed', 'returned')
        union all select due.id, report.state from fund_report_due due
          left join (select distinct on (report_id) report_id, state from fund_report_step order by report_id, number desc) report on report.report_id = due.id
          where report.state is distinct from 'accepted' and due.period_to < '2026-11-23'`),
  },
  {
    title: 'The portfolio',
    isLong: true,
    ours: 'every project by year, purse, stage, State, theme, donor and five markers, with what was granted, committed, paid and justified; instalments by year; what is late',
    yardstick:
      'one statement that adds what was granted by year and marker, one what the ledger paid and justified by project, one by theme, one by donor',
    answer: (act) => readPortfolio(act, {}),
    plain: async ({ query }) => {
      const money = `select project_id, sum(amount_cents) filter (where credit = 'bank') as paid, sum(amount_cents) filter (where debit = 'grants') as justified
        from fund_entry where 'advances' in (debit, credit) group by project_id`;
      const projects = `fund_project project join fund_award award on award.id = project.award_id
        join fund_dossier_version version on version.dossier_id = award.dossier_id and version.number = award.version`;
      await query(`select extract(year from award.at), version.gender, count(*), sum(award.granted_cents) from ${projects} group by 1, 2`);
      await query(`select sum(paid), sum(justified) from (${money}) money`);
      await query(`select sector.theme, sum(award.granted_cents * sector.share) from ${projects}
        join fund_dossier_sector sector on sector.dossier_id = award.dossier_id and sector.version = award.version group by 1`);
      await query(`select agreement.donor_id, sum(allocation.amount_cents) from fund_allocation allocation
        join fund_donor_agreement agreement on agreement.id = allocation.donor_agreement_id group by 1`);
    },
  },
  {
    title: 'The statement of a donor',
    ours: 'what became of an agreement by the end of a day: each of its hundred projects, each expense that it paid, from the ledger',
    yardstick: 'one statement that adds its entries by project and accounts, and one its justifications by expense',
    answer: async (act) => {
      const [agreement] = await act.db.select().from(fundDonorAgreement).where(eq(fundDonorAgreement.reference, '2016-B0001'));
      await readStatement(act, agreement!, fundToday);
    },
    plain: async ({ query }) => {
      const where = `from fund_entry where donor_agreement_id = (select id from fund_donor_agreement where reference = '2016-B0001') and booked_on <= '2026-11-23'`;
      await query(`select project_id, debit, credit, sum(amount_cents) ${where} group by 1, 2, 3`);
      await query(`select expense_id, sum(amount_cents) ${where} and debit = 'grants' group by 1`);
    },
  },
  {
    title: 'The balances of the ledger',
    isLong: true,
    ours: 'what each account holds in each currency on a day',
    yardstick: 'one statement that adds the debits of each account, and one its credits',
    answer: ({ db }) => readBalances(db, fundToday),
    plain: async ({ query }) => {
      for (const side of ['debit', 'credit'])
        await query(`select ${side}, currency, sum(amount_cents) from fund_entry where booked_on <= '2026-11-23' group by 1, 2`);
    },
  },
];

/** Lists, desks and accounts of the fund, each beside the plainest SQL that answers the same. */
export const fund: Benchmark = {
  name: 'fund',
  async run(bench: Bench): Promise<Measure[]> {
    const seen = new Map<Compared, Sized[]>(pages.map((page) => [page, []]));
    for (const size of bench.sizes(dossiers)) {
      const database = await bench.databases.create(`fund_${size}`);
      await fillRegister(database, members);
      await fillFund(database, size);
      const [{ count }] = (await database.query('select count(*)::int as count from fund_entry')) as [{ count: number }];
      const label = `${size.toLocaleString('en')} dossiers, ${count.toLocaleString('en')} entries`;
      bench.say(label);
      const act: Act = { ...database.act(), actor: officer, now: fundToday.toZonedDateTime('Europe/Paris').toInstant() };
      for (const [page, sizes] of seen) {
        const { ours, yardstick } = await inTurn(bench.runs, {
          ours: () => timed(() => page.answer(act), page.isLong ? 1 : 5),
          yardstick: () => timed(() => page.plain(database), page.isLong ? 1 : 5),
        });
        sizes.push({ label, ours, yardstick });
      }
      await bench.databases.drop(database);
    }
    return pages.map((page) => ({ title: page.title, ours: page.ours, yardstick: page.yardstick, unit: 'ms', sizes: seen.get(page)! }));
  },
};

const officer: User = { kind: 'user', id: 'officer-1', name: 'Awa Diop', role: 'officer' };
