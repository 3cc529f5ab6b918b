-- The follow-up of projects: what was seen, feared, advised, judged and learned; and their closure.

-- An entry of the follow-up of a project. What it says stays; what became of it is its end.
create table fund_followup (
  id uuid primary key,
  project_id uuid not null references fund_project (id),
  kind text not null check (kind in ('visit', 'risk', 'recommendation', 'evaluation', 'lesson')),
  on_day date not null,
  title text not null check (title <> ''),
  words text not null check (words <> ''),
  -- Of a risk: 1 to 3; of an evaluation: 1 to 4.
  level integer,
  -- Of a recommendation, or of a risk's measure: who, until when.
  owner text check (owner <> ''),
  due_on date,
  file_id uuid references stored_file (id),
  at timestamptz not null,
  by_id text not null,
  by text not null,
  unique (id, project_id),
  check (case kind when 'risk' then level between 1 and 3 when 'evaluation' then level between 1 and 4 else level is null end),
  check ((kind = 'recommendation') <= (due_on is not null and owner is not null)),
  check (kind in ('risk', 'recommendation') or (due_on is null and owner is null))
);
create index fund_followup_project on fund_followup (project_id, on_day);
create index fund_followup_kind on fund_followup (kind, due_on);
create trigger fund_followup_stays before update or delete on fund_followup for each row execute function keep_fund_history();

-- A risk that is no more, a recommendation that was followed, an entry that was wrong.
create table fund_followup_end (
  followup_id uuid primary key references fund_followup (id),
  outcome text not null check (outcome in ('done', 'dropped', 'mistaken')),
  words text not null check (words <> ''),
  at timestamptz not null,
  by_id text not null,
  by text not null
);
create trigger fund_followup_end_stays before update or delete on fund_followup_end for each row execute function keep_fund_history();

-- A project is closed once nothing of it is open; what was missing of its reports is waived by the direction alone.
create table fund_closure (
  project_id uuid primary key references fund_project (id),
  learned text not null check (learned <> ''),
  waiver text check (waiver <> ''),
  at timestamptz not null,
  by_id text not null,
  by text not null
);
create trigger fund_closure_stays before update or delete on fund_closure for each row execute function keep_fund_history();
create function refuse_early_closure() returns trigger language plpgsql as $$
begin
  if exists (select 1 from fund_payment payment join fund_payment_state state on state.payment_id = payment.id
      where payment.project_id = new.project_id and state.state not in ('executed', 'returned'))
    or not exists (select 1 from fund_settlement where project_id = new.project_id)
    or (select coalesce(sum(payment.amount_cents), 0) from fund_payment payment join fund_payment_state state on state.payment_id = payment.id
        where payment.project_id = new.project_id and state.state = 'executed')
      <> (select coalesce(sum(amount_cents), 0) from fund_live_charge where project_id = new.project_id)
        + (select coalesce(sum(amount_cents), 0) from fund_recovery where project_id = new.project_id)
    or (select coalesce(sum(amount_cents), 0) from fund_recovery where project_id = new.project_id)
      <> (select coalesce(sum(refund.amount_cents), 0) from fund_refund refund join fund_recovery recovery on recovery.id = refund.recovery_id
          where recovery.project_id = new.project_id) then
    raise exception 'a project is closed once its money is' using errcode = 'integrity_constraint_violation';
  end if;
  if new.waiver is null and exists (select 1 from fund_report_due due where due.project_id = new.project_id
      and (select state from fund_report_step where report_id = due.id order by number desc limit 1) is distinct from 'accepted') then
    raise exception 'a project is closed once its reports are accepted' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_closure_ready before insert on fund_closure for each row execute function refuse_early_closure();
create function require_closure() returns trigger language plpgsql as $$
begin
  if new.state = 'closed' and not exists (select 1 from fund_closure where project_id = new.project_id) then
    raise exception 'a project is closed by its closure' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_project_step_closure before insert on fund_project_step for each row execute function require_closure();
