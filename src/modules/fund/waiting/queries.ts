import { type SQL, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { type Actor, actorId, hasRole, requireCity } from '../../../kernel/actor.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../register/index.ts';
import { mayReadMoney } from '../money/policy.ts';
import { mayReadFund } from '../policy.ts';
import { everythingWaiting } from './rows.ts';
import { type Awaited, awaited, innerKinds, moneyKinds, type WaitKind } from './vocabulary.ts';

/** Something that waits for someone. */
export interface Wait {
  kind: WaitKind;
  /** Of the dossier, the project, the payment or the recovery. */
  reference: string;
  /** Of the dossier or the project that it is part of; none has a bank account. */
  ownerRef: string | null;
  /** What else finds it: an identifier, a number, the title of an entry. */
  detail: string;
  title: string;
  lead: PartyRef | undefined;
  since: Temporal.Instant;
  dueOn: Temporal.PlainDate | null;
  isLate: boolean;
  whom: Awaited;
  /** Whether it waits for whoever reads: by name, or by office where nobody took it. */
  isMine: boolean;
}

/** Which part of what waits: whose, of which kind, late alone. */
export interface WaitFilter {
  whom?: Awaited | 'mine' | undefined;
  kind?: WaitKind | undefined;
  isLate?: boolean | undefined;
}

/** How much waits for someone, and how much of it is late. */
export interface WaitCount {
  whom: Awaited | 'mine';
  count: number;
  late: number;
}

export const waitSorts = ['since', 'due'] as const;
export type WaitSort = (typeof waitSorts)[number];
type Listing = { sort: { key: WaitSort; direction: 'ascending' | 'descending' }; page: number; size: number };

/** What waits, a page of it, how much there is of it, and how much for each. */
export interface Waiting {
  rows: Wait[];
  total: number;
  counts: WaitCount[];
}

/** What waits in the fund, for the secretariat; those who do not read accounts are not told of payments. @throws Forbidden */
export async function listWaiting(act: Act, filter: WaitFilter, listing: Listing): Promise<Waiting> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  return readWaiting(act, mayReadMoney(act.actor) ? sql`true` : sql`kind <> all (${array(moneyKinds)})`, filter, listing);
}

/** What waits of the dossiers and projects of the city of whoever asks, for it and for the network. @throws Forbidden */
export async function listOwnWaiting(act: Act, listing: Listing): Promise<Waiting> {
  const leadId = requireCity(act.actor);
  return readWaiting(act, sql`lead_id = ${leadId} and kind <> all (${array(innerKinds)})`, {}, listing);
}

/** For whom someone answers, in person or where nobody was named. */
export function answersFor(actor: Actor): Awaited[] {
  const whose: Partial<Record<Awaited, boolean>> = {
    city: hasRole(actor, 'city'),
    officer: hasRole(actor, 'officer'),
    direction: hasRole(actor, 'direction'),
    finance: hasRole(actor, 'finance'),
  };
  return awaited.filter((one) => whose[one]);
}

type Row = {
  kind: WaitKind;
  reference: string;
  owner_ref: string | null;
  detail: string;
  title: string;
  lead_id: string;
  since: string;
  due_on: string | null;
  is_late: boolean;
  whom: Awaited;
  is_mine: boolean;
};
type Answer = { rows: Row[] | null; total: number; counts: (WaitCount & { mine: number; late_mine: number })[] | null };

async function readWaiting(act: Act, scope: SQL, { whom, kind, isLate }: WaitFilter, { sort, page, size }: Listing): Promise<Waiting> {
  const today = dayOf(act.now);
  const userId = actorId(act.actor) ?? '';
  const direction = sort.direction === 'descending' ? sql`desc` : sql`asc`;
  const order = sort.key === 'due' ? sql`due_on ${direction} nulls last, since` : sql`since ${direction}`;
  const chosen = sql`${whom === undefined ? sql`true` : whom === 'mine' ? sql`is_mine` : sql`whom = ${whom}`}
    and ${kind ? sql`kind = ${kind}` : sql`true`} and ${isLate ? sql`is_late` : sql`true`}`;
  // One statement: what is listed is what is counted.
  const { rows } = await act.db.execute<Answer>(sql`
    with waiting (kind, reference, owner_ref, detail, title, lead_id, since, due_on, whom, user_id, barred) as (${everythingWaiting(today)}),
    told as materialized (
      select *, coalesce(due_on < ${today.toString()}::date, false) as is_late,
        (${userId} <> all (coalesce(barred, '{}')) and (user_id = ${userId} or user_id is null and whom = any (${array(answersFor(act.actor))}))) is true as is_mine
      from waiting where ${scope}),
    listed as (select * from told where ${chosen} order by ${order}, reference, detail limit ${size} offset ${(page - 1) * size})
    select (select json_agg(listed) from listed) as rows, (select count(*)::int from told where ${chosen}) as total,
      (select json_agg(counted) from (
        select whom, count(*)::int as count, (count(*) filter (where is_late))::int as late,
          (count(*) filter (where is_mine))::int as mine, (count(*) filter (where is_mine and is_late))::int as late_mine
        from told group by whom) counted) as counts`);
  const { rows: listed, total, counts } = rows[0]!;
  const leads = await findPartiesById(act.db, [...new Set((listed ?? []).map((row) => row.lead_id))], await asKnownNow(act));
  return {
    rows: (listed ?? []).map(({ lead_id, owner_ref, since, due_on, is_late, is_mine, ...row }) => ({
      ...row,
      ownerRef: owner_ref,
      lead: leads.get(lead_id),
      since: Temporal.Instant.from(since),
      dueOn: due_on ? Temporal.PlainDate.from(due_on) : null,
      isLate: is_late,
      isMine: is_mine,
    })),
    total,
    counts: countsOf(counts ?? []),
  };
}

function countsOf(counted: NonNullable<Answer['counts']>): WaitCount[] {
  const sum = (read: (one: (typeof counted)[number]) => number) => counted.reduce((total, one) => total + read(one), 0);
  const byWhom = awaited.map((whom) => counted.find((one) => one.whom === whom) ?? { whom, count: 0, late: 0 });
  return [
    { whom: 'mine', count: sum((one) => one.mine), late: sum((one) => one.late_mine) },
    ...byWhom.map(({ whom, count, late }) => ({ whom, count, late })),
  ];
}

/** Closed lists of words, as an array of the database. */
function array(values: readonly string[]): SQL {
  return sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
}
