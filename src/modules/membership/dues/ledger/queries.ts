import { sql } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import { dueCall, ledgerEntry } from '../schema.ts';
import { settle, type Settlement, type YearSums } from './rules.ts';

/** An account and the day on which it is read: entries booked later do not count. */
export interface AskedAccount {
  partyId: string;
  on: Temporal.PlainDate;
}

/**
 * What each of these members owes, year by year, on its day: one query whatever their number. Every account asked for
 * has its line, an empty one too.
 */
export async function settleAccounts(db: Db, asked: readonly AskedAccount[]): Promise<Map<string, Settlement>> {
  const sums = await readYearSums(db, asked);
  return new Map(asked.map(({ partyId }) => [partyId, settle(sums.get(partyId) ?? [])]));
}

/** The accounts that have entries on the day. */
export async function listAccounts(db: Db, on: Temporal.PlainDate): Promise<string[]> {
  const rows = await db
    .selectDistinct({ partyId: ledgerEntry.partyId })
    .from(ledgerEntry)
    .where(sql`${ledgerEntry.bookedOn} <= ${on.toString()}::date`);
  return rows.map((row) => row.partyId);
}

async function readYearSums(db: Db, asked: readonly AskedAccount[]): Promise<Map<string, YearSums[]>> {
  if (asked.length === 0) return new Map();
  const ids = sql.param(asked.map((one) => one.partyId));
  const days = sql.param(asked.map((one) => one.on.toString()));
  // A reversal counts with what it reverses, the other way round.
  const { rows } = await db.execute<{
    party_id: string;
    year: number | null;
    charged: string;
    paid: string;
    waived: string;
    due_on: string | null;
  }>(sql`
    select party_id, year,
      coalesce(sum(effect) filter (where kind in ('call', 'entry_fee', 'voluntary')), 0)::text as charged,
      coalesce(-sum(effect) filter (where kind in ('payment', 'exchange')), 0)::text as paid,
      coalesce(-sum(effect) filter (where kind = 'waiver'), 0)::text as waived,
      min(due_on)::text as due_on
    from (
      select entry.party_id, entry.year, coalesce(reversed.kind, entry.kind) as kind,
        case when entry.debit = 'member' then entry.amount_cents else -entry.amount_cents end as effect,
        case when entry.reverses is null and taken_back.id is null then due.due_on end as due_on
      from unnest(${ids}::uuid[], ${days}::date[]) as asked (party_id, on_day)
      join ${ledgerEntry} entry on entry.party_id = asked.party_id and entry.booked_on <= asked.on_day
      left join ${ledgerEntry} reversed on reversed.id = entry.reverses
      left join ${ledgerEntry} taken_back on taken_back.reverses = entry.id and taken_back.booked_on <= asked.on_day
      left join ${dueCall} due on due.id = entry.call_id
    ) entries
    group by party_id, year`);
  const found = rows.map((row) => ({
    partyId: row.party_id,
    sums: {
      year: row.year,
      charged: Number(row.charged),
      paid: Number(row.paid),
      waived: Number(row.waived),
      dueOn: row.due_on ? Temporal.PlainDate.from(row.due_on) : null,
    },
  }));
  return new Map([...Map.groupBy(found, (one) => one.partyId)].map(([partyId, rows]) => [partyId, rows.map((row) => row.sums)]));
}
