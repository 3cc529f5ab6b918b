-- One row where the database holds a demonstration: every page says so, for ever.

create table demonstration (
  singleton boolean primary key default true check (singleton),
  loaded_at timestamptz not null
);
