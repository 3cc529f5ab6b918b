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
