-- Reports of projects: what a city writes, what it hands in, how its days are moved.

-- Why a report is due on another day than the one that the agreement gave.
create table fund_report_move (
  report_id uuid not null references fund_report_due (id),
  number integer not null check (number > 0),
  from_day date not null,
  to_day date not null check (to_day <> from_day),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (report_id, number)
);
create trigger fund_report_move_stays before update or delete on fund_report_move for each row execute function keep_fund_history();
create index fund_report_due_on on fund_report_due (due_on);

-- A report is due for its days and its project; only its last day and the end of its period move.
create function keep_report_due() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - 'due_on' - 'period_to') <> (to_jsonb(old) - 'due_on' - 'period_to') then
    raise exception 'a report that is due stays due' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_report_due_stays before update or delete on fund_report_due for each row execute function keep_report_due();

-- What is being written. `number` grows with each save: two people do not write over each other unseen.
create table fund_report_draft (
  report_id uuid primary key references fund_report_due (id),
  number integer not null check (number > 0),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  at timestamptz not null,
  by_id text,
  by text not null
);

-- What was handed in, frozen each time.
create table fund_report_version (
  report_id uuid not null references fund_report_due (id),
  number integer not null check (number > 0),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  receipt text not null unique,
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (report_id, number)
);
create trigger fund_report_version_stays before update or delete on fund_report_version for each row execute function keep_fund_history();

-- What was reached, indicator by indicator, as it was handed in; women and men where it is told by sex.
create table fund_report_actual (
  report_id uuid not null,
  version integer not null,
  indicator text not null check (indicator <> ''),
  total numeric not null,
  women numeric,
  men numeric,
  note text not null default '',
  primary key (report_id, version, indicator),
  foreign key (report_id, version) references fund_report_version (report_id, number),
  check ((women is null) = (men is null))
);
create trigger fund_report_actual_stays before update or delete on fund_report_actual for each row execute function keep_fund_history();

-- Expenses are written while the report is, and reviewed once it is handed in.
create function keep_expense_of_report() returns trigger language plpgsql as $$
declare
  report_state text;
begin
  select state into report_state from fund_report_step where report_id = new.report_id order by number desc limit 1;
  if tg_op = 'INSERT' then
    if coalesce(report_state, 'draft') not in ('draft', 'returned') then
      raise exception 'an expense is written while its report is' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
  end if;
  if (to_jsonb(new) - 'withdrawn_at' - 'rejected_cents' - 'rejection' - 'file_id') <> (to_jsonb(old) - 'withdrawn_at' - 'rejected_cents' - 'rejection' - 'file_id')
    or ((new.withdrawn_at, new.file_id) is distinct from (old.withdrawn_at, old.file_id) and coalesce(report_state, 'draft') not in ('draft', 'returned'))
    or ((new.rejected_cents, new.rejection) is distinct from (old.rejected_cents, old.rejection) and report_state is distinct from 'submitted') then
    raise exception 'an expense changes only while it is written, and is rejected only while it is reviewed' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_expense_of_report before insert or update on fund_expense for each row execute function keep_expense_of_report();
create function keep_expense() returns trigger language plpgsql as $$
begin
  raise exception 'an expense is withdrawn or rejected, never removed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger fund_expense_stays before delete on fund_expense for each row execute function keep_expense();

-- A report goes from step to step: written, handed in, given back or accepted. Accepted, it is over.
create function order_report_steps() returns trigger language plpgsql as $$
declare
  before record;
begin
  select number, state into before from fund_report_step where report_id = new.report_id order by number desc limit 1;
  if new.number <> coalesce(before.number, 0) + 1
    or not ((before.state is null and new.state = 'draft') or (before.state, new.state) in
      (('draft', 'submitted'), ('returned', 'submitted'), ('submitted', 'returned'), ('submitted', 'accepted'))) then
    raise exception 'a report goes from step to step' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_report_step_order before insert on fund_report_step for each row execute function order_report_steps();
