-- The cooperation fund: calls and their forms, dossiers, what was awarded, projects and their instalments, reports.
-- What each part adds for itself is in the migrations that follow.

alter table account_user drop constraint account_user_role_check;
alter table account_user drop constraint account_user_party_check;
alter table account_user
  add constraint account_user_role_check check (role in ('admin', 'direction', 'officer', 'finance', 'editor', 'reader', 'city', 'donor', 'expert')),
  -- Someone of a city or of a donor acts for a party; an expert may be a member city's.
  add constraint account_user_party_check check (case role when 'city' then party_id is not null when 'donor' then party_id is not null when 'expert' then true else party_id is null end);

create function keep_fund_history() returns trigger language plpgsql as $$
begin
  raise exception 'what happened in the fund is never rewritten nor deleted (%)', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

-- What is not known of the network's rules, or may change: the value in force on a day is the last recorded of those that
-- apply from that day or before.
create table fund_setting (
  name text not null check (name <> ''),
  number integer not null check (number > 0),
  value text not null,
  applies_from date not null,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (name, number)
);
create trigger fund_setting_stays before update or delete on fund_setting for each row execute function keep_fund_history();

-- A theme of the network, beside which stand DAC purpose codes.
create table fund_theme (
  code text primary key check (code ~ '^[a-z0-9-]{2,60}$'),
  name_fr text not null check (name_fr <> ''),
  name_en text not null check (name_en <> ''),
  purposes text[] not null default '{}',
  source text not null check (source <> ''),
  retired_on date
);

create table fund_form (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]{2,80}$'),
  name_fr text not null check (name_fr <> ''),
  name_en text not null check (name_en <> ''),
  at timestamptz not null,
  by_id text,
  by text not null
);

-- What a form asks, version by version; a published one never changes under a draft.
create table fund_form_version (
  form_id uuid not null references fund_form (id),
  number integer not null check (number > 0),
  definition jsonb not null,
  at timestamptz not null,
  by_id text,
  by text not null,
  published_at timestamptz,
  published_by text,
  primary key (form_id, number),
  check ((published_at is null) = (published_by is null))
);
create function keep_published_form() returns trigger language plpgsql as $$
begin
  if old.published_at is not null then
    raise exception 'a published form never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger fund_form_version_stays before update or delete on fund_form_version for each row execute function keep_published_form();

create table fund_call (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]{2,80}$'),
  name_fr text not null check (name_fr <> ''),
  name_en text not null check (name_en <> ''),
  summary_fr text not null default '',
  summary_en text not null default '',
  purse text not null check (purse in ('cooperation', 'operator', 'emergency')),
  langs text[] not null check (langs <@ array['fr', 'en'] and cardinality(langs) > 0),
  opens_on date not null,
  -- The last day on which a dossier is taken; null: all year.
  closes_on date check (closes_on >= opens_on),
  time_zone text not null,
  budget_cents bigint check (budget_cents > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- What the fund pays at most, in hundredths of a percent of the total.
  ceiling_rate integer not null check (ceiling_rate between 1 and 10000),
  least_cents bigint check (least_cents > 0),
  most_cents bigint check (most_cents >= least_cents),
  concept_note boolean not null default false,
  decision_path text not null check (decision_path in ('sitting', 'written', 'emergency')),
  body_id uuid references body (id),
  form_id uuid not null,
  form_version integer not null,
  eligibility jsonb not null,
  grid jsonb not null,
  at timestamptz not null,
  by_id text,
  by text not null,
  foreign key (form_id, form_version) references fund_form_version (form_id, number)
);

create table fund_call_step (
  call_id uuid not null references fund_call (id),
  number integer not null check (number > 0),
  state text not null check (state in ('draft', 'published', 'closed', 'cancelled')),
  reason text check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (call_id, number)
);
create trigger fund_call_step_stays before update or delete on fund_call_step for each row execute function keep_fund_history();

-- A dossier: what a city asks the fund to support. Its words are in `fund_dossier_field` while it is written, and in its
-- versions each time it is deposited.
create table fund_dossier (
  id uuid primary key,
  -- Given at the first deposit: « 2026-D014 ».
  reference text unique check (reference ~ '^[0-9]{4}-D[0-9]{3,}$'),
  call_id uuid not null references fund_call (id),
  form_id uuid not null,
  form_version integer not null,
  lead_id uuid not null references party (id),
  title text not null check (title <> ''),
  -- The project that this one goes on with.
  continues_id uuid,
  lang text not null check (lang in ('fr', 'en')),
  at timestamptz not null,
  by_id text,
  by text not null,
  foreign key (form_id, form_version) references fund_form_version (form_id, number),
  unique (id, lead_id)
);
create index fund_dossier_call on fund_dossier (call_id);
create index fund_dossier_lead on fund_dossier (lead_id);

create table fund_dossier_step (
  dossier_id uuid not null references fund_dossier (id),
  number integer not null check (number > 0),
  state text not null check (state in ('draft', 'submitted', 'completion_asked', 'inadmissible', 'admissible', 'appraised', 'on_agenda', 'granted', 'granted_on_conditions', 'reserve', 'deferred', 'refused', 'withdrawn')),
  on_day date,
  reason text check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (dossier_id, number)
);
create trigger fund_dossier_step_stays before update on fund_dossier_step for each row execute function keep_fund_history();

-- Who is bound to a dossier besides its lead applicant: these are what recusals are computed from.
create table fund_dossier_party (
  dossier_id uuid not null references fund_dossier (id),
  party_id uuid not null references party (id),
  role text not null check (role in ('partner', 'funder')),
  invited_at timestamptz not null,
  invited_by text not null,
  accepted_at timestamptz,
  accepted_by text,
  ended_at timestamptz check (ended_at >= invited_at),
  primary key (dossier_id, party_id, role),
  check ((accepted_at is null) = (accepted_by is null))
);
create index fund_dossier_party_party on fund_dossier_party (party_id);

-- What was written, piece by piece: where, on top of which state of it, by whom. A piece that comes twice is kept once.
create table fund_dossier_edit (
  id uuid primary key,
  dossier_id uuid not null references fund_dossier (id),
  number integer not null check (number > 0),
  path text not null check (path ~ '^[a-z][A-Za-z0-9_-]*(/[A-Za-z0-9_-]+)*$' and length(path) <= 200),
  value jsonb,
  -- The number of the edit that the author saw there; 0: nothing was there.
  base integer not null check (base >= 0),
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (dossier_id, number),
  check (base < number)
);
create index fund_dossier_edit_path on fund_dossier_edit (dossier_id, path, number);

-- What each piece says now: the last edit that was not in conflict, or that settled one.
create table fund_dossier_field (
  dossier_id uuid not null references fund_dossier (id),
  path text not null,
  value jsonb not null,
  number integer not null,
  primary key (dossier_id, path),
  foreign key (dossier_id, number) references fund_dossier_edit (dossier_id, number)
);

-- A file of a dossier, at the piece that asks for it.
create table fund_dossier_file (
  id uuid primary key,
  dossier_id uuid not null references fund_dossier (id),
  path text not null,
  file_id uuid not null unique references stored_file (id),
  at timestamptz not null,
  by_id text,
  by text not null,
  withdrawn_at timestamptz check (withdrawn_at >= at),
  withdrawn_by text,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index fund_dossier_file_dossier on fund_dossier_file (dossier_id);

-- A deposit: the whole dossier as it was, frozen, and what is read of it everywhere else.
create table fund_dossier_version (
  dossier_id uuid not null,
  number integer not null check (number > 0),
  lead_id uuid not null,
  content jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  receipt text not null unique,
  title text not null check (title <> ''),
  summary text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  requested_cents bigint not null check (requested_cents >= 0),
  total_cents bigint not null check (total_cents >= requested_cents),
  -- The city's share in money, in kind; what others bring.
  city_cents bigint not null check (city_cents >= 0),
  in_kind_cents bigint not null check (in_kind_cents >= 0),
  other_cents bigint not null check (other_cents >= 0),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  -- Markers: null is « not screened ».
  gender integer check (gender between 0 and 2),
  adaptation integer check (adaptation between 0 and 2),
  mitigation integer check (mitigation between 0 and 2),
  biodiversity integer check (biodiversity between 0 and 2),
  desertification integer check (desertification between 0 and 2),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (dossier_id, number),
  foreign key (dossier_id, lead_id) references fund_dossier (id, lead_id),
  check (requested_cents + city_cents + in_kind_cents + other_cents = total_cents)
);
create trigger fund_dossier_version_stays before update or delete on fund_dossier_version for each row execute function keep_fund_history();

create table fund_dossier_sector (
  dossier_id uuid not null,
  version integer not null,
  theme text references fund_theme (code),
  purpose text check (purpose ~ '^[0-9]{5}$'),
  -- Hundredths of a percent of the total; the lines of a version make 10,000.
  share integer not null check (share between 1 and 10000),
  foreign key (dossier_id, version) references fund_dossier_version (dossier_id, number),
  check (theme is not null or purpose is not null)
);
create index fund_dossier_sector_version on fund_dossier_sector (dossier_id, version);
create trigger fund_dossier_sector_stays before update or delete on fund_dossier_sector for each row execute function keep_fund_history();

create table fund_dossier_place (
  dossier_id uuid not null,
  version integer not null,
  name text not null check (name <> ''),
  party_id uuid references party (id),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  foreign key (dossier_id, version) references fund_dossier_version (dossier_id, number),
  check ((latitude is null) = (longitude is null))
);
create index fund_dossier_place_version on fund_dossier_place (dossier_id, version);
create trigger fund_dossier_place_stays before update or delete on fund_dossier_place for each row execute function keep_fund_history();

-- What a sitting said of a dossier, on the version that it had before it.
create table fund_award (
  id uuid primary key,
  dossier_id uuid not null,
  version integer not null,
  sitting_id uuid not null references sitting (id),
  decision_id uuid not null references decision (id),
  outcome text not null check (outcome in ('granted', 'granted_on_conditions', 'reserve', 'deferred', 'refused')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Granted at this sitting; promised over the years, this grant included.
  granted_cents bigint not null check (granted_cents >= 0),
  commitment_cents bigint not null check (commitment_cents >= granted_cents),
  rate integer not null check (rate between 0 and 10000),
  eligible_cents bigint not null check (eligible_cents >= granted_cents),
  conditions text check (conditions <> ''),
  -- Why it departs from the ranking of the scores.
  departure text check (departure <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  foreign key (dossier_id, version) references fund_dossier_version (dossier_id, number),
  unique (dossier_id, decision_id),
  check ((outcome in ('granted', 'granted_on_conditions')) = (granted_cents > 0)),
  check ((outcome = 'granted_on_conditions') = (conditions is not null))
);
create trigger fund_award_stays before update or delete on fund_award for each row execute function keep_fund_history();

-- A dossier that was granted.
create table fund_project (
  id uuid primary key,
  reference text not null unique check (reference ~ '^[0-9]{4}-P[0-9]{3,}$'),
  slug text not null unique check (slug ~ '^[a-z0-9-]{2,120}$'),
  dossier_id uuid not null unique references fund_dossier (id),
  award_id uuid not null unique references fund_award (id),
  lead_id uuid not null references party (id),
  continues_id uuid references fund_project (id),
  purse text not null check (purse in ('cooperation', 'operator', 'emergency')),
  title_fr text not null check (title_fr <> ''),
  title_en text,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (id, lead_id)
);
create index fund_project_lead on fund_project (lead_id);
create trigger fund_project_stays before update or delete on fund_project for each row execute function keep_fund_history();
alter table fund_dossier add foreign key (continues_id) references fund_project (id);

create table fund_project_step (
  project_id uuid not null references fund_project (id),
  number integer not null check (number > 0),
  state text not null check (state in ('awarded', 'agreement_sent', 'active', 'suspended', 'completed', 'closed', 'cancelled')),
  on_day date not null,
  reason text check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (project_id, number),
  check (state not in ('suspended', 'cancelled') or reason is not null)
);
create trigger fund_project_step_stays before update or delete on fund_project_step for each row execute function keep_fund_history();

-- What is to be reported, and when.
create table fund_report_due (
  id uuid primary key,
  project_id uuid not null references fund_project (id),
  number integer not null check (number > 0),
  kind text not null check (kind in ('interim', 'final')),
  period_from date not null,
  period_to date not null check (period_to >= period_from),
  due_on date not null,
  unique (project_id, number),
  unique (id, project_id)
);

-- Where a report stands: as many rows as it came and went.
create table fund_report_step (
  report_id uuid not null references fund_report_due (id),
  number integer not null check (number > 0),
  state text not null check (state in ('draft', 'submitted', 'returned', 'accepted')),
  remarks text check (remarks <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (report_id, number),
  check (state <> 'returned' or remarks is not null)
);
create trigger fund_report_step_stays before update or delete on fund_report_step for each row execute function keep_fund_history();

-- Money spent by a project, with its evidence. `amount_cents` in the project's currency; what was paid in another bears its rate.
create table fund_expense (
  id uuid primary key,
  project_id uuid not null,
  report_id uuid not null,
  spent_on date not null,
  label text not null check (label <> ''),
  payee text not null default '',
  -- The line of the budget that it falls under (the row's key in the deposited version).
  budget_line text,
  amount_cents bigint not null check (amount_cents > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  paid_cents bigint not null check (paid_cents > 0),
  paid_currency text not null check (paid_currency ~ '^[A-Z]{3}$'),
  rate text check (rate ~ '^[0-9]+([.][0-9]+)?$'),
  rate_source text check (rate_source <> ''),
  in_kind boolean not null default false,
  file_id uuid references stored_file (id),
  at timestamptz not null,
  by_id text,
  by text not null,
  -- Taken out by its author while the report is a draft; afterwards it is rejected by the review, never removed.
  withdrawn_at timestamptz,
  rejected_cents bigint not null default 0 check (rejected_cents between 0 and amount_cents),
  rejection text check (rejection <> ''),
  foreign key (report_id, project_id) references fund_report_due (id, project_id),
  unique (id, project_id),
  check ((currency = paid_currency) = (rate is null)),
  check ((rate is null) = (rate_source is null)),
  check ((rejected_cents > 0) = (rejection is not null))
);
create index fund_expense_project on fund_expense (project_id);
create index fund_expense_report on fund_expense (report_id);

-- A part of a grant, paid when what it depends on is met.
create table fund_instalment (
  id uuid primary key,
  project_id uuid not null references fund_project (id),
  number integer not null check (number > 0),
  amount_cents bigint not null check (amount_cents > 0),
  expected_on date not null,
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (project_id, number),
  unique (id, project_id)
);
