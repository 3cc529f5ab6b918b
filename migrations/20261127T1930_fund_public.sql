-- What the public does not read of projects, from when and why; the last row of a project holds.
create table fund_hiding (
  project_id uuid not null references fund_project (id),
  number integer not null check (number > 0),
  hidden boolean not null,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text not null,
  by text not null,
  primary key (project_id, number)
);
create trigger fund_hiding_stays before update or delete on fund_hiding for each row execute function keep_fund_history();

-- A project is the public's to read once both have signed its agreement, unless it was cancelled or is hidden.
create function fund_is_public(project uuid) returns boolean language sql stable as $$
  select exists (select from fund_agreement_force force where force.project_id = project)
    and (select state from fund_project_step where project_id = project order by number desc limit 1) <> 'cancelled'
    and coalesce((select not hidden from fund_hiding where project_id = project order by number desc limit 1), true)
$$;
