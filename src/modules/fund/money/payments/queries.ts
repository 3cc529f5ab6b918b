import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import { fundPaymentStep, type PaymentStep } from './schema.ts';

/** The steps of a payment, in their order. */
export async function listSteps(db: Db, paymentId: string): Promise<PaymentStep[]> {
  return db.select().from(fundPaymentStep).where(eq(fundPaymentStep.paymentId, paymentId)).orderBy(asc(fundPaymentStep.number));
}
