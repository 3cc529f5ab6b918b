import { sql, type SQL } from 'drizzle-orm';
import type { At } from '../../../../kernel/collections.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { writtenBefore } from '../../../register/index.ts';
import { dueCall, ledgerEntry } from '../schema.ts';
import { settle, type Settlement, type YearBalance, type YearSums } from './rules.ts';

/**
 * What each of these members was asked, paid and owes, year by year, as the books stand on the day: what was booked later, or
 * written after the revision, does not count. Every account asked for has its line, an empty one too.
 */
export async function settleAccounts(db: Db, at: At, partyIds: readonly string[]): Promise<Map<string, Settlement<YearSums>>> {
  // A reversal counts with what it reverses, the other way round.
  const { rows } = await db.execute<{
    party_id: string;
    year: number | null;
    charged: number;
    paid: number;
    waived: number;
    due_on: string | null;
  }>(sql`
    select entry.party_id, entry.year,
      coalesce(sum(${effect}) filter (where ${kind} in ('call', 'entry_fee', 'voluntary')), 0)::bigint as charged,
      coalesce(-sum(${effect}) filter (where ${kind} in ('payment', 'exchange', 'refund')), 0)::bigint as paid,
      coalesce(-sum(${effect}) filter (where ${kind} = 'waiver'), 0)::bigint as waived,
      (
        select min(due.due_on) from ${callsIn(at)}
        where due.party_id = entry.party_id and due.year = entry.year and ${isIn(sql`due.called_on`, sql`due.at`, at)} and taken_back.id is null
      )::text as due_on
    from ${ledgerEntry} entry
    left join ${ledgerEntry} reversed on reversed.id = entry.reverses
    where entry.party_id = any(${sql.param(partyIds)}::uuid[]) and ${isIn(sql`entry.booked_on`, sql`entry.at`, at)}
    group by entry.party_id, entry.year`);
  const sums = rows.map(({ party_id: partyId, year, charged, paid, waived, due_on }) => ({
    partyId,
    balance: { year, charged, paid, waived, netCents: charged - paid - waived, dueOn: readDay(due_on) },
  }));
  const byParty = Map.groupBy(sums, (one) => one.partyId);
  return new Map(partyIds.map((partyId) => [partyId, settle((byParty.get(partyId) ?? []).map((one) => one.balance))]));
}

/** What is owed on an account on the day, and on an earlier one. */
export interface OpenAccount {
  now: Settlement;
  earlier: Settlement;
}

/**
 * What each of these members owes as the books stand on the day, and stood on an earlier day of its own where `since` names
 * one: one statement and one pass through the journal, whatever their number. Years that balance on both are left out.
 */
export async function findOpenAccounts(
  db: Db,
  at: At,
  partyIds: readonly string[],
  since: ReadonlyMap<string, Temporal.PlainDate> = new Map(),
): Promise<Map<string, OpenAccount>> {
  // The sums first, then the days of what is left: most years are paid, and their calls need not be looked for.
  const { rows } = await db.execute<{
    party_id: string;
    year: number | null;
    net: number;
    due_on: string | null;
    net_then: number;
    due_on_then: string | null;
  }>(sql`
    with balance as (
      select entry.party_id, entry.year, earlier.day,
        sum(${effect}) as net,
        coalesce(sum(${effect}) filter (where entry.booked_on <= earlier.day), 0) as net_then
      from ${ledgerEntry} entry
      left join unnest(${sql.param([...since.keys()])}::uuid[], ${sql.param([...since.values()].map(String))}::date[]) as earlier (party_id, day)
        on earlier.party_id = entry.party_id
      where entry.party_id = any(${sql.param(partyIds)}::uuid[]) and ${isIn(sql`entry.booked_on`, sql`entry.at`, at)}
      group by entry.party_id, entry.year, earlier.day
    )
    select balance.party_id, balance.year, balance.net::bigint, balance.net_then::bigint,
      (min(due.due_on) filter (where taken_back.id is null))::text as due_on,
      (min(due.due_on) filter (where due.called_on <= balance.day and coalesce(taken_back.booked_on > balance.day, true)))::text as due_on_then
    from balance
    left join (${callsIn(at)}) on due.party_id = balance.party_id and due.year = balance.year and ${isIn(sql`due.called_on`, sql`due.at`, at)}
    where balance.net <> 0 or balance.net_then <> 0
    group by balance.party_id, balance.year, balance.net, balance.net_then`);
  const byParty = Map.groupBy(rows, (row) => row.party_id);
  return new Map(
    partyIds.map((partyId) => {
      const found = byParty.get(partyId) ?? [];
      const now = found.map((row): YearBalance => ({ year: row.year, netCents: row.net, dueOn: readDay(row.due_on) }));
      const earlier = found.map((row): YearBalance => ({ year: row.year, netCents: row.net_then, dueOn: readDay(row.due_on_then) }));
      return [partyId, { now: settle(now), earlier: settle(earlier) }];
    }),
  );
}

/** The accounts that have entries on the day. */
export async function listAccounts(db: Db, on: Temporal.PlainDate): Promise<string[]> {
  const rows = await db
    .selectDistinct({ partyId: ledgerEntry.partyId })
    .from(ledgerEntry)
    .where(sql`${ledgerEntry.bookedOn} <= ${on.toString()}::date`);
  return rows.map((row) => row.partyId);
}

/** What an entry adds to what its member owes. */
const effect = sql`case when entry.debit = 'member' then entry.amount_cents else -entry.amount_cents end`;
/** A reversal is of the kind of what it reverses. */
const kind = sql`coalesce(reversed.kind, entry.kind)`;

/** Calls (`due`) each with the entry that takes it back, where one does (`taken_back`). */
function callsIn(at: At): SQL {
  return sql`${dueCall} due
    left join ${ledgerEntry} taken_back
      on taken_back.call_id = due.id and taken_back.reverses is not null and ${isIn(sql`taken_back.booked_on`, sql`taken_back.at`, at)}`;
}

/** Whether a row is in the books: of that day or an earlier one, and written before the register learnt more. */
function isIn(day: SQL, writtenAt: SQL, at: At): SQL {
  return sql`${day} <= ${at.on.toString()}::date and ${writtenBefore(writtenAt, at.revision)}`;
}

function readDay(text: string | null): Temporal.PlainDate | null {
  return text ? Temporal.PlainDate.from(text) : null;
}
