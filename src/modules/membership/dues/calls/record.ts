import { randomUUID } from 'node:crypto';
import { and, count, eq, inArray, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { sides } from '../ledger/rules.ts';
import { writeEntries } from '../ledger/record.ts';
import { say } from '../messages.ts';
import { accountCurrency } from '../money/rules.ts';
import { type Basis, dueCall } from '../schema.ts';
import type { CallKind } from '../vocabulary.ts';
import { callReference } from './rules.ts';
import { isCancelled } from './cancelled.ts';

export interface NewCall {
  partyId: string;
  kind: CallKind;
  amountCents: number;
  basis: Basis;
}

/** Whose calls of a year stand: those that were cancelled do not. By party and kind. */
export async function findStanding(
  act: Act,
  year: number,
  partyIds: readonly string[],
): Promise<Map<string, { number: number; stands: boolean }>> {
  if (partyIds.length === 0) return new Map();
  const rows = await act.db
    .select({ partyId: dueCall.partyId, kind: dueCall.kind, number: dueCall.number, cancelled: isCancelled })
    .from(dueCall)
    .where(and(eq(dueCall.year, year), inArray(dueCall.partyId, [...partyIds])))
    .orderBy(dueCall.number);
  return new Map(rows.map((row) => [callKey(row.partyId, row.kind), { number: row.number, stands: !row.cancelled }]));
}

/** What each party was asked for a year as its due, cancelled calls left out; in hundredths. */
export async function findDuesOf(act: Act, year: number): Promise<Map<string, number>> {
  const rows = await act.db
    .select({ partyId: dueCall.partyId, cents: dueCall.amountCents })
    .from(dueCall)
    .where(and(eq(dueCall.year, year), eq(dueCall.kind, 'due'), sql`not ${isCancelled}`));
  return new Map(rows.map((row) => [row.partyId, row.cents]));
}

export function callKey(partyId: string, kind: CallKind): string {
  return `${partyId} ${kind}`;
}

/** Writes calls and their entries. The ledger must be locked, and none of them may stand already. @returns their identifiers */
export async function writeCalls(
  act: Act,
  {
    year,
    calledOn,
    dueOn,
    campaignId,
  }: { year: number; calledOn: Temporal.PlainDate; dueOn: Temporal.PlainDate; campaignId: string | null },
  calls: readonly NewCall[],
): Promise<string[]> {
  if (calls.length === 0) return [];
  const before = await findStanding(
    act,
    year,
    calls.map((one) => one.partyId),
  );
  const [counted] = await act.db.select({ total: count() }).from(dueCall).where(eq(dueCall.year, year));
  const rows = calls.map((call, index) => ({
    id: randomUUID(),
    campaignId,
    year,
    number: (before.get(callKey(call.partyId, call.kind))?.number ?? 0) + 1,
    currency: accountCurrency,
    calledOn,
    dueOn,
    reference: callReference(year, counted!.total + 1 + index),
    at: act.now,
    byId: actorId(act.actor),
    by: actorName(act.actor),
    ...call,
  }));
  await act.db.insert(dueCall).values(rows);
  await writeEntries(
    act,
    rows.map((row) => {
      const kind = row.kind === 'due' ? 'call' : 'entry_fee';
      return {
        kind,
        ...sides[kind],
        partyId: row.partyId,
        year,
        bookedOn: calledOn,
        amountCents: row.amountCents,
        label: say.in('fr')(`label.${row.kind}`, { year: String(year) }),
        callId: row.id,
      };
    }),
  );
  return rows.map((row) => row.id);
}
