-- Two people wrote the same piece of a dossier without seeing each other: both values are kept as edits; the first one stands
-- until one of the authors settles which does.
create table fund_dossier_conflict (
  dossier_id uuid not null,
  -- The edit that came second.
  number integer not null,
  path text not null,
  -- What it found there; 0: nothing any more.
  against integer not null check (against >= 0),
  -- The edit that settled it, or took its place.
  settled_by integer check (settled_by > number),
  primary key (dossier_id, number),
  foreign key (dossier_id, number) references fund_dossier_edit (dossier_id, number),
  foreign key (dossier_id, settled_by) references fund_dossier_edit (dossier_id, number)
);
create index fund_dossier_conflict_open on fund_dossier_conflict (dossier_id) where settled_by is null;

create function keep_dossier_edit() returns trigger language plpgsql as $$
begin
  raise exception 'what was written in a dossier is never rewritten nor deleted' using errcode = 'integrity_constraint_violation';
end $$;
create trigger fund_dossier_edit_stays before update or delete on fund_dossier_edit for each row execute function keep_dossier_edit();

-- Where each dossier stands, so that long lists need not look for its last step and its last deposit: written by the triggers
-- below and by nothing else.
create table fund_dossier_now (
  dossier_id uuid primary key references fund_dossier (id) on delete cascade,
  state text not null,
  since timestamptz not null,
  version integer,
  currency text,
  requested_cents bigint,
  deposited_at timestamptz,
  check ((version is null) = (deposited_at is null))
);
create index fund_dossier_now_deposited on fund_dossier_now (deposited_at, dossier_id) where version is not null;
create index fund_dossier_now_state on fund_dossier_now (state, deposited_at);
create index fund_dossier_now_requested on fund_dossier_now (requested_cents, dossier_id) where version is not null;

create function keep_dossier_state() returns trigger language plpgsql as $$
begin
  insert into fund_dossier_now (dossier_id, state, since) values (new.dossier_id, new.state, new.at)
    on conflict (dossier_id) do update set state = new.state, since = new.at;
  return null;
end $$;
create trigger fund_dossier_step_now after insert on fund_dossier_step for each row execute function keep_dossier_state();

create function keep_dossier_deposit() returns trigger language plpgsql as $$
begin
  insert into fund_dossier_now (dossier_id, state, since, version, currency, requested_cents, deposited_at)
    values (new.dossier_id, 'draft', new.at, new.number, new.currency, new.requested_cents, new.at)
    on conflict (dossier_id) do update
      set version = new.number, currency = new.currency, requested_cents = new.requested_cents, deposited_at = new.at;
  return null;
end $$;
create trigger fund_dossier_version_now after insert on fund_dossier_version for each row execute function keep_dossier_deposit();
