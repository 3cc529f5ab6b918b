import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { day, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { lockMoney, writeEntries } from '../../ledger/record.ts';
import { findUsableAccount } from '../../projects/bank-accounts/queries.ts';
import { lackInWords } from '../../projects/instalments/words.ts';
import { type InstalmentCase, listInstalments } from '../../projects/instalments/queries.ts';
import { nextReference } from '../../projects/references.ts';
import { isPayable } from '../../projects/rules.ts';
import { fundProject, type Project } from '../../projects/schema.ts';
import { lockProject } from '../../projects/steps.ts';
import { signedByPerson } from '../../signed.ts';
import { layCharges } from '../charges/commands.ts';
import { fundAllocation, fundAllocationState } from '../donors/schema.ts';
import { say } from '../messages.ts';
import { mayBring } from '../policy.ts';
import { listSteps } from './queries.ts';
import { conflictOf, laySources, paymentLife } from './rules.ts';
import { fundPayment, fundPaymentSource, fundPaymentStep, type Payment, type PaymentState } from './schema.ts';

/**
 * Requests the payment of an instalment: out of which allocations it is made is said at once.
 * @returns it
 * @throws Forbidden, Missing; Refused, with everything that holds it back
 */
export async function requestPayment(act: Act, projectId: string, number: number): Promise<Payment> {
  if (!mayBring(act.actor, 'requested')) throw new Forbidden();
  return inTransaction(act, async (act) => {
    await lockMoney(act);
    const state = await lockProject(act, projectId);
    const [project] = await act.db.select().from(fundProject).where(eq(fundProject.id, projectId));
    const cases = await listInstalments(act.db, projectId, dayOf(act.now));
    const found = cases.find((one) => one.instalment.number === number && !one.ended);
    if (!project || !found) throw new Missing(`instalment ${number} of ${projectId}`);
    if (!state || !isPayable(state)) throw new Refused(say.later('payment.notPayable'));
    const before = await act.db.select().from(fundPayment).where(eq(fundPayment.instalmentId, found.instalment.id));
    for (const one of before) {
      const steps = await listSteps(act.db, one.id);
      if (steps.at(-1)?.state !== 'returned') throw new Refused(say.later('payment.once', { reference: one.reference }));
    }
    refuseUnmet(found, project);
    const account = await findUsableAccount(act, project.leadId);
    if (!account) throw new Refused(say.later('payment.noAccount'));
    const { amountCents } = found.instalment;
    const { sources, missing } = laySources(amountCents, await listFree(act, projectId));
    if (missing > 0)
      throw new Refused((lang) => say.in(lang)('payment.unfunded', { missing: formatMoney(missing, lang, project.currency) }));
    const payment: Payment = {
      id: randomUUID(),
      reference: await nextReference(act, fundPayment.reference, 'V'),
      projectId,
      leadId: project.leadId,
      instalmentId: found.instalment.id,
      amountCents,
      currency: project.currency,
      bankAccountId: account.id,
      ...signedByPerson(act),
    };
    await act.db.insert(fundPayment).values(payment);
    await act.db.insert(fundPaymentSource).values(sources.map((one) => ({ ...one, paymentId: payment.id, projectId })));
    await writeStep(act, payment, 'requested');
    return payment;
  });
}

/** Says that what the instalment depends on is there, and that the sum is right. @throws Forbidden, Missing, Refused */
export function verifyPayment(act: Act, id: string): Promise<void> {
  return bring(act, id, 'verified', async (act, payment) => refuseUnmetPayment(act, payment));
}

/** Approves a payment that others prepared. @throws Forbidden, Missing, Refused */
export function approvePayment(act: Act, id: string): Promise<void> {
  return bring(act, id, 'approved', async (act, payment) => refuseUnmetPayment(act, payment));
}

/** Orders it: in the transaction that writes the bank's file (`transfers/commands.ts`). @throws Forbidden, Missing, Refused */
export function orderPayment(act: Act, id: string): Promise<void> {
  return bring(act, id, 'ordered', async (act, payment) => refuseUnmetPayment(act, payment));
}

export const executionInput = z.object({ executedOn: day });

/** Says that the bank paid it: the ledger says so from that day. @throws Forbidden, Missing, Refused; Invalid for a day to come */
export async function executePayment(act: Act, id: string, { executedOn }: z.output<typeof executionInput>): Promise<void> {
  if (Temporal.PlainDate.compare(executedOn, dayOf(act.now)) > 0) throw new Invalid({ executedOn: say.later('day.toCome') });
  await bring(
    act,
    id,
    'executed',
    async (act, payment) => {
      const sources = await act.db
        .select({ source: fundPaymentSource, agreementId: fundAllocation.donorAgreementId })
        .from(fundPaymentSource)
        .innerJoin(fundAllocation, eq(fundAllocation.id, fundPaymentSource.allocationId))
        .where(eq(fundPaymentSource.paymentId, id));
      const { projectId, instalmentId, currency } = payment;
      const own = {
        bookedOn: executedOn,
        currency,
        projectId,
        instalmentId,
        paymentId: id,
        label: say.in('fr')('label.payment', { reference: payment.reference }),
      };
      await writeEntries(act, [
        ...sources.map(({ source, agreementId }) => ({
          ...own,
          kind: 'payment' as const,
          amountCents: source.amountCents,
          allocationId: source.allocationId,
          donorAgreementId: agreementId,
        })),
        { ...own, kind: 'settled_commitment', amountCents: payment.amountCents },
      ]);
    },
    executedOn,
  );
}

export const returnInput = z.object({ reason: requiredText(1000) });

/** Returns a payment, and says why: what it took is free again. @throws Forbidden, Missing, Refused */
export function returnPayment(act: Act, id: string, { reason }: z.output<typeof returnInput>): Promise<void> {
  return bring(act, id, 'returned', async () => {}, dayOf(act.now), reason);
}

async function bring(
  act: Act,
  id: string,
  to: PaymentState,
  carryOut: (act: Act, payment: Payment) => Promise<void>,
  on: Temporal.PlainDate = dayOf(act.now),
  reason: string | null = null,
): Promise<void> {
  if (!mayBring(act.actor, to)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockMoney(act);
    const [payment] = await act.db.select().from(fundPayment).where(eq(fundPayment.id, id)).for('update');
    if (!payment) throw new Missing(`payment ${id}`);
    const state = await lockProject(act, payment.projectId);
    if (to !== 'returned' && to !== 'executed' && (!state || !isPayable(state))) throw new Refused(say.later('payment.notPayable'));
    const steps = await listSteps(act.db, id);
    const from = steps.at(-1)?.state ?? null;
    if (!paymentLife.some((one) => one.from === from && one.to === to))
      throw new Refused((lang) => say.in(lang)('payment.notFrom', { state: from ? say.in(lang)(`payment.state.${from}`) : '' }));
    const conflict = conflictOf(steps, to, signedByPerson(act).byId);
    if (conflict) throw new Refused(say.later(`payment.conflict.${conflict}`));
    await carryOut(act, payment);
    await writeStep(act, payment, to, on, reason);
    // What was accepted before it was paid for is justified by what was just paid.
    if (to === 'executed') await layCharges(act, payment.projectId);
  });
}

async function writeStep(
  act: Act,
  payment: Payment,
  state: PaymentState,
  onDay = dayOf(act.now),
  reason: string | null = null,
): Promise<void> {
  const number = (await listSteps(act.db, payment.id)).length + 1;
  await act.db.insert(fundPaymentStep).values({ paymentId: payment.id, number, state, onDay, reason, ...signedByPerson(act) });
  await audit(act, { command: `fund.payment.${state}`, subject: payment.reference, detail: { amountCents: payment.amountCents, reason } });
}

async function refuseUnmetPayment(act: Act, payment: Payment): Promise<void> {
  const cases = await listInstalments(act.db, payment.projectId, dayOf(act.now));
  const found = cases.find((one) => one.instalment.id === payment.instalmentId)!;
  if (found.ended) throw new Refused(say.later('payment.ended'));
  const [project] = await act.db.select().from(fundProject).where(eq(fundProject.id, payment.projectId));
  refuseUnmet(found, project!);
}

/** @throws Refused with every condition that is neither met nor waived */
function refuseUnmet({ conditions, isDue }: InstalmentCase, { currency }: Project): void {
  if (isDue) return;
  throw new Refused((lang) => {
    const lacks = conditions.filter(({ lack, facts }) => lack && !facts.waived).map(({ lack }) => lackInWords(lack!, currency, lang));
    return say.in(lang)('payment.unmet', { lacks: lacks.join(' ; ') });
  });
}

/** What is free in the allocations of a project, the first given first. */
async function listFree(act: Act, projectId: string) {
  return act.db
    .select({ allocationId: fundAllocation.id, freeCents: fundAllocationState.freeCents })
    .from(fundAllocation)
    .innerJoin(fundAllocationState, eq(fundAllocationState.allocationId, fundAllocation.id))
    .where(eq(fundAllocation.projectId, projectId))
    .orderBy(asc(fundAllocation.at), asc(fundAllocation.id));
}
