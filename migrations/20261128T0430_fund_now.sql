-- Where each project and each report stands, and what each allocation paid and justified, so that what counts thousands of them
-- need not look for each one's last step nor add the ledger up: written by the triggers below and by nothing else.
create table fund_project_now (
  project_id uuid primary key references fund_project (id),
  state text not null,
  since timestamptz not null
);
create index fund_project_now_state on fund_project_now (state, since);

create function keep_project_state() returns trigger language plpgsql as $$
begin
  insert into fund_project_now (project_id, state, since) values (new.project_id, new.state, new.at)
    on conflict (project_id) do update set state = new.state, since = new.at;
  return null;
end $$;
create trigger fund_project_step_now after insert on fund_project_step for each row execute function keep_project_state();

insert into fund_project_now (project_id, state, since)
  select distinct on (project_id) project_id, state, at from fund_project_step order by project_id, number desc;

-- A report that is due and was not begun is in no state yet.
create table fund_report_now (
  report_id uuid primary key references fund_report_due (id),
  state text,
  since timestamptz,
  check ((state is null) = (since is null))
);
create index fund_report_now_state on fund_report_now (state, since);

create function keep_report_state() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'fund_report_due' then
    insert into fund_report_now (report_id) values (new.id);
  else
    update fund_report_now set state = new.state, since = new.at where report_id = new.report_id;
  end if;
  return null;
end $$;
create trigger fund_report_due_now after insert on fund_report_due for each row execute function keep_report_state();
create trigger fund_report_step_now after insert on fund_report_step for each row execute function keep_report_state();

insert into fund_report_now (report_id, state, since)
  select due.id, last.state, last.at from fund_report_due due
  left join lateral (select state, at from fund_report_step where report_id = due.id order by number desc limit 1) last on true;

create table fund_allocation_now (
  allocation_id uuid primary key references fund_allocation (id),
  project_id uuid not null references fund_project (id),
  paid_cents bigint not null,
  justified_cents bigint not null
);
create index fund_allocation_now_project on fund_allocation_now (project_id);

-- What an entry of the ledger adds to what its allocation paid, and to what of it is justified.
create function fund_entry_paid(entry fund_entry) returns bigint language sql immutable as $$
  select case when entry.debit = 'advances' and entry.credit = 'bank' then entry.amount_cents
    when entry.debit = 'bank' and entry.credit = 'advances' then -entry.amount_cents else 0 end
$$;
create function fund_entry_justified(entry fund_entry) returns bigint language sql immutable as $$
  select case when entry.debit = 'grants' then entry.amount_cents when entry.credit = 'grants' then -entry.amount_cents else 0 end
$$;

create function keep_allocation_state() returns trigger language plpgsql as $$
begin
  insert into fund_allocation_now (allocation_id, project_id, paid_cents, justified_cents)
    values (new.allocation_id, new.project_id, fund_entry_paid(new), fund_entry_justified(new))
    on conflict (allocation_id) do update set
      paid_cents = fund_allocation_now.paid_cents + excluded.paid_cents,
      justified_cents = fund_allocation_now.justified_cents + excluded.justified_cents;
  return null;
end $$;
create trigger fund_entry_now after insert on fund_entry for each row
  when (new.allocation_id is not null and 'advances' in (new.debit, new.credit)) execute function keep_allocation_state();

insert into fund_allocation_now (allocation_id, project_id, paid_cents, justified_cents)
  select allocation_id, project_id, sum(fund_entry_paid(entry)), sum(fund_entry_justified(entry))
  from fund_entry entry where allocation_id is not null and 'advances' in (debit, credit) group by allocation_id, project_id;
