import { randomUUID } from 'node:crypto';
import { inArray, max, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { sidesOf } from './rules.ts';
import { type FundEntry, fundEntry } from './schema.ts';
import type { EntryKind } from './vocabulary.ts';

/** Any constant will do, so long as nothing else in the database takes the same advisory lock. */
const moneyLock = 7_238_021;

/** Holds back every other write of the fund's money until the end of the transaction: what is decided on a balance stays true. */
export async function lockMoney(act: Act): Promise<void> {
  await act.db.execute(sql`select pg_advisory_xact_lock(${moneyLock})`);
}

type Dimension = 'donorAgreementId' | 'allocationId' | 'projectId' | 'instalmentId' | 'paymentId' | 'expenseId' | 'chargeId' | 'recoveryId';
export type NewEntry = Pick<FundEntry, 'bookedOn' | 'amountCents' | 'currency' | 'label'> & {
  kind: Exclude<EntryKind, 'reversal'>;
} & Partial<Pick<FundEntry, Dimension | 'debit' | 'credit' | 'rate' | 'rateDay' | 'rateSource'>>;

/** Writes entries, numbered one after the other without a gap; what moves nothing is left out. The money must be locked. */
export async function writeEntries(act: Act, entries: readonly NewEntry[]): Promise<void> {
  const moving = entries.filter((one) => one.amountCents > 0);
  await number(
    act,
    moving.map((entry) => ({ ...sidesOf[entry.kind], ...entry })),
  );
}

/** Reverses entries: each the other way round, on a day. The money must be locked. */
export async function reverseEntries(
  act: Act,
  ids: readonly string[],
  { on, label }: { on: Temporal.PlainDate; label: string },
): Promise<void> {
  if (ids.length === 0) return;
  const entries = await act.db
    .select()
    .from(fundEntry)
    .where(inArray(fundEntry.id, [...ids]))
    .orderBy(fundEntry.number);
  await number(
    act,
    entries.map((one) => ({
      ...one,
      kind: 'reversal' as const,
      debit: one.credit,
      credit: one.debit,
      bookedOn: on,
      label,
      reverses: one.id,
    })),
  );
}

async function number(act: Act, entries: readonly Omit<typeof fundEntry.$inferInsert, 'id' | 'number' | 'at' | 'by'>[]): Promise<void> {
  if (entries.length === 0) return;
  const [last] = await act.db.select({ number: max(fundEntry.number) }).from(fundEntry);
  await act.db.insert(fundEntry).values(
    entries.map((entry, index) => ({
      ...entry,
      id: randomUUID(),
      number: (last?.number ?? 0) + 1 + index,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    })),
  );
}
