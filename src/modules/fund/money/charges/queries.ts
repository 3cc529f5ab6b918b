import { sql } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import type { AcceptedExpense, OpenMoney } from './rules.ts';

/** The expenses of a project whose report is accepted, and what each bears already. */
export async function listAcceptedExpenses(db: Db, projectId: string): Promise<AcceptedExpense[]> {
  const { rows } = await db.execute<{ id: string; spent_on: string; accepted: string; in_kind: boolean; charged: string }>(sql`
    select expense.id, expense.spent_on::text, (expense.amount_cents - expense.rejected_cents)::text as accepted, expense.in_kind,
      (select coalesce(sum(amount_cents), 0)::text from fund_live_charge where expense_id = expense.id) as charged
    from fund_expense expense
    join fund_report_now report on report.report_id = expense.report_id and report.state = 'accepted'
    where expense.project_id = ${projectId} and expense.withdrawn_at is null
    order by expense.spent_on, expense.id`);
  return rows.map((row) => ({
    id: row.id,
    spentOn: Temporal.PlainDate.from(row.spent_on),
    acceptedCents: Number(row.accepted),
    bearableCents: row.in_kind ? 0 : Number(row.accepted),
    chargedCents: Number(row.charged),
  }));
}

/** What was paid to a project and is neither justified nor asked back, the first paid first. */
export async function listOpenMoney(db: Db, projectId: string): Promise<OpenMoney[]> {
  const { rows } = await db.execute<{ payment_id: string; allocation_id: string; open: string; starts_on: string; ends_on: string }>(sql`
    select source.payment_id, source.allocation_id, agreement.starts_on::text, agreement.ends_on::text,
      (source.amount_cents
        - (select coalesce(sum(amount_cents), 0) from fund_live_charge charge where (charge.payment_id, charge.allocation_id) = (source.payment_id, source.allocation_id))
        - (select coalesce(sum(amount_cents), 0) from fund_recovery_line line where (line.payment_id, line.allocation_id) = (source.payment_id, source.allocation_id))
      )::text as open
    from fund_payment_source source
    join fund_payment_state state on state.payment_id = source.payment_id and state.state = 'executed'
    join fund_payment payment on payment.id = source.payment_id
    join fund_allocation allocation on allocation.id = source.allocation_id
    join fund_donor_agreement agreement on agreement.id = allocation.donor_agreement_id
    where source.project_id = ${projectId}
    order by state.on_day, payment.reference, allocation.at, allocation.id`);
  return rows.map((row) => ({
    paymentId: row.payment_id,
    allocationId: row.allocation_id,
    openCents: Number(row.open),
    startsOn: Temporal.PlainDate.from(row.starts_on),
    endsOn: Temporal.PlainDate.from(row.ends_on),
  }));
}
