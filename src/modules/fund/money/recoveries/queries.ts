import { sql } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';

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
