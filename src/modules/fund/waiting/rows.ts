import { type SQL, sql } from 'drizzle-orm';

/**
 * Everything that waits, whoever asks: `kind`, the `reference` of the dossier, project, payment or recovery, what else finds it
 * (`owner_ref`: the project of it; `detail`: an identifier or a number), whose it is, `since` when it waits, until when, for `whom`,
 * which person where one is known, and who of them may not do it, having done what comes before.
 */
export function everythingWaiting(today: Temporal.PlainDate): SQL {
  const day = sql`${today.toString()}::date`;
  return sql`
    ${dossiers} union all ${notes} union all ${opinions} union all ${projects} union all ${signatures} union all ${instalments(day)}
    union all ${payments} union all ${reports(day)} union all ${actions} union all ${accounts} union all ${recoveries}`;
}

const nobody = sql`null::text[]`;
const officer = sql`(select officer.user_id from fund_officer officer where officer.dossier_id = dossier.id order by number desc limit 1)`;

/** On an agenda, a dossier waits for the sitting; decided there, for someone to write down what it says of it. */
const dossiers = sql`
  select case now.state when 'submitted' then 'admissibility' when 'completion_asked' then 'completion' when 'admissible' then 'appraisal'
      when 'appraised' then 'agenda' when 'on_agenda' then case when agenda.is_decided then 'award' else 'sitting' end else now.state end,
    dossier.reference, dossier.reference, dossier.id::text, dossier.title, dossier.lead_id, now.since,
    case now.state when 'completion_asked' then (select due_on from fund_completion where dossier_id = dossier.id order by number desc limit 1)
      when 'on_agenda' then agenda.on_day end,
    case when now.state = 'completion_asked' then 'city' when now.state = 'reserve' or agenda.is_decided then 'direction'
      when now.state = 'on_agenda' then 'bureau' else 'officer' end,
    case when now.state not in ('completion_asked', 'on_agenda', 'reserve') then ${officer} end, ${nobody}
  from fund_dossier_now now join fund_dossier dossier on dossier.id = now.dossier_id
  left join lateral (
    select max(sitting.starts_at)::date as on_day, bool_or(
        exists (select from decision where decision.item_id = entry.item_id)
        or exists (select from vote join vote_result result on result.vote_id = vote.id where vote.item_id = entry.item_id)) as is_decided
    from fund_agenda_entry entry join sitting on sitting.id = entry.sitting_id
    where now.state = 'on_agenda' and entry.dossier_id = dossier.id and entry.withdrawn_at is null) agenda on true
  where now.state in ('submitted', 'completion_asked', 'admissible', 'appraised', 'on_agenda', 'deferred', 'reserve')`;

/** What was voted before its papers (R10) owes its note afterwards. */
const notes = sql`
  select 'note', dossier.reference, dossier.reference, dossier.id::text, dossier.title, dossier.lead_id, now.since, null::date, 'officer', ${officer}, ${nobody}
  from fund_agenda_entry entry join fund_dossier dossier on dossier.id = entry.dossier_id join fund_dossier_now now on now.dossier_id = dossier.id
  where entry.note is null and entry.withdrawn_at is null and now.state in ('granted', 'granted_on_conditions')`;

/** What was asked of someone who has neither given it nor declared an interest. */
const opinions = sql`
  select 'opinion', dossier.reference, dossier.reference, assignment.id::text, dossier.title, dossier.lead_id, assignment.at, assignment.due_on, 'expert', assignment.user_id, ${nobody}
  from fund_assignment assignment join fund_dossier dossier on dossier.id = assignment.dossier_id
  join fund_dossier_now now on now.dossier_id = dossier.id
  where assignment.ended_at is null and now.state in ('submitted', 'completion_asked', 'admissible')
    and not exists (select from fund_interest interest where interest.assignment_id = assignment.id and interest.has_interest)
    and ('opinion' = any (assignment.tasks) and not exists (select from fund_opinion opinion where opinion.assignment_id = assignment.id)
      or 'scoring' = any (assignment.tasks) and not exists (select from fund_scoring scoring where scoring.assignment_id = assignment.id))`;

/** Projects whose agreement is to be written, or that are achieved and not closed. */
const projects = sql`
  select case now.state when 'awarded' then 'agreement' else 'closure' end, project.reference, project.reference, project.id::text, project.title_fr, project.lead_id,
    now.since, null::date, 'officer', ${officer}, ${nobody}
  from fund_project_now now join fund_project project on project.id = now.project_id join fund_dossier dossier on dossier.id = project.dossier_id
  where now.state in ('awarded', 'completed')`;

/** Texts that neither bind nor were withdrawn: the city signs first, then the network; what was signed on paper, two people check. */
const signatures = sql`
  select 'signature', project.reference, project.reference, agreement.id::text, project.title_fr, project.lead_id,
    coalesce(scan.at, signature.at, agreement.at), null::date,
    case when scan.at is not null then 'officer' when signature.at is not null then 'direction' else 'city' end,
    null, (select array_agg(by_id) from fund_scan_check where scan_id = scan.id)
  from fund_agreement agreement join fund_project project on project.id = agreement.project_id join fund_dossier dossier on dossier.id = project.dossier_id
  join fund_project_now now on now.project_id = project.id
  left join fund_signature signature on signature.agreement_id = agreement.id and signature.side = 'city'
  left join lateral (
    select scan.id, scan.at from fund_signed_scan scan
    where scan.agreement_id = agreement.id and not exists (select from fund_scan_check refused where refused.scan_id = scan.id and not refused.accepted)
    order by scan.at desc limit 1) scan on true
  where now.state not in ('closed', 'cancelled')
    and not exists (select from fund_agreement_force force where force.agreement_id = agreement.id)
    and not exists (select from fund_agreement_withdrawal withdrawal where withdrawal.agreement_id = agreement.id)`;

/** From its day on, the first instalment that is not asked for: it can be once each of its conditions is met or waived. */
function instalments(day: SQL): SQL {
  return sql`
    select case when next.is_ready then 'request' else 'condition' end, next.reference, next.reference, next.number::text, next.title_fr, next.lead_id,
      next.expected_on::timestamptz, next.expected_on, 'officer', ${officer}, ${nobody}
    from (
      select distinct on (project.id) project.id, project.dossier_id, project.reference, project.title_fr, project.lead_id, instalment.number, instalment.expected_on,
        not exists (select from fund_condition_state state join fund_condition condition on condition.id = state.condition_id
          where state.instalment_id = instalment.id and not state.waived
            and not case condition.kind when 'date' then condition.on_day <= ${day} else state.met end) as is_ready
      from fund_project_now now join fund_project project on project.id = now.project_id
      join fund_instalment instalment on instalment.project_id = project.id
      where now.state in ('active', 'completed') and instalment.expected_on <= ${day}
        and not exists (select from fund_instalment_end ended where ended.instalment_id = instalment.id)
        and not exists (select from fund_payment payment join fund_payment_state state on state.payment_id = payment.id
          where payment.instalment_id = instalment.id and state.state <> 'returned')
      order by project.id, instalment.number) next
    join fund_dossier dossier on dossier.id = next.dossier_id`;
}

/** Who prepared a payment does not approve it, and nobody does two steps in a row; of a project that is paid no more, it is returned. */
const payments = sql`
  select case when life.state not in ('active', 'completed') and state.state <> 'ordered' then 'returning'
      else case state.state when 'requested' then 'verification' when 'verified' then 'approval' when 'approved' then 'order' else 'execution' end end,
    payment.reference, project.reference, payment.id::text, project.title_fr, project.lead_id, step.at, null::date,
    case when life.state not in ('active', 'completed') and state.state <> 'ordered' then 'officer'
      else case state.state when 'requested' then 'officer' when 'verified' then 'direction' else 'finance' end end, null,
    case when state.state = 'verified' then (select array_agg(by_id) from fund_payment_step where payment_id = payment.id) else array[state.by_id] end
  from fund_payment payment join fund_payment_state state on state.payment_id = payment.id
  join fund_payment_step step on step.payment_id = payment.id and step.number = state.number
  join fund_project project on project.id = payment.project_id join fund_project_now life on life.project_id = project.id
  where state.state not in ('executed', 'returned')
    and not exists (select from fund_payment_step last where last.payment_id = payment.id and last.state in ('executed', 'returned'))`;

/** Reports whose period is over and that the city writes, those that were returned, those to review. */
function reports(day: SQL): SQL {
  return sql`
    select case now.state when 'submitted' then 'review' else 'report' end, project.reference, project.reference, due.number::text, project.title_fr, project.lead_id,
      case when now.state in ('submitted', 'returned') then now.since else (due.period_to + 1)::timestamptz end,
      case when now.state is distinct from 'submitted' then due.due_on end,
      case now.state when 'submitted' then 'officer' else 'city' end, case now.state when 'submitted' then ${officer} end, ${nobody}
    from fund_report_now now join fund_report_due due on due.id = now.report_id
    join fund_project project on project.id = due.project_id join fund_dossier dossier on dossier.id = project.dossier_id
    join fund_project_now life on life.project_id = project.id
    where life.state not in ('closed', 'cancelled') and (now.state in ('submitted', 'returned') or (now.state is null or now.state = 'draft') and due.period_to < ${day})`;
}

/** What the follow-up of a project says is to be done by a day, or watched until then. */
const actions = sql`
  select 'action', project.reference, project.reference, followup.title, project.title_fr, project.lead_id, followup.at, followup.due_on, 'officer', ${officer}, ${nobody}
  from fund_followup followup join fund_project project on project.id = followup.project_id join fund_dossier dossier on dossier.id = project.dossier_id
  join fund_project_now life on life.project_id = project.id
  where followup.due_on is not null and life.state not in ('closed', 'cancelled')
    and not exists (select from fund_followup_end ended where ended.followup_id = followup.id)`;

/** Bank accounts that someone else than who entered them confirms. */
const accounts = sql`
  select 'account', account.holder, null, account.id::text, account.bank_name, account.party_id, account.at, null::date, 'finance', null, array[account.by_id]
  from fund_bank_account account
  where not exists (select from fund_bank_account_confirmation confirmation where confirmation.account_id = account.id)
    and not exists (select from fund_bank_account_end ended where ended.account_id = account.id)`;

const recoveries = sql`
  select 'recovery', recovery.reference, project.reference, recovery.id::text, project.title_fr, project.lead_id, recovery.at, recovery.due_on, 'city', null, ${nobody}
  from fund_recovery recovery join fund_project project on project.id = recovery.project_id
  where recovery.amount_cents > coalesce((select sum(amount_cents) from fund_refund refund where refund.recovery_id = recovery.id), 0)`;
