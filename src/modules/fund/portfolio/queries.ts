import { type SQL, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { asKnownNow, findPartiesById, findStatesOf } from '../../register/index.ts';
import type { Localized } from '../../../kernel/i18n/lang.ts';
import { mayReadFund } from '../policy.ts';
import { awardYear, type ProjectCut, whereCut } from '../projects/cut.ts';
import type { Marker } from '../vocabulary.ts';
import { markers } from '../vocabulary.ts';

/** What projects come to, in one currency. */
export interface Sum {
  currency: string;
  count: number;
  grantedCents: number;
  commitmentCents: number;
  paidCents: number;
  justifiedCents: number;
}

/** What the projects of one value of a cut come to; `key` is what the list behind is narrowed by. */
export interface Slice extends Sum {
  key: string;
}

/** What is late, and how many. */
export interface Late {
  reports: number;
  instalments: number;
  unsigned: number;
}

/** What is promised for a year, by the days on which instalments are expected, and what of it is paid. */
export interface YearPlan {
  year: number;
  currency: string;
  promisedCents: number;
  paidCents: number;
}

/** The projects of a cut, counted every way that the network looks at them. */
export interface Portfolio {
  totals: Sum[];
  byYear: Slice[];
  byPurse: Slice[];
  byState: Slice[];
  byMarker: Record<Marker, Slice[]>;
  byCountry: (Slice & { name: Localized | null })[];
  /** Amounts are divided as the dossier divides itself among its themes; a project counts in each. */
  byTheme: (Slice & { name: Localized | null })[];
  byDonor: (Slice & { name: Localized | null })[];
  plans: YearPlan[];
  late: Late;
}

const dimensions = ['year', 'purse', 'state', ...markers] as const;

/** The portfolio of a cut; cancelled projects are counted by their state alone. @throws Forbidden */
export async function readPortfolio(act: Act, cut: ProjectCut): Promise<Portfolio> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const where = (await whereCut(act, cut)) ?? sql`true`;
  const { rows } = await act.db.execute<
    Record<(typeof dimensions)[number] | 'currency' | 'lead_id', string | null> & SumRow & { grouped: string }
  >(sql`
    with chosen as materialized (${chosen(where)}),
    money as materialized (${money()})
    select chosen.currency, year::text, purse, state, lead_id,
      gender::text, adaptation::text, mitigation::text, biodiversity::text, desertification::text,
      -- Which of them the row is about: the bit of a dimension is 0 where it is grouped by.
      grouping(year, purse, state, lead_id, gender, adaptation, mitigation, biodiversity, desertification)::text as grouped,
      count(*)::int as count, sum(granted)::text as granted, sum(commitment)::text as commitment,
      coalesce(sum(paid), 0)::text as paid, coalesce(sum(justified), 0)::text as justified
    from chosen left join money on money.project_id = chosen.id
    group by grouping sets ((chosen.currency), (chosen.currency, year), (chosen.currency, purse), (chosen.currency, state), (chosen.currency, lead_id),
      (chosen.currency, gender), (chosen.currency, adaptation), (chosen.currency, mitigation), (chosen.currency, biodiversity), (chosen.currency, desertification))`);
  const order = ['year', 'purse', 'state', 'lead_id', ...markers] as const;
  const sliceOf = (name: (typeof order)[number]) => {
    const all = 2 ** order.length - 1;
    const mask = String(all - 2 ** (order.length - 1 - order.indexOf(name)));
    return rows
      .filter(({ grouped }) => grouped === mask)
      .map((row): Slice => ({ key: row[name] ?? 'none', ...readSum(row.currency!, row) }));
  };
  const none = String(2 ** order.length - 1);
  return {
    totals: rows.filter(({ grouped }) => grouped === none).map((row) => readSum(row.currency!, row)),
    byYear: sliceOf('year').toSorted((one, other) => Number(one.key) - Number(other.key)),
    byPurse: sliceOf('purse'),
    byState: sliceOf('state'),
    byMarker: Object.fromEntries(markers.map((marker) => [marker, sliceOf(marker).toSorted(byKey)])) as Record<Marker, Slice[]>,
    byCountry: await nameCountries(act, sliceOf('lead_id')),
    byTheme: await readThemes(act, where),
    byDonor: await readDonors(act, where),
    plans: await readPlans(act, where),
    late: await countLate(act, where),
  };
}

/** The projects of a cut with what they are counted by, as the version that was voted says. */
function chosen(where: SQL): SQL {
  return sql`
    select fund_project.id, fund_project.lead_id, fund_project.purse, fund_award.currency, fund_award.granted_cents as granted, fund_award.commitment_cents as commitment,
      ${awardYear} as year, version.gender, version.adaptation, version.mitigation, version.biodiversity, version.desertification,
      fund_award.dossier_id, fund_award.version,
      (select state from fund_project_step where project_id = fund_project.id order by number desc limit 1) as state
    from fund_project join fund_award on fund_award.id = fund_project.award_id
    join fund_dossier_version version on version.dossier_id = fund_award.dossier_id and version.number = fund_award.version
    where ${where}`;
}

/** What each project was paid and justified, from the ledger. */
function money(): SQL {
  return sql`
    select project_id,
      sum(case when debit = 'advances' and credit = 'bank' then amount_cents when debit = 'bank' and credit = 'advances' then -amount_cents end) as paid,
      sum(case when debit = 'grants' then amount_cents when credit = 'grants' then -amount_cents end) as justified
    from fund_entry where project_id is not null and ('advances' in (debit, credit)) group by project_id`;
}

type SumRow = { count: number; granted: string; commitment: string; paid: string; justified: string };

function readSum(currency: string, { count, granted, commitment, paid, justified }: SumRow): Sum {
  return {
    currency,
    count,
    grantedCents: Math.round(Number(granted)),
    commitmentCents: Math.round(Number(commitment)),
    paidCents: Math.round(Number(paid)),
    justifiedCents: Math.round(Number(justified)),
  };
}

function byKey(one: Slice, other: Slice): number {
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}

/** The cities of each State together, the most granted first; `none`: the register does not say. */
async function nameCountries(act: Act, leads: readonly Slice[]): Promise<Portfolio['byCountry']> {
  const at = await asKnownNow(act);
  const states = await findStatesOf(
    act.db,
    at,
    leads.map(({ key }) => key),
  );
  const parties = await findPartiesById(act.db, [...new Set(states.values())], at);
  const grouped = Map.groupBy(leads, ({ key, currency }) => `${states.get(key) ?? 'none'} ${currency}`);
  return [...grouped.values()]
    .map((of) => {
      const party = parties.get(states.get(of[0]!.key) ?? '');
      return { ...addUp(of), key: party?.slug ?? 'none', name: party?.name ?? null };
    })
    .toSorted((one, other) => other.grantedCents - one.grantedCents);
}

function addUp(of: readonly Slice[]): Slice {
  const sum = (read: (one: Slice) => number) => of.reduce((total, one) => total + read(one), 0);
  return {
    key: of[0]!.key,
    currency: of[0]!.currency,
    count: sum((one) => one.count),
    grantedCents: sum((one) => one.grantedCents),
    commitmentCents: sum((one) => one.commitmentCents),
    paidCents: sum((one) => one.paidCents),
    justifiedCents: sum((one) => one.justifiedCents),
  };
}

async function readThemes(act: Act, where: SQL): Promise<Portfolio['byTheme']> {
  const { rows } = await act.db.execute<
    SumRow & { theme: string | null; name_fr: string | null; name_en: string | null; currency: string }
  >(sql`
    with chosen as materialized (${chosen(where)}), money as materialized (${money()})
    select sector.theme, theme.name_fr, theme.name_en, chosen.currency, count(distinct chosen.id)::int as count,
      sum(granted * sector.share / 10000.0)::text as granted, sum(commitment * sector.share / 10000.0)::text as commitment,
      coalesce(sum(paid * sector.share / 10000.0), 0)::text as paid, coalesce(sum(justified * sector.share / 10000.0), 0)::text as justified
    from chosen left join money on money.project_id = chosen.id
    join fund_dossier_sector sector on sector.dossier_id = chosen.dossier_id and sector.version = chosen.version
    left join fund_theme theme on theme.code = sector.theme
    group by sector.theme, theme.name_fr, theme.name_en, chosen.currency order by sum(granted * sector.share) desc`);
  return rows.map((row) => ({
    key: row.theme ?? 'none',
    name: row.name_fr ? { fr: row.name_fr, en: row.name_en! } : null,
    ...readSum(row.currency, row),
  }));
}

/** What each donor gave of the projects, in their currency; its justified part is what the ledger traces to it. */
async function readDonors(act: Act, where: SQL): Promise<Portfolio['byDonor']> {
  const { rows } = await act.db.execute<SumRow & { donor_id: string; currency: string }>(sql`
    with chosen as materialized (${chosen(where)}),
    money as materialized (
      select allocation_id,
        sum(case when debit = 'advances' and credit = 'bank' then amount_cents when debit = 'bank' and credit = 'advances' then -amount_cents end) as paid,
        sum(case when debit = 'grants' then amount_cents when credit = 'grants' then -amount_cents end) as justified
      from fund_entry where allocation_id is not null and 'advances' in (debit, credit) group by allocation_id)
    select agreement.donor_id, allocation.currency, count(distinct chosen.id)::int as count,
      sum(allocation.amount_cents - coalesce(released.cents, 0))::text as granted, sum(allocation.amount_cents - coalesce(released.cents, 0))::text as commitment,
      coalesce(sum(paid), 0)::text as paid, coalesce(sum(justified), 0)::text as justified
    from chosen join fund_allocation allocation on allocation.project_id = chosen.id
    join fund_donor_agreement agreement on agreement.id = allocation.donor_agreement_id
    left join (select allocation_id, sum(amount_cents) as cents from fund_release group by allocation_id) released on released.allocation_id = allocation.id
    left join money on money.allocation_id = allocation.id
    group by agreement.donor_id, allocation.currency order by sum(allocation.amount_cents) desc`);
  const parties = await findPartiesById(act.db, [...new Set(rows.map((row) => row.donor_id))], await asKnownNow(act));
  return rows.map((row) => {
    const party = parties.get(row.donor_id);
    return { key: party?.slug ?? row.donor_id, name: party?.name ?? null, ...readSum(row.currency, row) };
  });
}

async function readPlans(act: Act, where: SQL): Promise<YearPlan[]> {
  const { rows } = await act.db.execute<{ year: number; currency: string; promised: string; paid: string }>(sql`
    with chosen as materialized (${chosen(where)})
    select extract(year from instalment.expected_on)::int as year, chosen.currency, sum(instalment.amount_cents)::text as promised,
      coalesce(sum(instalment.amount_cents) filter (where exists (select from fund_payment payment
        join fund_payment_step step on step.payment_id = payment.id and step.state = 'executed' where payment.instalment_id = instalment.id)), 0)::text as paid
    from chosen join fund_instalment instalment on instalment.project_id = chosen.id
    where chosen.state <> 'cancelled' and not exists (select from fund_instalment_end ended where ended.instalment_id = instalment.id)
    group by 1, 2 order by 1, 2`);
  return rows.map(({ year, currency, promised, paid }) => ({ year, currency, promisedCents: Number(promised), paidCents: Number(paid) }));
}

async function countLate(act: Act, where: SQL): Promise<Late> {
  const today = dayOf(act.now).toString();
  const { rows } = await act.db.execute<{ reports: number; instalments: number; unsigned: number }>(sql`
    with chosen as materialized (${chosen(where)}), live as materialized (select * from chosen where state not in ('closed', 'cancelled'))
    select
      (select count(*)::int from live join fund_report_due due on due.project_id = live.id where due.due_on < ${today}::date
        and coalesce((select state from fund_report_step where report_id = due.id order by number desc limit 1), 'draft') in ('draft', 'returned')) as reports,
      (select count(*)::int from live join fund_instalment instalment on instalment.project_id = live.id where instalment.expected_on < ${today}::date
        and not exists (select from fund_instalment_end ended where ended.instalment_id = instalment.id)
        and not exists (select from fund_payment payment join fund_payment_step step on step.payment_id = payment.id and step.state = 'executed' where payment.instalment_id = instalment.id)) as instalments,
      (select count(*)::int from live where state in ('awarded', 'agreement_sent')) as unsigned`);
  return rows[0]!;
}
