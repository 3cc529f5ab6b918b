-- Persons, offices (the seat) and mandates (a person in it), bodies and their seats, elections: dated facts like the others.

-- A person has no address made of their name: an erasure leaves nothing of it.
create table person (
  id uuid primary key,
  revision bigint not null references revision (number)
);

-- An office of a local authority or of a body: who holds it is a mandate. `title` is a word of the module's own list.
create table office (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  party_id uuid not null references party (id),
  title text not null check (title ~ '^[a-z_]+$'),
  revision bigint not null references revision (number)
);
create index office_party on office (party_id);

-- An assembly, a Bureau, a commission of an institution.
create table body (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  institution_id uuid not null references party (id),
  kind text not null check (kind in ('general_assembly', 'bureau', 'commission')),
  name_fr text not null check (name_fr <> ''),
  name_en text,
  revision bigint not null references revision (number)
);
create index body_institution on body (institution_id);

-- An event that renews the heads of local authorities of a State: all of them, or those who bear one title.
-- From the day on which their electors vote, nobody can be sure who is in office.
create table election (
  event_id uuid primary key references event (id),
  state_id uuid not null references party (id),
  title text check (title ~ '^[a-z_]+$'),
  votes_on date,
  revision bigint not null references revision (number)
);
create index election_state on election (state_id);

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

create table person_name (
  like fact_columns including all,
  foreign key (source_id) references source (id),
  person_id uuid not null references person (id),
  name text not null check (name <> ''),
  sort_key text not null check (sort_key <> ''),
  gender text check (gender in ('f', 'm')),
  form_of_address text,
  exclude using gist (person_id with =, valid with &&, recorded with &&) where (retained)
);
create index person_name_fact on person_name (fact_id);
create unique index person_name_held on person_name (fact_id) where (upper_inf(recorded));
create index person_name_person on person_name (person_id);
create trigger person_name_is_kept before update or delete on person_name for each row execute function refuse_rewriting();

create index person_name_folded on person_name using gin (folded(name) gin_trgm_ops) where (upper_inf(recorded));

-- Read by the secretariat only.
create table person_contact (
  like fact_columns including all,
  foreign key (source_id) references source (id),
  person_id uuid not null references person (id),
  channel text not null check (channel in ('email', 'phone', 'post', 'assistant')),
  value text not null check (value <> ''),
  exclude using gist (person_id with =, channel with =, valid with &&, recorded with &&) where (retained)
);
create index person_contact_fact on person_contact (fact_id);
create unique index person_contact_held on person_contact (fact_id) where (upper_inf(recorded));
create index person_contact_person on person_contact (person_id);
create trigger person_contact_is_kept before update or delete on person_contact for each row execute function refuse_rewriting();

-- `valid` is the time in office; `expected_end` is what is known beforehand of its end; `confirmed_on` is the last day on
-- which a source vouched that the person was in office.
create table mandate (
  like fact_columns including all,
  foreign key (source_id) references source (id),
  office_id uuid not null references office (id),
  person_id uuid not null references person (id),
  accession text not null check (accession in ('elected', 'appointed', 'interim', 'special_delegation')),
  expected_end date,
  expected_end_precision text check (expected_end_precision in ('day', 'month', 'year')),
  confirmed_on date,
  end_cause text check (end_cause in ('term', 'defeat', 'resignation', 'death', 'dissolution', 'suspension')),
  check ((expected_end is null) = (expected_end_precision is null)),
  check (end_cause is null or not upper_inf(valid)),
  exclude using gist (office_id with =, valid with &&, recorded with &&) where (retained)
);
create index mandate_fact on mandate (fact_id);
create unique index mandate_held on mandate (fact_id) where (upper_inf(recorded));
create index mandate_office on mandate (office_id);
create index mandate_person on mandate (person_id);
create trigger mandate_is_kept before update or delete on mandate for each row execute function refuse_rewriting();

-- A person in a body, on behalf of a party whose head they are: when that mandate ends, the seat is vacant.
create table seat (
  like fact_columns including all,
  foreign key (source_id) references source (id),
  body_id uuid not null references body (id),
  party_id uuid not null references party (id),
  person_id uuid not null references person (id),
  function text not null check (function in ('president', 'vice_president', 'secretary', 'treasurer', 'chair', 'member')),
  exclude using gist (body_id with =, party_id with =, valid with &&, recorded with &&) where (retained)
);
create index seat_fact on seat (fact_id);
create unique index seat_held on seat (fact_id) where (upper_inf(recorded));
create index seat_body on seat (body_id);
create index seat_party on seat (party_id);
create index seat_person on seat (person_id);
create trigger seat_is_kept before update or delete on seat for each row execute function refuse_rewriting();

drop table fact_columns;
