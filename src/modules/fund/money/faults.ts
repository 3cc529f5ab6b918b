import { sql } from 'drizzle-orm';
import type { Db } from '../../../kernel/db/db.ts';

/** Everything that must hold, read from the rows and never from the code that wrote them; each line is a rule that does not. */
export async function findMoneyFaults(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ rule: string }>(sql`
    with sides as (
      select debit as account, currency, amount_cents as cents, allocation_id, donor_agreement_id, project_id from fund_entry
      union all select credit, currency, -amount_cents, allocation_id, donor_agreement_id, project_id from fund_entry),
    balance as (select account, currency, sum(cents) as cents from sides group by 1, 2),
    paid as (select payment.* from fund_payment payment join fund_payment_state state on state.payment_id = payment.id where state.state = 'executed')
    select 'the ledger balances' as rule where exists (select currency from balance group by 1 having sum(cents) <> 0)
    union all select 'promises are what the agreements promise' where (select coalesce(sum(cents), 0) from sides where account = 'donor_receivable' and currency = 'EUR')
      <> (select coalesce(sum(amount_cents), 0) from fund_donor_agreement where currency = 'EUR' and kind = 'donor')
      - (select coalesce(sum(receipt.amount_cents), 0) from fund_receipt receipt join fund_donor_agreement agreement on agreement.id = receipt.donor_agreement_id where agreement.currency = 'EUR')
    union all select 'advances are what was paid and neither justified nor asked back' where coalesce((select cents from balance where account = 'advances'), 0)
      <> (select coalesce(sum(amount_cents), 0) from paid) - (select coalesce(sum(amount_cents), 0) from fund_live_charge) - (select coalesce(sum(amount_cents), 0) from fund_recovery_line)
    union all select 'grants are what was charged' where coalesce((select cents from balance where account = 'grants'), 0) <> (select coalesce(sum(amount_cents), 0) from fund_live_charge)
    union all select 'recoveries are what is still to be paid back' where coalesce((select cents from balance where account = 'recoveries'), 0)
      <> (select coalesce(sum(amount_cents), 0) from fund_recovery) - (select coalesce(sum(amount_cents), 0) from fund_refund)
    union all select 'the total of a donor is the sum of its traces' from fund_allocation allocation
      where (select coalesce(-sum(cents), 0) from sides where account = 'used_funds' and allocation_id = allocation.id)
        <> (select coalesce(sum(amount_cents), 0) from fund_live_charge where allocation_id = allocation.id)
      or (select coalesce(-sum(cents), 0) from sides where account = 'allocated_funds' and allocation_id = allocation.id)
        <> allocation.amount_cents - (select coalesce(sum(amount_cents), 0) from fund_release where allocation_id = allocation.id)
        - (select coalesce(sum(amount_cents), 0) from fund_live_charge where allocation_id = allocation.id)
    union all select 'what is kept of an allocation is what its entries come to' from fund_allocation allocation left join fund_allocation_now kept on kept.allocation_id = allocation.id
      where coalesce(kept.paid_cents, 0) <> (select coalesce(sum(source.amount_cents), 0) from fund_payment_source source join paid on paid.id = source.payment_id where source.allocation_id = allocation.id)
        or coalesce(kept.justified_cents, 0) <> (select coalesce(sum(amount_cents), 0) from fund_live_charge where allocation_id = allocation.id)
    union all select 'a donor gives no more than it promised' from fund_donor_agreement agreement
      where (select coalesce(-sum(cents), 0) from sides where account in ('donor_funds') and donor_agreement_id = agreement.id and currency = agreement.currency) < 0
    union all select 'no euro is charged twice' from fund_expense expense
      where (select coalesce(sum(amount_cents), 0) from fund_live_charge where expense_id = expense.id)
        > case when expense.in_kind then 0 else expense.amount_cents - expense.rejected_cents end
    union all select 'no allocation pays more than it holds' from fund_allocation_state where free_cents < 0
    union all select 'no payment justifies more than it gave' from fund_payment_source source
      where source.amount_cents < (select coalesce(sum(amount_cents), 0) from fund_live_charge charge where (charge.payment_id, charge.allocation_id) = (source.payment_id, source.allocation_id))
        + (select coalesce(sum(amount_cents), 0) from fund_recovery_line line where (line.payment_id, line.allocation_id) = (source.payment_id, source.allocation_id))
    union all select 'nobody does two neighbouring steps' from fund_payment_step step
      join fund_payment_step next on next.payment_id = step.payment_id and next.number = step.number + 1
      where step.by_id = next.by_id and next.state <> 'returned'
    union all select 'nobody approves what they prepared' from fund_payment_step step
      join fund_payment_step approved on approved.payment_id = step.payment_id and approved.state = 'approved' and approved.number > step.number
      where step.by_id = approved.by_id
    union all select 'no instalment goes out with an unmet condition that nobody waived' from fund_payment payment
      join fund_payment_step step on step.payment_id = payment.id and step.state = 'ordered'
      join fund_condition condition on condition.instalment_id = payment.instalment_id
      where not exists (select 1 from fund_condition_waiver waiver where waiver.condition_id = condition.id)
        and condition.kind = 'report_accepted' and not exists (
          select 1 from fund_report_due due join fund_report_step accepted on accepted.report_id = due.id
          where due.project_id = payment.project_id and due.number = condition.ordinal and accepted.state = 'accepted')
    union all select 'an instalment is paid once' from paid group by instalment_id having count(*) > 1
    union all select 'commitments are what is promised and not paid' from fund_project project
      where not exists (select 1 from fund_settlement settlement where settlement.project_id = project.id)
        and (select coalesce(sum(cents), 0) from sides where account = 'commitments_given' and project_id = project.id)
        <> (select (agreement.terms ->> 'grantedCents')::bigint from fund_agreement_force force join fund_agreement agreement on agreement.id = force.agreement_id
            where force.project_id = project.id order by agreement.number desc limit 1)
          - (select coalesce(sum(amount_cents), 0) from paid where paid.project_id = project.id)
    union all select 'what was paid and kept is the final amount, or less' from fund_settlement settlement
      where settlement.final_cents < (select coalesce(sum(amount_cents), 0) from paid where paid.project_id = settlement.project_id)
        - (select coalesce(sum(amount_cents), 0) from fund_recovery recovery where recovery.project_id = settlement.project_id)`);
  return [...new Set(rows.map(({ rule }) => rule))];
}
