-- Calls: what becomes of them once they are published, and who is let apply all the same.

-- A call that is published is what cities read: nothing of it changes but its last day, which may only be put off.
create function keep_published_call() returns trigger language plpgsql as $$
begin
  if exists (select from fund_call_step where call_id = old.id and state <> 'draft')
    and (to_jsonb(new) - 'closes_on' = to_jsonb(old) - 'closes_on' and new.closes_on > old.closes_on) is not true
  then
    raise exception 'a published call never changes, its last day aside' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_call_stays before update on fund_call for each row execute function keep_published_call();

-- The last day of a call, put off: from which, to which, why.
create table fund_call_extension (
  call_id uuid not null references fund_call (id),
  number integer not null check (number > 0),
  from_day date not null,
  to_day date not null check (to_day > from_day),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (call_id, number)
);
create trigger fund_call_extension_stays before update or delete on fund_call_extension for each row execute function keep_fund_history();

-- Someone whose accounts of earlier grants are not all rendered, and whom the direction lets apply to a call.
create table fund_eligibility_waiver (
  call_id uuid not null references fund_call (id),
  party_id uuid not null references party (id),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (call_id, party_id)
);
create trigger fund_eligibility_waiver_stays before update or delete on fund_eligibility_waiver for each row execute function keep_fund_history();
