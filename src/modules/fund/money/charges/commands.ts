import { randomUUID } from 'node:crypto';
import { desc, eq, inArray } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { lockMoney, reverseEntries, writeEntries } from '../../ledger/record.ts';
import { fundEntry } from '../../ledger/schema.ts';
import { termsOn } from '../../projects/agreements/terms.ts';
import { fundProject } from '../../projects/schema.ts';
import { signed } from '../../signed.ts';
import { fundAllocation } from '../donors/schema.ts';
import { say } from '../messages.ts';
import { fundSettlement } from '../recoveries/schema.ts';
import { listAcceptedExpenses, listOpenMoney } from './queries.ts';
import { layCharges as lay } from './rules.ts';
import { fundCharge, fundChargeReversal, fundLiveCharge } from './schema.ts';

/**
 * Charges what was accepted of a project's expenses to what was paid to it. To be called by whoever accepts a report, in the
 * same transaction, and after each payment: what is already charged stays, and calling it again changes nothing.
 */
export async function layCharges(act: Act, projectId: string): Promise<void> {
  await inTransaction(act, async (act) => {
    await lockMoney(act);
    const [project] = await act.db.select().from(fundProject).where(eq(fundProject.id, projectId));
    const terms = await termsOn(act.db, projectId, dayOf(act.now));
    const [settlement] = await act.db.select().from(fundSettlement).where(eq(fundSettlement.projectId, projectId));
    const charges = lay(await listAcceptedExpenses(act.db, projectId), await listOpenMoney(act.db, projectId), {
      rate: terms.rate,
      ceilingCents: settlement?.finalCents ?? terms.grantedCents,
    }).map((one) => ({ id: randomUUID(), projectId, ...one, ...signed(act) }));
    if (charges.length === 0) return;
    await act.db.insert(fundCharge).values(charges);
    const agreements = await act.db
      .select({ id: fundAllocation.id, agreementId: fundAllocation.donorAgreementId })
      .from(fundAllocation)
      .where(eq(fundAllocation.projectId, projectId));
    const agreementOf = new Map(agreements.map((one) => [one.id, one.agreementId]));
    const label = say.in('fr')('label.charge', { reference: project!.reference });
    await writeEntries(
      act,
      charges.flatMap(({ id, expenseId, paymentId, allocationId, amountCents }) =>
        (['justification', 'use'] as const).map((kind) => ({
          kind,
          bookedOn: dayOf(act.now),
          amountCents,
          currency: project!.currency,
          label,
          projectId,
          expenseId,
          paymentId,
          allocationId,
          chargeId: id,
          donorAgreementId: agreementOf.get(allocationId)!,
        })),
      ),
    );
  });
}

/** Takes back the last charges of a project until no more than `keepCents` is justified; the money must be locked. */
export async function takeBackCharges(act: Act, projectId: string, keepCents: number, reason: string): Promise<void> {
  const charges = await act.db
    .select({ id: fundLiveCharge.id, amountCents: fundLiveCharge.amountCents })
    .from(fundLiveCharge)
    .innerJoin(fundCharge, eq(fundCharge.id, fundLiveCharge.id))
    .where(eq(fundLiveCharge.projectId, projectId))
    .orderBy(desc(fundCharge.at), desc(fundCharge.id));
  let justified = charges.reduce((total, one) => total + one.amountCents, 0);
  const undone: string[] = [];
  for (const { id, amountCents } of charges) {
    if (justified <= keepCents) break;
    undone.push(id);
    justified -= amountCents;
  }
  if (undone.length === 0) return;
  await act.db.insert(fundChargeReversal).values(undone.map((chargeId) => ({ chargeId, reason, ...signed(act) })));
  const entries = await act.db.select({ id: fundEntry.id }).from(fundEntry).where(inArray(fundEntry.chargeId, undone));
  await reverseEntries(
    act,
    entries.map((one) => one.id),
    { on: dayOf(act.now), label: reason },
  );
  await audit(act, { command: 'fund.charges.takeBack', subject: projectId, detail: { charges: undone.length, reason } });
}
