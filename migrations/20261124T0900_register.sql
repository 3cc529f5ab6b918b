-- The register: parties, sources, revisions and dated facts (two times: `valid` in the world, `recorded` in revisions).

create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- unaccent() is only STABLE because its dictionary could change; ours does not, and an index needs IMMUTABLE.
create function folded(value text) returns text language sql immutable strict parallel safe
  -- French puts no-break spaces before a unit; whether they part words would depend on the server's locale.
  return lower(public.unaccent('public.unaccent'::regdictionary, translate(value, U&'\00A0\202F', '  ')));

create table revision (
  number bigint primary key check (number > 0),
  at timestamptz not null,
  actor_id text,
  actor text not null,
  command text not null,
  reason text not null check (reason <> ''),
  entries integer not null default 0
);
create index revision_at on revision (at);

-- The journal: what each revision did, whole enough to rebuild every fact from it.
create table journal_entry (
  revision bigint not null references revision (number),
  position integer not null check (position >= 0),
  kind text not null,
  fact_id uuid not null,
  row_id uuid not null,
  operation text not null check (operation in ('record', 'close')),
  change text not null check (change in ('record', 'end', 'correct', 'retract', 'retain')),
  row jsonb not null,
  -- A person's data may have to disappear from `row` one day; the salted digest then still holds the chain.
  salt text not null,
  digest text not null,
  primary key (revision, position)
);
create index journal_entry_fact on journal_entry (fact_id, revision);

create table journal_seal (
  day date primary key,
  first_revision bigint,
  last_revision bigint,
  entries_hash text not null,
  previous_hash text,
  hash text not null unique,
  signature text not null,
  key_id text not null,
  sealed_at timestamptz not null,
  check ((first_revision is null) = (last_revision is null)),
  check (first_revision <= last_revision)
);

create table source (
  id uuid primary key,
  title text not null check (title <> ''),
  publisher text,
  url text check (url ~ '^https?://'),
  consulted_on date,
  note text,
  digest text not null unique,
  revision bigint not null references revision (number)
);

create table party (
  id uuid primary key,
  kind text not null check (kind in ('state', 'government', 'local_authority', 'association', 'institution', 'coalition', 'network', 'donor')),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  revision bigint not null references revision (number)
);
create index party_kind on party (kind, slug);

create table series (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name_fr text not null check (name_fr <> ''),
  name_en text,
  -- The words that announce an occurrence in a text: « conférence ministérielle ; CMF ».
  words_fr text not null default '',
  words_en text not null default '',
  institution_id uuid references party (id),
  revision bigint not null references revision (number)
);

create table event (
  id uuid primary key,
  series_id uuid references series (id),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  revision bigint not null references revision (number)
);
create index event_series on event (series_id);

-- What every fact carries, whatever its kind. `id` is the row; `fact_id` is the fact through its corrections.
-- `attested_from`: where the start is not known (`valid` without lower bound), the first day on which the source vouches for it.
-- `retained`: where sources disagree each claim is a row, and one is retained, with a reason and a name.
create table fact_columns (
  id uuid primary key,
  fact_id uuid not null,
  valid daterange not null check (not isempty(valid)),
  from_precision text check (from_precision in ('day', 'month', 'year')),
  to_precision text check (to_precision in ('day', 'month', 'year')),
  attested_from date,
  recorded int8range not null check (not isempty(recorded) and not lower_inf(recorded)),
  source_id uuid not null,
  certainty text not null check (certainty in ('confirmed', 'probable', 'disputed')),
  retained boolean not null default true,
  retained_reason text,
  retained_by text,
  note text,
  check (lower_inf(valid) = (from_precision is null)),
  check (upper_inf(valid) = (to_precision is null)),
  check (retained_reason is null or retained_by is not null)
);

-- A fact is never updated in place nor deleted: the only change a row may see is the end of `recorded`.
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'recorded' = to_jsonb(old) - 'recorded'
    and upper_inf(old.recorded) and lower(new.recorded) = lower(old.recorded) and not upper_inf(new.recorded) then
    return new;
  end if;
  raise exception 'a recorded fact is never rewritten nor deleted (%)', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is never rewritten nor deleted (%)', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create table party_name (
  like fact_columns including all,
  foreign key (source_id) references source (id),
  party_id uuid not null references party (id),
  language text not null check (language in ('fr', 'en', 'local')),
  usage text not null check (usage in ('common', 'official', 'acronym', 'former')),
  name text not null check (name <> ''),
  exclude using gist (party_id with =, language with =, usage with =, valid with &&, recorded with &&) where (retained)
);
create index party_name_fact on party_name (fact_id);
create index party_name_party on party_name (party_id);
create unique index party_name_held on party_name (fact_id) where (upper_inf(recorded));
create index party_name_folded on party_name using gin (folded(name) gin_trgm_ops) where (upper_inf(recorded));
create index party_name_words on party_name using gin (to_tsvector('french', folded(name))) where (upper_inf(recorded));

create table party_identifier (
  like fact_columns including all,
  foreign key (source_id) references source (id),
  party_id uuid not null references party (id),
  scheme text not null check (scheme in ('iso3166-1-alpha3', 'iso3166-2', 'wikidata', 'insee', 'geonames', 'iati-org', 'dac-channel', 'website')),
  value text not null check (value <> ''),
  exclude using gist (party_id with =, scheme with =, valid with &&, recorded with &&) where (retained)
);
create index party_identifier_fact on party_identifier (fact_id);
create index party_identifier_party on party_identifier (party_id);
create unique index party_identifier_held on party_identifier (fact_id) where (upper_inf(recorded));
create index party_identifier_value on party_identifier (scheme, value);

create table status (
  like fact_columns including all,
  foreign key (source_id) references source (id),
  party_id uuid not null references party (id),
  institution_id uuid not null references party (id),
  status text not null check (status in ('member', 'associate', 'observer', 'suspended', 'withdrawn', 'direct_operator', 'recognised_actor', 'honorary')),
  category text check (category in ('city', 'region', 'district', 'province_city', 'intermunicipal_body', 'national_association', 'regional_association', 'associate_city')),
  check (party_id <> institution_id),
  exclude using gist (party_id with =, institution_id with =, valid with &&, recorded with &&) where (retained)
);
create index status_fact on status (fact_id);
create index status_party on status (party_id);
create unique index status_held on status (fact_id) where (upper_inf(recorded));
create index status_institution on status (institution_id);

create table endorsement (
  like fact_columns including all,
  foreign key (source_id) references source (id),
  party_id uuid not null references party (id),
  coalition_id uuid not null references party (id),
  check (party_id <> coalition_id),
  exclude using gist (party_id with =, coalition_id with =, valid with &&, recorded with &&) where (retained)
);
create index endorsement_fact on endorsement (fact_id);
create index endorsement_party on endorsement (party_id);
create unique index endorsement_held on endorsement (fact_id) where (upper_inf(recorded));
create index endorsement_coalition on endorsement (coalition_id);

create table measure (
  like fact_columns including all,
  foreign key (source_id) references source (id),
  party_id uuid not null references party (id),
  measure text not null check (measure in ('population', 'gni_per_head', 'published_members')),
  value numeric not null,
  unit text not null check (unit <> ''),
  exclude using gist (party_id with =, measure with =, valid with &&, recorded with &&) where (retained)
);
create index measure_fact on measure (fact_id);
create index measure_party on measure (party_id);
create unique index measure_held on measure (fact_id) where (upper_inf(recorded));

create table occurrence (
  like fact_columns including all,
  foreign key (source_id) references source (id),
  event_id uuid not null references event (id),
  number integer check (number > 0),
  name_fr text not null check (name_fr <> ''),
  name_en text,
  place text,
  state_id uuid references party (id),
  starts_on date,
  ends_on date,
  date_precision text check (date_precision in ('day', 'month', 'year')),
  status text not null check (status in ('announced', 'moved', 'held', 'cancelled')),
  check ((starts_on is null) = (date_precision is null)),
  check (ends_on >= starts_on),
  exclude using gist (event_id with =, valid with &&, recorded with &&) where (retained)
);
create index occurrence_fact on occurrence (fact_id);
create unique index occurrence_held on occurrence (fact_id) where (upper_inf(recorded));
create index occurrence_starts on occurrence (starts_on);
create index occurrence_state on occurrence (state_id);

create table party_link (
  like fact_columns including all,
  foreign key (source_id) references source (id),
  party_id uuid not null references party (id),
  link text not null check (link in ('capital_of', 'part_of', 'member_of')),
  target_id uuid not null references party (id),
  check (party_id <> target_id),
  exclude using gist (party_id with =, link with =, target_id with =, valid with &&, recorded with &&) where (retained)
);
create index party_link_fact on party_link (fact_id);
create index party_link_party on party_link (party_id);
create unique index party_link_held on party_link (fact_id) where (upper_inf(recorded));
create index party_link_target on party_link (target_id);

drop table fact_columns;

create trigger party_name_is_kept before update or delete on party_name for each row execute function refuse_rewriting();
create trigger party_identifier_is_kept before update or delete on party_identifier for each row execute function refuse_rewriting();
create trigger status_is_kept before update or delete on status for each row execute function refuse_rewriting();
create trigger endorsement_is_kept before update or delete on endorsement for each row execute function refuse_rewriting();
create trigger measure_is_kept before update or delete on measure for each row execute function refuse_rewriting();
create trigger occurrence_is_kept before update or delete on occurrence for each row execute function refuse_rewriting();
create trigger party_link_is_kept before update or delete on party_link for each row execute function refuse_rewriting();
create trigger journal_entry_is_kept before update or delete on journal_entry for each row execute function refuse_change();
create trigger journal_seal_is_kept before update or delete on journal_seal for each row execute function refuse_change();
create trigger revision_is_kept before delete on revision for each row execute function refuse_change();
