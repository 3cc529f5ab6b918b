import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { amount, day, optionalAmount, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { lockMoney, type NewEntry, writeEntries } from '../../ledger/record.ts';
import { readEngaged, termsOn } from '../../projects/agreements/terms.ts';
import { endInstalments, writeInstalments } from '../../projects/instalments/commands.ts';
import { listInstalments } from '../../projects/instalments/queries.ts';
import { termsOf } from '../../projects/instalments/rules.ts';
import { nextReference } from '../../projects/references.ts';
import { fundProject, type Project } from '../../projects/schema.ts';
import { lockProject } from '../../projects/steps.ts';
import { signedByPerson } from '../../signed.ts';
import { layCharges, takeBackCharges } from '../charges/commands.ts';
import { listAcceptedExpenses, listOpenMoney } from '../charges/queries.ts';
import { fundAllocation } from '../donors/schema.ts';
import { say } from '../messages.ts';
import { mayRecordMoney } from '../policy.ts';
import { readMoneyOf } from './queries.ts';
import { finalAmount, layOn } from './rules.ts';
import { fundRecovery, fundRecoveryLine, fundRefund, fundRefundLine, fundSettlement, type Recovery } from './schema.ts';

export const settlementInput = z.object({ resources: optionalAmount, dueOn: day, reason: requiredText(1000) });

/**
 * Says once what a project comes to. What is justified beyond it is taken back; what was paid beyond it is asked back; the
 * commitment that is left is given up.
 * @throws Forbidden, Missing; Refused twice, or while a payment is on its way
 */
export async function settleProject(
  act: Act,
  projectId: string,
  { resourcesCents, dueOn, reason }: { resourcesCents: number; dueOn: Temporal.PlainDate; reason: string },
): Promise<void> {
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockMoney(act);
    const state = await lockProject(act, projectId);
    const project = await findProject(act, projectId);
    if (state !== 'active' && state !== 'completed') throw new Refused(say.later('settlement.notNow'));
    const [before] = await act.db.select().from(fundSettlement).where(eq(fundSettlement.projectId, projectId));
    if (before) throw new Refused(say.later('settlement.once'));
    const money = await readMoneyOf(act.db, projectId);
    if (money.onItsWayCents > 0) throw new Refused(say.later('settlement.onItsWay'));
    const { grantedCents, rate } = await termsOn(act.db, projectId, dayOf(act.now));
    const eligibleCents = (await listAcceptedExpenses(act.db, projectId)).reduce((total, one) => total + one.acceptedCents, 0);
    const { finalCents } = finalAmount({ ceilingCents: grantedCents, rate, eligibleCents, resourcesCents });
    await act.db.insert(fundSettlement).values({
      projectId,
      ceilingCents: grantedCents,
      rate,
      eligibleCents,
      resourcesCents,
      finalCents,
      paidCents: money.paidCents,
      reason,
      ...signedByPerson(act),
    });
    await takeBackCharges(act, projectId, finalCents, say.in('fr')('label.takenBack', { reference: project.reference }));
    // What was taken back whole may be charged in part.
    await layCharges(act, projectId);
    const net = money.paidCents - money.askedBackCents;
    if (net > finalCents) await orderRecovery(act, project, { amountCents: net - finalCents, dueOn, reason });
    await replaceOpenInstalments(act, projectId, { balanceCents: finalCents - net, dueOn });
    const given = money.commitmentCents - Math.max(0, finalCents - net);
    await writeEntries(act, [
      {
        kind: 'decommitment',
        bookedOn: dayOf(act.now),
        amountCents: Math.max(0, given),
        currency: project.currency,
        projectId,
        label: say.in('fr')('label.settled', { reference: project.reference }),
      },
    ]);
    await audit(act, {
      command: 'fund.project.settle',
      subject: project.reference,
      detail: { finalCents, resourcesCents, paidCents: money.paidCents },
    });
  });
}

export const recoveryInput = z.object({ amount, dueOn: day, reason: requiredText(1000) });

/**
 * Asks a city to pay back what was paid and is not justified.
 * @returns its identifier
 * @throws Forbidden, Missing; Invalid beyond what is not justified
 */
export async function askRecovery(act: Act, projectId: string, input: z.output<typeof recoveryInput>): Promise<string> {
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    await lockMoney(act);
    await lockProject(act, projectId);
    const { amount: amountCents, dueOn, reason } = input;
    return orderRecovery(act, await findProject(act, projectId), { amountCents, dueOn, reason });
  });
}

export const refundInput = z.object({ receivedOn: day, amount, bankReference: requiredText(140) });

/** Records what a city paid back. @throws Forbidden, Missing; Invalid beyond what was asked, for a day to come, or twice */
export async function recordRefund(act: Act, recoveryId: string, input: z.output<typeof refundInput>): Promise<void> {
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  if (Temporal.PlainDate.compare(input.receivedOn, dayOf(act.now)) > 0) throw new Invalid({ receivedOn: say.later('day.toCome') });
  await inTransaction(act, async (act) => {
    await lockMoney(act);
    const [recovery] = await act.db.select().from(fundRecovery).where(eq(fundRecovery.id, recoveryId)).for('update');
    if (!recovery) throw new Missing(`recovery ${recoveryId}`);
    const lines = await listOwed(act, recoveryId);
    const owed = lines.reduce((total, one) => total + one.openCents, 0);
    if (input.amount > owed)
      throw new Invalid({ amount: (lang) => say.in(lang)('refund.beyond', { owed: formatMoney(owed, lang, recovery.currency) }) });
    const [twice] = (await act.db.select().from(fundRefund).where(eq(fundRefund.recoveryId, recoveryId))).filter(
      (one) => one.bankReference === input.bankReference,
    );
    if (twice) throw new Invalid({ bankReference: say.later('receipt.twice') });
    const refundId = randomUUID();
    const { receivedOn, bankReference, amount: amountCents } = input;
    await act.db.insert(fundRefund).values({ id: refundId, recoveryId, receivedOn, amountCents, bankReference, ...signedByPerson(act) });
    const laid = layOn(amountCents, lines);
    await act.db.insert(fundRefundLine).values(laid.map((one) => ({ refundId, recoveryId, ...one })));
    await writeEntries(act, await entriesOf(act, 'refund', recovery, laid, receivedOn));
    await audit(act, { command: 'fund.refund.record', subject: recovery.reference, detail: { amountCents, bankReference } });
  });
}

type Laid = ReturnType<typeof layOn>;

/** What is still to be paid becomes one last instalment, which depends on all that the others did. */
async function replaceOpenInstalments(
  act: Act,
  projectId: string,
  { balanceCents, dueOn }: { balanceCents: number; dueOn: Temporal.PlainDate },
): Promise<void> {
  const cases = await listInstalments(act.db, projectId, dayOf(act.now));
  const { numbers } = await readEngaged(act.db, projectId);
  const open = cases.filter((one) => !one.ended && !numbers.includes(one.instalment.number));
  await endInstalments(
    act,
    projectId,
    open.map((one) => one.instalment.number),
    null,
  );
  if (balanceCents <= 0) return;
  const conditions = open.flatMap((one) => one.conditions.filter(({ facts }) => !facts.waived).map(({ condition }) => termsOf(condition)));
  const number = Math.max(0, ...cases.map((one) => one.instalment.number)) + 1;
  await writeInstalments(act, projectId, [{ number, amountCents: balanceCents, expectedOn: dueOn.toString(), conditions }]);
}

async function orderRecovery(
  act: Act,
  project: Project,
  { amountCents, dueOn, reason }: { amountCents: number; dueOn: Temporal.PlainDate; reason: string },
): Promise<string> {
  // The last paid is the first asked back.
  const open = (await listOpenMoney(act.db, project.id)).toReversed();
  const most = open.reduce((total, one) => total + one.openCents, 0);
  if (amountCents > most)
    throw new Invalid({ amount: (lang) => say.in(lang)('recovery.beyond', { most: formatMoney(most, lang, project.currency) }) });
  const recovery: Recovery = {
    id: randomUUID(),
    reference: await nextReference(act, fundRecovery.reference, 'R'),
    projectId: project.id,
    amountCents,
    currency: project.currency,
    dueOn,
    reason,
    ...signedByPerson(act),
  };
  const laid = layOn(amountCents, open);
  await act.db.insert(fundRecovery).values(recovery);
  await act.db.insert(fundRecoveryLine).values(laid.map((one) => ({ recoveryId: recovery.id, ...one })));
  await writeEntries(act, await entriesOf(act, 'recovery', recovery, laid, dayOf(act.now)));
  await audit(act, { command: 'fund.recovery.order', subject: recovery.reference, detail: { project: project.reference, amountCents } });
  return recovery.id;
}

async function entriesOf(
  act: Act,
  kind: 'recovery' | 'refund',
  recovery: Recovery,
  laid: Laid,
  bookedOn: Temporal.PlainDate,
): Promise<NewEntry[]> {
  const allocations = await act.db.select().from(fundAllocation).where(eq(fundAllocation.projectId, recovery.projectId));
  return laid.map(({ paymentId, allocationId, amountCents }) => ({
    kind,
    bookedOn,
    amountCents,
    currency: recovery.currency,
    label: say.in('fr')(`label.${kind}`, { reference: recovery.reference }),
    projectId: recovery.projectId,
    paymentId,
    allocationId,
    recoveryId: recovery.id,
    donorAgreementId: allocations.find((one) => one.id === allocationId)!.donorAgreementId,
  }));
}

async function listOwed(act: Act, recoveryId: string) {
  const { rows } = await act.db.execute<{ payment_id: string; allocation_id: string; open: string }>(sql`
    select line.payment_id, line.allocation_id, (line.amount_cents - coalesce((
      select sum(paid.amount_cents) from fund_refund_line paid
      where (paid.recovery_id, paid.payment_id, paid.allocation_id) = (line.recovery_id, line.payment_id, line.allocation_id)), 0))::text as open
    from fund_recovery_line line where line.recovery_id = ${recoveryId} order by line.payment_id, line.allocation_id`);
  return rows.map((row) => ({ paymentId: row.payment_id, allocationId: row.allocation_id, openCents: Number(row.open) }));
}

async function findProject(act: Act, id: string): Promise<Project> {
  const [project] = await act.db.select().from(fundProject).where(eq(fundProject.id, id));
  if (!project) throw new Missing(`project ${id}`);
  return project;
}
