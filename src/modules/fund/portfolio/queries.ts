import { type SQL, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { asKnownNow, findPartiesById, getComposition } from '../../register/index.ts';
import type { Localized } from '../../../kernel/i18n/lang.ts';
import { findDecidingBody } from '../calls/queries.ts';
import { fundAllocationNow } from '../money/donors/schema.ts';
import { mayReadFund } from '../policy.ts';
import { awardYear, type ProjectCut, whereCut } from '../projects/cut.ts';
import { type PlacedProjects, placeProjects } from '../projects/places.ts';
import type { Marker } from '../vocabulary.ts';
import { markers, projectStates } from '../vocabulary.ts';

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
  /** In all currencies. */
  places: PlacedProjects[];
  /** Amounts are divided as the dossier divides itself among its themes; a project counts in each. */
  byTheme: (Slice & { name: Localized | null })[];
  byDonor: (Slice & { name: Localized | null })[];
  plans: YearPlan[];
  late: Late;
}

const order = ['year', 'purse', 'state', 'lead_id', ...markers] as const;
type Dimension = (typeof order)[number];

/** What the one statement of a portfolio answers: each way of counting as rows. */
interface Answer {
  slices: (Record<Dimension, string | null> & SumRow & { grouped: number })[];
  themes: (SumRow & { theme: string | null; name_fr: string | null; name_en: string | null })[];
  donors: (SumRow & { donor_id: string })[];
  plans: { year: number; currency: string; promised: string; paid: string }[];
  late: Late[];
}

/** Whether someone of a city reads what the body that decides has decided: while its head has a seat there. */
export async function sitsWhereDecided(act: Act): Promise<boolean> {
  const { actor } = act;
  if (actor.kind !== 'user' || actor.role !== 'city') return false;
  const body = await findDecidingBody(act, { bodyId: null });
  const seats = body ? await getComposition(act.db, body.id, await asKnownNow(act)) : [];
  return seats.some(({ party, standing }) => party.id === actor.partyId && standing !== 'vacant');
}

/** The portfolio of a cut, cancelled projects included; they are told apart by their state. @throws Forbidden */
export async function readPortfolio(act: Act, cut: ProjectCut): Promise<Portfolio> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  return countPortfolio(act, cut);
}

/** The portfolio of a cut, whoever asks: who calls has looked who may read it, and how much of it. */
export async function countPortfolio(act: Act, cut: ProjectCut): Promise<Portfolio> {
  const where = (await whereCut(act, cut)) ?? sql`true`;
  // One statement, so that the projects are chosen once, and every way of counting sees the same.
  const { rows } = await act.db.execute<{ answer: Answer }>(sql`
    with chosen as materialized (${chosen(where)}), executed as materialized (${executed}),
      live as materialized (select * from chosen where state not in ('closed', 'cancelled'))
    select json_build_object('slices', ${asRows(slices)}, 'themes', ${asRows(themes)}, 'donors', ${asRows(donors)},
      'plans', ${asRows(plans)}, 'late', ${asRows(late(dayOf(act.now)))}) as answer`);
  const { answer } = rows[0]!;
  const sliceOf = (name: Dimension) => {
    const mask = 2 ** order.length - 1 - 2 ** (order.length - 1 - order.indexOf(name));
    return answer.slices
      .filter(({ grouped }) => grouped === mask)
      .map((row): Slice => ({ key: String(row[name] ?? 'none'), ...readSum(row) }));
  };
  const leads = sliceOf('lead_id');
  const places = await placeProjects(act, countByLead(leads));
  return {
    totals: answer.slices
      .filter(({ grouped }) => grouped === 2 ** order.length - 1)
      .map(readSum)
      .toSorted((one, other) => other.count - one.count),
    byYear: sliceOf('year').toSorted(byKey),
    byPurse: sliceOf('purse').toSorted(byKey),
    byState: sliceOf('state').toSorted((one, other) => stateAt(one.key) - stateAt(other.key)),
    byMarker: Object.fromEntries(markers.map((marker) => [marker, sliceOf(marker).toSorted(byKey)])) as Record<Marker, Slice[]>,
    byCountry: countByState(leads, places),
    places,
    byTheme: answer.themes.map((row) => ({
      key: row.theme ?? 'none',
      name: row.name_fr ? { fr: row.name_fr, en: row.name_en! } : null,
      ...readSum(row),
    })),
    byDonor: await nameDonors(act, answer.donors),
    plans: answer.plans.map(({ year, currency, promised, paid }) => ({
      year,
      currency,
      promisedCents: Number(promised),
      paidCents: Number(paid),
    })),
    late: answer.late[0]!,
  };
}

function asRows(query: SQL): SQL {
  return sql`(select coalesce(json_agg(found), '[]') from (${query}) found)`;
}

/** Each dimension by itself, and all together: the bit of a dimension is 0 in `grouped` where it is grouped by. */
const slices = sql`
  select currency, year::text, purse, state, lead_id, gender::text, adaptation::text, mitigation::text, biodiversity::text, desertification::text,
    grouping(year, purse, state, lead_id, gender, adaptation, mitigation, biodiversity, desertification) as grouped,
    count(*)::int as count, sum(granted)::text as granted, sum(commitment)::text as commitment, sum(paid)::text as paid, sum(justified)::text as justified
  from chosen
  group by grouping sets ((currency), (currency, year), (currency, purse), (currency, state), (currency, lead_id),
    (currency, gender), (currency, adaptation), (currency, mitigation), (currency, biodiversity), (currency, desertification))`;

const themes = sql`
  select sector.theme, theme.name_fr, theme.name_en, currency, count(distinct chosen.id)::int as count,
    (sum(granted * sector.share) / 10000)::text as granted, (sum(commitment * sector.share) / 10000)::text as commitment,
    (sum(paid * sector.share) / 10000)::text as paid, (sum(justified * sector.share) / 10000)::text as justified
  from chosen join fund_dossier_sector sector on sector.dossier_id = chosen.dossier_id and sector.version = chosen.version
  left join fund_theme theme on theme.code = sector.theme
  group by sector.theme, theme.name_fr, theme.name_en, currency order by sum(granted * sector.share) desc`;

/** What each donor gives to the projects, in their currency. */
const donors = sql`
  select agreement.donor_id, allocation.currency, count(distinct chosen.id)::int as count,
    sum(allocation.amount_cents - coalesce(released.cents, 0))::text as granted, sum(allocation.amount_cents - coalesce(released.cents, 0))::text as commitment,
    coalesce(sum(now.paid_cents), 0)::text as paid, coalesce(sum(now.justified_cents), 0)::text as justified
  from chosen join fund_allocation allocation on allocation.project_id = chosen.id
  join fund_donor_agreement agreement on agreement.id = allocation.donor_agreement_id
  left join (select allocation_id, sum(amount_cents) as cents from fund_release group by allocation_id) released on released.allocation_id = allocation.id
  left join fund_allocation_now now on now.allocation_id = allocation.id
  group by agreement.donor_id, allocation.currency order by sum(allocation.amount_cents) desc`;

/** Instalments that are executed. */
const executed = sql`select payment.instalment_id from fund_payment payment join fund_payment_step step on step.payment_id = payment.id and step.state = 'executed'`;

const plans = sql`
  select extract(year from instalment.expected_on)::int as year, currency, sum(instalment.amount_cents)::text as promised,
    coalesce(sum(instalment.amount_cents) filter (where done.instalment_id is not null), 0)::text as paid
  from chosen join fund_instalment instalment on instalment.project_id = chosen.id
  left join executed done on done.instalment_id = instalment.id
  left join fund_instalment_end ended on ended.instalment_id = instalment.id
  where chosen.state <> 'cancelled' and ended.instalment_id is null
  group by 1, 2 order by 1, 2`;

function late(day: Temporal.PlainDate): SQL {
  const today = sql`${day.toString()}::date`;
  return sql`select
    (select count(*)::int from live join fund_report_due due on due.project_id = live.id
      join fund_report_now now on now.report_id = due.id where due.due_on < ${today} and coalesce(now.state, 'draft') in ('draft', 'returned')) as reports,
    (select count(*)::int from live join fund_instalment instalment on instalment.project_id = live.id
      left join executed done on done.instalment_id = instalment.id
      left join fund_instalment_end ended on ended.instalment_id = instalment.id
      where instalment.expected_on < ${today} and done.instalment_id is null and ended.instalment_id is null) as instalments,
    (select count(*)::int from live where state in ('awarded', 'agreement_sent')) as unsigned`;
}

/** The projects of a cut with what they are counted by, as the version that was voted says. */
function chosen(where: SQL): SQL {
  return sql`
    select fund_project.id, fund_project.lead_id, fund_project.purse, fund_award.currency, fund_award.granted_cents as granted, fund_award.commitment_cents as commitment,
      ${awardYear} as year, version.gender, version.adaptation, version.mitigation, version.biodiversity, version.desertification,
      fund_award.dossier_id, fund_award.version, now.state, coalesce(money.paid, 0) as paid, coalesce(money.justified, 0) as justified
    from fund_project join fund_project_now now on now.project_id = fund_project.id
    left join (select project_id, sum(paid_cents)::bigint as paid, sum(justified_cents)::bigint as justified from ${fundAllocationNow} group by project_id) money on money.project_id = fund_project.id
    join fund_award on fund_award.id = fund_project.award_id
    join fund_dossier_version version on version.dossier_id = fund_award.dossier_id and version.number = fund_award.version
    where ${where}`;
}

type SumRow = { currency: string; count: number; granted: string; commitment: string; paid: string; justified: string };

function readSum({ currency, count, granted, commitment, paid, justified }: SumRow): Sum {
  return {
    currency,
    count,
    grantedCents: Math.round(Number(granted)),
    commitmentCents: Math.round(Number(commitment)),
    paidCents: Math.round(Number(paid)),
    justifiedCents: Math.round(Number(justified)),
  };
}

function stateAt(state: string): number {
  return (projectStates as readonly string[]).indexOf(state);
}

function byKey(one: Slice, other: Slice): number {
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}

/** The cities of each State together, the most granted first; `none`: the register does not say. */
function countByState(leads: readonly Slice[], places: readonly PlacedProjects[]): Portfolio['byCountry'] {
  const states = new Map(places.flatMap(({ state, cities }) => cities.map(({ city }) => [city.id, state])));
  return [...Map.groupBy(leads, ({ key, currency }) => `${states.get(key)?.slug ?? 'none'} ${currency}`).values()]
    .map((of) => {
      const state = states.get(of[0]!.key);
      return { ...addUp(of), key: state?.slug ?? 'none', name: state?.name ?? null };
    })
    .toSorted((one, other) => other.grantedCents - one.grantedCents);
}

function countByLead(leads: readonly Slice[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key, count } of leads) counts.set(key, (counts.get(key) ?? 0) + count);
  return counts;
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

async function nameDonors(act: Act, rows: Answer['donors']): Promise<Portfolio['byDonor']> {
  const parties = await findPartiesById(act.db, [...new Set(rows.map((row) => row.donor_id))], await asKnownNow(act));
  return rows.map((row) => {
    const party = parties.get(row.donor_id);
    return { key: party?.slug ?? row.donor_id, name: party?.name ?? null, ...readSum(row) };
  });
}
