import { and, asc, eq, gte, lt, lte, sql } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import { effectOn } from '../ledger/rules.ts';
import { type LedgerEntry, ledgerEntry } from '../schema.ts';

/** The movements of an account between two days included, with what is owed before and after each. */
export interface Statement {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  openingCents: number;
  lines: { entry: LedgerEntry; effectCents: number; balanceCents: number }[];
  closingCents: number;
}

/** The statement of a member: above zero is owed by it, below is its credit. */
export async function getStatement(
  db: Db,
  partyId: string,
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Promise<Statement> {
  const effect = sql`case when ${ledgerEntry.debit} = 'member' then ${ledgerEntry.amountCents} else -${ledgerEntry.amountCents} end`;
  const [before] = await db
    .select({ cents: sql<string>`coalesce(sum(${effect}), 0)::text` })
    .from(ledgerEntry)
    .where(and(eq(ledgerEntry.partyId, partyId), lt(ledgerEntry.bookedOn, from)));
  const entries = await db
    .select()
    .from(ledgerEntry)
    .where(and(eq(ledgerEntry.partyId, partyId), gte(ledgerEntry.bookedOn, from), lte(ledgerEntry.bookedOn, to)))
    .orderBy(asc(ledgerEntry.bookedOn), asc(ledgerEntry.number));
  const openingCents = Number(before!.cents);
  let balanceCents = openingCents;
  const lines = entries.map((entry) => {
    const effectCents = effectOn(entry);
    balanceCents += effectCents;
    return { entry, effectCents, balanceCents };
  });
  return { from, to, openingCents, lines, closingCents: balanceCents };
}
