import { asc, eq, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { fundProject } from '../../projects/schema.ts';
import { mayReadMoney } from '../policy.ts';
import { fundRecovery, fundRefund } from './schema.ts';

/** Where the money of a project is, in its currency. */
export interface ProjectMoney {
  /** Promised and not paid. */
  commitmentCents: number;
  allocatedCents: number;
  onItsWayCents: number;
  paidCents: number;
  justifiedCents: number;
  askedBackCents: number;
  refundedCents: number;
  /** Paid, neither justified nor asked back. */
  openCents: number;
}

/** Where the money of a project is; whoever asks has checked who may read. */
export async function readMoneyOf(db: Db, projectId: string): Promise<ProjectMoney> {
  const { rows } = await db.execute<
    Record<'commitment' | 'allocated' | 'on_its_way' | 'paid' | 'justified' | 'asked_back' | 'refunded', string>
  >(sql`
    select
      (select coalesce(sum(case when debit = 'commitments_given' then amount_cents else -amount_cents end), 0) from fund_entry
        where project_id = ${projectId} and 'commitments_given' in (debit, credit))::text as commitment,
      (select coalesce(sum(state.amount_cents - state.released_cents), 0) from fund_allocation allocation
        join fund_allocation_state state on state.allocation_id = allocation.id where allocation.project_id = ${projectId})::text as allocated,
      (select coalesce(sum(payment.amount_cents), 0) from fund_payment payment join fund_payment_state state on state.payment_id = payment.id
        where payment.project_id = ${projectId} and state.state not in ('executed', 'returned'))::text as on_its_way,
      (select coalesce(sum(payment.amount_cents), 0) from fund_payment payment join fund_payment_state state on state.payment_id = payment.id
        where payment.project_id = ${projectId} and state.state = 'executed')::text as paid,
      (select coalesce(sum(amount_cents), 0) from fund_live_charge where project_id = ${projectId})::text as justified,
      (select coalesce(sum(amount_cents), 0) from fund_recovery where project_id = ${projectId})::text as asked_back,
      (select coalesce(sum(refund.amount_cents), 0) from fund_refund refund join fund_recovery recovery on recovery.id = refund.recovery_id
        where recovery.project_id = ${projectId})::text as refunded`);
  const row = rows[0]!;
  const [paidCents, justifiedCents, askedBackCents] = [Number(row.paid), Number(row.justified), Number(row.asked_back)];
  return {
    commitmentCents: Number(row.commitment),
    allocatedCents: Number(row.allocated),
    onItsWayCents: Number(row.on_its_way),
    paidCents,
    justifiedCents,
    askedBackCents,
    refundedCents: Number(row.refunded),
    openCents: paidCents - justifiedCents - askedBackCents,
  };
}

/** What cities are asked to pay back, and what came back of it; what is owed longest first. @throws Forbidden */
export async function listRecoveries(act: Act) {
  if (!mayReadMoney(act.actor)) throw new Forbidden();
  const rows = await act.db
    .select({ recovery: fundRecovery, project: fundProject.reference, title: fundProject.titleFr })
    .from(fundRecovery)
    .innerJoin(fundProject, eq(fundProject.id, fundRecovery.projectId))
    .orderBy(asc(fundRecovery.dueOn), asc(fundRecovery.reference));
  const refunds = await act.db.select().from(fundRefund).orderBy(asc(fundRefund.receivedOn));
  return rows.map((row) => {
    const own = refunds.filter((one) => one.recoveryId === row.recovery.id);
    return { ...row, refunds: own, owedCents: row.recovery.amountCents - own.reduce((sum, one) => sum + one.amountCents, 0) };
  });
}
export type RecoveryRow = Awaited<ReturnType<typeof listRecoveries>>[number];
