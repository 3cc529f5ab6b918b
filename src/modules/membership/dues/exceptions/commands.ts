import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { asKnownNow } from '../../../register/index.ts';
import { findOpenAccounts, settleAccounts } from '../ledger/queries.ts';
import { findOperation, lockLedger, reverseEntries, writeEntries } from '../ledger/record.ts';
import { partsOfRefund, type RefundPart, sides } from '../ledger/rules.ts';
import { say } from '../messages.ts';
import { amount, formatMoney, yearField } from '../money/fields.ts';
import { mayKeepDues, mayPropose, maySign, maySignExceptions, systemId } from '../policy.ts';
import { dueException, dueExceptionDecision } from '../schema.ts';
import { readSetting } from '../settings/queries.ts';
import { findException } from './queries.ts';

export const waiverInput = z.object({ year: yearField, amount, reason: requiredText(1000) });

/**
 * Proposes to let a member off what it owes for a year, or a part of it; someone else signs.
 * @returns its identifier
 * @throws Forbidden; Invalid beyond what is owed for that year
 */
export async function proposeWaiver(act: Act, partyId: string, input: z.output<typeof waiverInput>): Promise<string> {
  if (!mayPropose(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    await lockLedger(act);
    await refuseBeyondOpen(act, partyId, input.year, input.amount);
    return propose(act, { kind: 'waiver', partyId, year: input.year, entryId: null, amountCents: input.amount, reason: input.reason });
  });
}

export const refundInput = z.object({ amount, reason: requiredText(1000) });

/**
 * Proposes to give back to a member what it paid and owes nothing for, or a part of it; someone else signs.
 * @returns its identifier
 * @throws Forbidden; Invalid beyond what may be given back
 */
export async function proposeRefund(act: Act, partyId: string, input: z.output<typeof refundInput>): Promise<string> {
  if (!mayPropose(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    await lockLedger(act);
    await splitRefund(act, partyId, input.amount);
    return propose(act, { kind: 'refund', partyId, year: null, entryId: null, amountCents: input.amount, reason: input.reason });
  });
}

export const reversalInput = z.object({ reason: requiredText(1000) });

/**
 * Reverses an entry, and with it the whole payment that it is part of: at once under the threshold in force, else once
 * someone else has signed.
 * @returns whether it is done, or the identifier of what waits for a signature
 * @throws Forbidden, Missing; Refused where it was reversed before, or waits already
 */
export async function askReversal(
  act: Act,
  partyId: string,
  entryId: string,
  { reason }: z.output<typeof reversalInput>,
): Promise<{ done: true } | { done: false; exceptionId: string }> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    await lockLedger(act);
    const entries = await findOperation(act, entryId);
    if (entries.some((one) => one.partyId !== partyId)) throw new Missing(`entry ${entryId}`);
    const today = dayOf(act.now);
    const amountCents = Math.max(...entries.map((one) => one.amountCents));
    const { cents } = await readSetting(act.db, 'reversal_threshold', today);
    if (amountCents < cents) {
      await reverseEntries(act, entries, { on: today, reason });
      await audit(act, { command: 'dues.reverse', subject: partyId, detail: { entries: entries.map((one) => one.number) } });
      return { done: true };
    }
    if (
      await waits(
        act,
        entries.map((one) => one.id),
      )
    )
      throw new Refused(say.later('exception.waits'));
    const exceptionId = await propose(act, { kind: 'reversal', partyId, year: null, entryId, amountCents, reason });
    return { done: false, exceptionId };
  });
}

/**
 * Signs what someone else proposed: the waiver, the refund or the reversal is then in the journal.
 * @throws Forbidden, Missing; Refused for who proposed it, or where it is decided, or no longer possible
 */
export async function signException(act: Act, id: string): Promise<void> {
  await decide(act, id, true, null, async (act, { id, kind, partyId, year, entryId, amountCents, reason }) => {
    const today = dayOf(act.now);
    if (kind === 'reversal') {
      await reverseEntries(act, await findOperation(act, entryId!), { on: today, reason, exceptionId: id });
      return;
    }
    if (kind === 'refund') {
      const label = say.in('fr')('label.refund');
      const parts = await splitRefund(act, partyId, amountCents);
      await writeEntries(
        act,
        parts.map(({ year, cents }) => ({
          kind,
          ...sides.refund,
          partyId,
          year,
          bookedOn: today,
          amountCents: cents,
          label,
          exceptionId: id,
        })),
      );
      return;
    }
    await refuseBeyondOpen(act, partyId, year!, amountCents);
    const label = say.in('fr')('label.waiver', { year: String(year) });
    await writeEntries(act, [{ kind: 'waiver', ...sides.waiver, partyId, year, bookedOn: today, amountCents, label, exceptionId: id }]);
  });
}

export const refusalInput = z.object({ reason: requiredText(1000) });

/** Refuses what someone else proposed, and says why. @throws Forbidden, Missing, Refused */
export function refuseException(act: Act, id: string, { reason }: z.output<typeof refusalInput>): Promise<void> {
  return decide(act, id, false, reason, async () => {});
}

type Proposed = typeof dueException.$inferSelect;

async function decide(
  act: Act,
  id: string,
  signed: boolean,
  reason: string | null,
  carryOut: (act: Act, exception: Proposed) => Promise<void>,
): Promise<void> {
  if (!maySignExceptions(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockLedger(act);
    const { exception, decision } = await findException(act, id);
    if (decision) throw new Refused(say.later('exception.decided'));
    if (!maySign(act.actor, exception.proposedById)) throw new Refused(say.later('exception.ownProposal'));
    await act.db.insert(dueExceptionDecision).values({
      exceptionId: id,
      proposedById: exception.proposedById,
      signed,
      reason,
      at: act.now,
      byId: actorId(act.actor) ?? systemId,
      by: actorName(act.actor),
    });
    await carryOut(act, exception);
    await audit(act, { command: signed ? 'dues.exception.sign' : 'dues.exception.refuse', subject: exception.partyId, detail: { id } });
  });
}

async function propose(
  act: Act,
  said: Pick<Proposed, 'kind' | 'partyId' | 'year' | 'entryId' | 'amountCents' | 'reason'>,
): Promise<string> {
  const id = randomUUID();
  await act.db.insert(dueException).values({
    id,
    ...said,
    proposedAt: act.now,
    proposedById: actorId(act.actor) ?? systemId,
    proposedBy: actorName(act.actor),
  });
  await audit(act, { command: `dues.${said.kind}.propose`, subject: said.partyId, detail: { id, amountCents: said.amountCents } });
  return id;
}

async function waits(act: Act, entryIds: readonly string[]): Promise<boolean> {
  const rows = await act.db
    .select({ entryId: dueException.entryId, decided: dueExceptionDecision.exceptionId })
    .from(dueException)
    .leftJoin(dueExceptionDecision, eq(dueExceptionDecision.exceptionId, dueException.id))
    .where(eq(dueException.kind, 'reversal'));
  return rows.some((row) => row.decided === null && entryIds.includes(row.entryId!));
}

async function refuseBeyondOpen(act: Act, partyId: string, year: number, amountCents: number): Promise<void> {
  const accounts = await findOpenAccounts(act.db, await asKnownNow(act), [partyId]);
  const open = accounts.get(partyId)!.now.years.find((one) => one.year === year)?.open ?? 0;
  if (amountCents > open)
    throw new Invalid({ amount: (lang) => say.in(lang)('exception.beyond', { open: formatMoney(open, lang), year: String(year) }) });
}

/** Of which years an amount is given back. @throws Invalid beyond what may be given back */
async function splitRefund(act: Act, partyId: string, amountCents: number): Promise<RefundPart[]> {
  const accounts = await settleAccounts(act.db, await asKnownNow(act), [partyId]);
  const parts = partsOfRefund(accounts.get(partyId)!, amountCents);
  const most = parts.reduce((sum, one) => sum + one.cents, 0);
  if (most < amountCents)
    throw new Invalid({ amount: (lang) => say.in(lang)('exception.beyondCredit', { credit: formatMoney(most, lang) }) });
  return parts;
}
