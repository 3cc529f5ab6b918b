-- The kernel's own tables: what the nightly backup did, and which daily jobs are done.

create table backup_run (
  id uuid primary key,
  started_at timestamptz not null,
  finished_at timestamptz,
  file text,
  bytes bigint check (bytes > 0),
  -- The backup restored in a folder of its own and compared with the database: null until it was tried.
  drill text check (drill in ('same', 'differs', 'failed')),
  -- What was wrong, for the status page.
  fault text,
  check (finished_at >= started_at),
  check ((file is null) = (bytes is null)),
  check (drill is null or file is not null),
  check (finished_at is null or file is not null or fault is not null)
);
create index backup_run_started on backup_run (started_at desc);

-- A tick of the clock is missed while the process is down: a daily job looks here, not at the tick.
create table job_day_done (
  job text not null check (job <> ''),
  day date not null,
  done_at timestamptz not null,
  primary key (job, day)
);
