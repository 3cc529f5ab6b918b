import { and, asc, desc, eq, inArray, ne, type SQL } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { fundBankAccount } from '../../projects/bank-accounts/schema.ts';
import { fundInstalment, fundProject } from '../../projects/schema.ts';
import { fundAllocation, fundDonorAgreement } from '../donors/schema.ts';
import { mayReadMoney } from '../policy.ts';
import { fundPayment, fundPaymentSource, fundPaymentState, fundPaymentStep, type PaymentState, type PaymentStep } from './schema.ts';

/** The steps of a payment, in their order. */
export async function listSteps(db: Db, paymentId: string): Promise<PaymentStep[]> {
  return db.select().from(fundPaymentStep).where(eq(fundPaymentStep.paymentId, paymentId)).orderBy(asc(fundPaymentStep.number));
}

const row = {
  payment: fundPayment,
  state: fundPaymentState.state,
  since: fundPaymentState.onDay,
  reference: fundProject.reference,
  title: fundProject.titleFr,
  instalment: fundInstalment.number,
};
export type PaymentRow = Awaited<ReturnType<typeof readPayments>>[number];

/** Payments in a state, or all that are on their way; what waits longest first. @throws Forbidden */
export async function listPayments(act: Act, state: PaymentState | null): Promise<PaymentRow[]> {
  if (!mayReadMoney(act.actor)) throw new Forbidden();
  const onItsWay = and(ne(fundPaymentState.state, 'executed'), ne(fundPaymentState.state, 'returned'));
  return readPayments(act.db, state ? eq(fundPaymentState.state, state) : onItsWay);
}

/** The payments of a project, the first requested first; whoever asks has checked who may read. */
export function listPaymentsOf(db: Db, projectId: string): Promise<PaymentRow[]> {
  return readPayments(db, eq(fundPayment.projectId, projectId));
}

function readPayments(db: Db, where: SQL | undefined) {
  return db
    .select(row)
    .from(fundPayment)
    .innerJoin(fundPaymentState, eq(fundPaymentState.paymentId, fundPayment.id))
    .innerJoin(fundProject, eq(fundProject.id, fundPayment.projectId))
    .innerJoin(fundInstalment, eq(fundInstalment.id, fundPayment.instalmentId))
    .where(where)
    .orderBy(asc(fundPaymentState.onDay), asc(fundPayment.reference))
    .limit(2000);
}

/** A payment whole: its steps, where it goes, out of what it is made. @throws Forbidden, Missing */
export async function findPayment(act: Act, reference: string) {
  if (!mayReadMoney(act.actor)) throw new Forbidden();
  const [found] = await readPayments(act.db, eq(fundPayment.reference, reference));
  if (!found) throw new Missing(`payment ${reference}`);
  const steps = await listSteps(act.db, found.payment.id);
  const [account] = await act.db.select().from(fundBankAccount).where(eq(fundBankAccount.id, found.payment.bankAccountId));
  const sources = await act.db
    .select({ amountCents: fundPaymentSource.amountCents, agreement: fundDonorAgreement.reference, title: fundDonorAgreement.title })
    .from(fundPaymentSource)
    .innerJoin(fundAllocation, eq(fundAllocation.id, fundPaymentSource.allocationId))
    .innerJoin(fundDonorAgreement, eq(fundDonorAgreement.id, fundAllocation.donorAgreementId))
    .where(eq(fundPaymentSource.paymentId, found.payment.id))
    .orderBy(desc(fundPaymentSource.amountCents));
  return { ...found, steps, account: account!, sources };
}

/** Payments by their identifiers. */
export function listPaymentsById(db: Db, ids: readonly string[]): Promise<PaymentRow[]> {
  return ids.length === 0 ? Promise.resolve([]) : readPayments(db, inArray(fundPayment.id, [...ids]));
}
