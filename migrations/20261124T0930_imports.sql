-- Files brought into the register: what they were, what the preview said, which revision they became.

-- How the columns of files with one header were named last time.
create table import_mapping (
  kind text not null check (kind in ('parties', 'names', 'identifiers', 'statuses', 'endorsements', 'measures', 'links', 'series', 'occurrences')),
  signature text not null,
  mapping jsonb not null,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (kind, signature)
);

create table import_run (
  id uuid primary key,
  kind text not null check (kind in ('parties', 'names', 'identifiers', 'statuses', 'endorsements', 'measures', 'links', 'series', 'occurrences')),
  state text not null check (state in ('uploaded', 'previewing', 'previewed', 'applying', 'applied', 'failed', 'undoing', 'undone')),
  file_name text not null,
  file_bytes integer not null check (file_bytes > 0),
  file_hash text not null,
  encoding text not null,
  delimiter text not null,
  header jsonb not null,
  sample jsonb not null,
  rows integer not null check (rows > 0),
  mapping jsonb,
  complete_on date,
  reason text check (reason <> ''),
  counts jsonb,
  revision bigint references revision (number),
  undone_by bigint references revision (number),
  failure jsonb,
  created_at timestamptz not null,
  created_by_id text,
  created_by text not null,
  changed_at timestamptz not null,
  check (state not in ('previewed', 'applying', 'applied', 'undoing', 'undone') or (mapping is not null and counts is not null)),
  -- Why the work failed; or why an import that is applied could not be undone.
  check (state <> 'failed' or failure is not null),
  check (failure is null or state in ('failed', 'applied')),
  check (state not in ('undoing', 'undone') or revision is not null),
  check ((state = 'undone') = (undone_by is not null)),
  check (undone_by > revision)
);
create index import_run_created on import_run (created_at);
create index import_run_revision on import_run (revision);

-- The file itself, until it is applied or forgotten: in pieces, so that neither writing nor reading it holds it whole.
create table import_piece (
  run_id uuid not null references import_run (id) on delete cascade,
  position integer not null check (position >= 0),
  bytes bytea not null,
  primary key (run_id, position)
);

-- What the preview said, entry by entry: what is shown, and what applying must find again.
create table import_line (
  run_id uuid not null references import_run (id) on delete cascade,
  position integer not null check (position >= 0),
  line integer check (line > 0),
  outcome text not null check (outcome in ('new', 'ended', 'corrected', 'same', 'refused')),
  label jsonb,
  "column" text,
  reason jsonb,
  changes jsonb,
  -- The line as it was, where it is refused: to be corrected and brought back.
  cells jsonb,
  digest text not null,
  primary key (run_id, position),
  check ((outcome = 'refused') = (reason is not null))
);
create index import_line_outcome on import_line (run_id, outcome, position);

-- Series that an import changed, as they were before: what undoing it puts back.
create table import_replaced (
  run_id uuid not null references import_run (id) on delete cascade,
  series_id uuid not null references series (id),
  before jsonb not null,
  primary key (run_id, series_id)
);
