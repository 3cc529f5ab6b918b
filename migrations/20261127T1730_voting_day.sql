-- The day on which the electors vote, as a dated fact: it is corrected, contradicted and retracted as any other, with its
-- source. `election.votes_on` is what was said of an election when it was recorded, before this; a fact comes before it.
create table voting_day (
  id uuid primary key,
  fact_id uuid not null,
  valid daterange not null check (not isempty(valid)),
  from_precision text check (from_precision in ('day', 'month', 'year')),
  to_precision text check (to_precision in ('day', 'month', 'year')),
  attested_from date,
  recorded int8range not null check (not isempty(recorded) and not lower_inf(recorded)),
  source_id uuid not null references source (id),
  certainty text not null check (certainty in ('confirmed', 'probable', 'disputed')),
  retained boolean not null default true,
  retained_reason text,
  retained_by text,
  note text,
  event_id uuid not null references election (event_id),
  votes_on date not null,
  check (lower_inf(valid) = (from_precision is null)),
  check (upper_inf(valid) = (to_precision is null)),
  check (retained_reason is null or retained_by is not null),
  exclude using gist (event_id with =, valid with &&, recorded with &&) where (retained)
);
create index voting_day_fact on voting_day (fact_id);
create unique index voting_day_held on voting_day (fact_id) where (upper_inf(recorded));
create index voting_day_event on voting_day (event_id);
create trigger voting_day_is_kept before update or delete on voting_day for each row execute function refuse_rewriting();
