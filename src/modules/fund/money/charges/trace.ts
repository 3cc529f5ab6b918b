import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import { fundExpense } from '../../monitoring/schema.ts';
import { fundProject } from '../../projects/schema.ts';
import { fundAllocation, fundDonorAgreement } from '../donors/schema.ts';
import { fundPayment } from '../payments/schema.ts';
import { fundLiveCharge } from './schema.ts';

/** Each euro of a donor's agreement that is justified: through which allocation and payment, by which expense, with which file. */
export function traceAgreement(db: Db, agreementId: string) {
  return db
    .select({
      amountCents: fundLiveCharge.amountCents,
      currency: fundAllocation.currency,
      project: fundProject.reference,
      payment: fundPayment.reference,
      expense: {
        id: fundExpense.id,
        label: fundExpense.label,
        payee: fundExpense.payee,
        spentOn: fundExpense.spentOn,
        amountCents: fundExpense.amountCents,
        fileId: fundExpense.fileId,
      },
    })
    .from(fundLiveCharge)
    .innerJoin(fundAllocation, eq(fundAllocation.id, fundLiveCharge.allocationId))
    .innerJoin(fundPayment, eq(fundPayment.id, fundLiveCharge.paymentId))
    .innerJoin(fundProject, eq(fundProject.id, fundLiveCharge.projectId))
    .innerJoin(fundExpense, eq(fundExpense.id, fundLiveCharge.expenseId))
    .where(eq(fundAllocation.donorAgreementId, agreementId))
    .orderBy(asc(fundProject.reference), asc(fundExpense.spentOn), asc(fundExpense.id), asc(fundPayment.reference));
}
export type TraceRow = Awaited<ReturnType<typeof traceAgreement>>[number];

/** And back: whose money an expense was paid with. */
export function traceExpense(db: Db, expenseId: string) {
  return db
    .select({
      amountCents: fundLiveCharge.amountCents,
      payment: fundPayment.reference,
      agreement: fundDonorAgreement.reference,
      title: fundDonorAgreement.title,
    })
    .from(fundLiveCharge)
    .innerJoin(fundAllocation, eq(fundAllocation.id, fundLiveCharge.allocationId))
    .innerJoin(fundDonorAgreement, eq(fundDonorAgreement.id, fundAllocation.donorAgreementId))
    .innerJoin(fundPayment, eq(fundPayment.id, fundLiveCharge.paymentId))
    .where(eq(fundLiveCharge.expenseId, expenseId))
    .orderBy(asc(fundPayment.reference));
}
