-- The agenda changes until the sitting is over: what is taken off it keeps its row and its reason, and has no place any more.
alter table agenda_item
  alter column position drop not null,
  add column withdrawn_at timestamptz,
  add column withdrawn_reason text check (withdrawn_reason <> ''),
  add constraint agenda_item_place check ((position is null) = (withdrawn_at is not null)),
  add constraint agenda_item_withdrawal check (withdrawn_reason is null or withdrawn_at is not null);
