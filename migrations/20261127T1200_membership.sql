-- Membership: applications and their life, the opinion of the capital, what signs exceptions, changes of a membership,
-- certificates, and what a city asks to be corrected.

-- What is not known of the network's rules, or may change: the value in force on a day is the last recorded of those that
-- apply from that day or before.
create table membership_setting (
  id uuid primary key,
  name text not null check (name in ('network', 'most_per_state', 'associations_count', 'opinion_days', 'reminder_days')),
  value text not null,
  applies_from date not null,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  check (name not in ('most_per_state', 'opinion_days', 'reminder_days') or value ~ '^[1-9][0-9]{0,2}$'),
  check (name <> 'associations_count' or value in ('yes', 'no')),
  check (name <> 'network' or value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
);
create index membership_setting_name on membership_setting (name, applies_from);

-- A request to join. Its party is known once the secretariat has found it in the register, or put it there.
-- What is still null is what its author has not filled in yet; nothing is missing once it has a reference.
create table membership_application (
  id uuid primary key,
  -- Given when it is first sent in: « 2026-004 ».
  reference text unique check (reference ~ '^[0-9]{4}-[0-9]{3,}$'),
  party_id uuid references party (id),
  name text check (name <> ''),
  state_id uuid references party (id),
  category text check (category in ('city', 'region', 'district', 'province_city', 'intermunicipal_body', 'national_association', 'regional_association', 'associate_city')),
  -- Without a council, the supervising authority gives its opinion in place of a deliberation.
  has_council boolean not null default true,
  head_name text check (head_name <> ''),
  head_function text check (head_function <> ''),
  contact_name text check (contact_name <> ''),
  contact_function text check (contact_function <> ''),
  contact_email text not null check (contact_email ~ '^[^@\s]+@[^@\s]+$'),
  lang text not null check (lang in ('fr', 'en')),
  motives text check (motives <> ''),
  created_at timestamptz not null,
  created_by_id text,
  created_by text not null,
  check (reference is null or (name is not null and state_id is not null and category is not null and head_name is not null and contact_name is not null))
);
create index membership_application_party on membership_application (party_id);

-- Where an application is, each state a row: who, when, and the day on which it was decided elsewhere.
create table application_step (
  id uuid primary key,
  application_id uuid not null references membership_application (id),
  number integer not null check (number > 0),
  state text not null check (state in ('draft', 'submitted', 'complete', 'opinion_asked', 'opinion_received', 'no_opinion', 'examined', 'admitted', 'postponed', 'refused', 'member', 'withdrawn')),
  -- The day of the sitting that examined or decided, of the answer on paper, of the beginning of the membership.
  on_day date,
  reason text check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (application_id, number),
  check (state not in ('examined', 'admitted', 'postponed', 'refused', 'member') or on_day is not null)
);

create table application_document (
  id uuid primary key,
  application_id uuid not null references membership_application (id),
  kind text not null check (kind in ('council_deliberation', 'board_decision', 'supervising_opinion', 'letter', 'other')),
  file_id uuid not null unique references stored_file (id),
  added_at timestamptz not null,
  added_by_id text,
  added_by text not null,
  -- Taken out of the file by who had put it there: it stays readable by the secretariat.
  withdrawn_at timestamptz check (withdrawn_at >= added_at),
  withdrawn_by text,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index application_document_application on application_document (application_id);

-- The question put to the head of the State's capital. One at a time is open for an application.
create table opinion_request (
  id uuid primary key,
  application_id uuid not null references membership_application (id),
  capital_id uuid references party (id),
  -- Who was head of the capital then, where the register knew.
  person_id uuid references person (id),
  addressee text not null check (addressee <> ''),
  email text not null check (email ~ '^[^@\s]+@[^@\s]+$'),
  lang text not null check (lang in ('fr', 'en')),
  -- The last day of the delay that was given for the answer.
  answer_by date not null,
  asked_at timestamptz not null,
  asked_by_id text,
  asked_by text not null,
  closed_at timestamptz check (closed_at >= asked_at)
);
create unique index opinion_request_open on opinion_request (application_id) where closed_at is null;

create table opinion_reminder (
  request_id uuid not null references opinion_request (id),
  number integer not null check (number > 0),
  at timestamptz not null,
  primary key (request_id, number)
);

-- The answer: by the link, or on paper and entered by the secretariat. A later one replaces what it said before.
create table capital_opinion (
  id uuid primary key,
  application_id uuid not null references membership_application (id),
  request_id uuid references opinion_request (id),
  opinion text not null check (opinion in ('favourable', 'reserved', 'unfavourable')),
  text text check (text <> ''),
  signatory text not null check (signatory <> ''),
  received_on date not null,
  channel text not null check (channel in ('link', 'paper')),
  at timestamptz not null,
  by_id text,
  by text not null,
  check (channel <> 'link' or request_id is not null),
  -- A reservation says which.
  check (opinion <> 'reserved' or text is not null)
);
create index capital_opinion_application on capital_opinion (application_id);

-- More members of one State than the rule allows (R3): who signed it, and why.
create table cap_exception (
  application_id uuid primary key references membership_application (id),
  state_id uuid not null references party (id),
  counted integer not null check (counted >= most),
  most integer not null check (most > 0),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null
);

-- What changes a membership once it is there. Nobody is deleted: each is a fact of the register with its date.
create table membership_change (
  id uuid primary key,
  party_id uuid not null references party (id),
  change text not null check (change in ('suspension', 'reinstatement', 'resignation', 'exclusion', 'readmission', 'honour')),
  starts_on date not null,
  decision text not null check (decision <> ''),
  reason text not null check (reason <> ''),
  fact_id uuid not null,
  at timestamptz not null,
  by_id text,
  by text not null
);
create index membership_change_party on membership_change (party_id);

-- What a certificate said on the day it was made: signed, and found again by its code.
create table membership_certificate (
  code text primary key check (code ~ '^BF-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$'),
  number text not null unique check (number ~ '^[0-9]{4}-[0-9]{3,}$'),
  party_id uuid not null references party (id),
  on_day date not null,
  payload text not null,
  hash text not null,
  signature text not null,
  key_id text not null references signing_key (id),
  issued_at timestamptz not null,
  issued_by_id text,
  issued_by text not null
);
create index membership_certificate_party on membership_certificate (party_id, issued_at);

-- What someone of a city says is not right: read, then done or not, with a word.
create table correction_proposal (
  id uuid primary key,
  party_id uuid not null references party (id),
  mandate_fact_id uuid,
  proposal text not null check (proposal <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  outcome text check (outcome in ('done', 'declined')),
  answer text check (answer <> ''),
  settled_at timestamptz check (settled_at >= at),
  settled_by text,
  check ((outcome is null) = (settled_at is null) and (outcome is null) = (settled_by is null)),
  check (outcome is distinct from 'declined' or answer is not null)
);
create index correction_proposal_party on correction_proposal (party_id);

create function refuse_membership_change() returns trigger language plpgsql as $$
begin
  raise exception 'what happened to a membership is never rewritten nor deleted (%)', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create trigger membership_setting_stays before update or delete on membership_setting for each row execute function refuse_membership_change();
create trigger application_step_stays before update on application_step for each row execute function refuse_membership_change();
create trigger capital_opinion_stays before update or delete on capital_opinion for each row execute function refuse_membership_change();
create trigger cap_exception_stays before update or delete on cap_exception for each row execute function refuse_membership_change();
create trigger membership_change_stays before update or delete on membership_change for each row execute function refuse_membership_change();
create trigger membership_certificate_stays before update or delete on membership_certificate for each row execute function refuse_membership_change();

-- A draft that nobody ever sent in is forgotten with all that it held; what was sent in stays.
create function keep_sent_application() returns trigger language plpgsql as $$
begin
  if old.reference is not null then
    raise exception 'an application that was sent in is never deleted' using errcode = 'integrity_constraint_violation';
  end if;
  return old;
end $$;
create trigger membership_application_stays before delete on membership_application for each row execute function keep_sent_application();

create function keep_sent_step() returns trigger language plpgsql as $$
begin
  if exists (select 1 from membership_application where id = old.application_id and reference is not null) then
    raise exception 'the life of an application that was sent in is never deleted' using errcode = 'integrity_constraint_violation';
  end if;
  return old;
end $$;
create trigger application_step_kept before delete on application_step for each row execute function keep_sent_step();
