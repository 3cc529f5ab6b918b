import { randomUUID } from 'node:crypto';
import { eq, inArray, max, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { Missing, Refused } from '../../../../kernel/errors.ts';
import { formatDate } from '../../../../kernel/i18n/format.ts';
import { asKnownNow } from '../../../register/index.ts';
import { say } from '../messages.ts';
import { accountCurrency } from '../money/rules.ts';
import { type LedgerEntry, ledgerEntry } from '../schema.ts';
import { settleAccounts } from './queries.ts';

/** Any constant will do, so long as nothing else in the database takes the same advisory lock. */
const ledgerLock = 7_238_013;

/** Holds back every other write to the journal until the end of the transaction: what is decided on a balance stays true. */
export async function lockLedger(act: Act): Promise<void> {
  await act.db.execute(sql`select pg_advisory_xact_lock(${ledgerLock})`);
}

export type NewEntry = Pick<LedgerEntry, 'kind' | 'partyId' | 'bookedOn' | 'debit' | 'credit' | 'amountCents' | 'label'> &
  Partial<Pick<LedgerEntry, 'year' | 'callId' | 'paymentId' | 'exceptionId' | 'reverses'>>;

/** Writes entries, numbered one after the other without a gap. The ledger must be locked. @returns their identifiers */
export async function writeEntries(act: Act, entries: readonly NewEntry[]): Promise<string[]> {
  if (entries.length === 0) return [];
  const [last] = await act.db.select({ number: max(ledgerEntry.number) }).from(ledgerEntry);
  const rows = entries.map((entry, index) => ({
    id: randomUUID(),
    number: (last?.number ?? 0) + 1 + index,
    currency: accountCurrency,
    at: act.now,
    byId: actorId(act.actor),
    by: actorName(act.actor),
    ...entry,
  }));
  await act.db.insert(ledgerEntry).values(rows);
  return rows.map((row) => row.id);
}

/** What is reversed together: an entry alone, or all the entries of a payment or of what was signed. @throws Missing */
export async function findOperation(act: Act, entryId: string): Promise<LedgerEntry[]> {
  const [entry] = await act.db.select().from(ledgerEntry).where(eq(ledgerEntry.id, entryId));
  if (!entry) throw new Missing(`entry ${entryId}`);
  const { paymentId, exceptionId, reverses } = entry;
  if (reverses || !(paymentId || exceptionId)) return [entry];
  const together = paymentId ? eq(ledgerEntry.paymentId, paymentId) : eq(ledgerEntry.exceptionId, exceptionId!);
  const all = await act.db.select().from(ledgerEntry).where(together).orderBy(ledgerEntry.number);
  return all.filter((one) => one.reverses === null);
}

/**
 * Reverses an operation: each of its entries the other way round, on a day. The ledger must be locked.
 * @throws Refused where it is itself a reversal, was reversed before, is dated after the reversal, or was given back since
 */
export async function reverseEntries(
  act: Act,
  entries: readonly LedgerEntry[],
  { on, reason, exceptionId = null }: { on: Temporal.PlainDate; reason: string; exceptionId?: string | null },
): Promise<void> {
  if (entries.some((one) => one.reverses)) throw new Refused(say.later('ledger.isReversal'));
  const late = entries.find((one) => Temporal.PlainDate.compare(on, one.bookedOn) < 0);
  if (late) throw new Refused((lang) => say.in(lang)('ledger.reversedBefore', { day: formatDate(late.bookedOn, lang) }));
  const taken = await act.db
    .select({ id: ledgerEntry.id })
    .from(ledgerEntry)
    .where(
      inArray(
        ledgerEntry.reverses,
        entries.map((one) => one.id),
      ),
    );
  if (taken.length > 0) throw new Refused(say.later('ledger.alreadyReversed'));
  await writeEntries(
    act,
    entries.map((one) => ({
      kind: 'reversal' as const,
      partyId: one.partyId,
      year: one.year,
      bookedOn: on,
      debit: one.credit,
      credit: one.debit,
      amountCents: one.amountCents,
      label: reason,
      callId: one.callId,
      paymentId: one.paymentId,
      exceptionId,
      reverses: one.id,
    })),
  );
  await refuseRefunded(act, [...new Set(entries.map((one) => one.partyId))]);
}

/** What was given back was paid, for the same year: its refund is reversed first. */
async function refuseRefunded(act: Act, partyIds: readonly string[]): Promise<void> {
  const accounts = await settleAccounts(act.db, await asKnownNow(act), partyIds);
  for (const { years, unnamed } of accounts.values())
    if ([...years, ...(unnamed ? [unnamed] : [])].some(({ paid }) => paid < 0)) throw new Refused(say.later('ledger.refunded'));
}
