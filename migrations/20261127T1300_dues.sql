-- What members owe: the scale of each year, calls, the journal of entries, payments, what the direction signs.

create table due_scale (
  id uuid primary key,
  year integer not null check (year between 1900 and 2200),
  -- Versions of one year's scale: each is proposed, then voted or withdrawn.
  version integer not null check (version > 0),
  currency text not null check (currency = 'EUR'),
  -- The least that a member whose amount is read in the table pays.
  floor_cents bigint not null check (floor_cents >= 0),
  entry_fee_cents bigint not null check (entry_fee_cents >= 0),
  note text,
  created_at timestamptz not null,
  created_by_id text,
  created_by text not null,
  unique (year, version),
  unique (id, year)
);

-- A cell of the table: from these figures included, to those excluded; an open end is null.
create table due_scale_band (
  id uuid primary key,
  scale_id uuid not null references due_scale (id),
  gni numrange not null check (not isempty(gni)),
  population int8range not null check (not isempty(population)),
  amount_cents bigint not null check (amount_cents > 0),
  exclude using gist (scale_id with =, gni with &&, population with &&)
);

-- One amount for all members of a category, whatever their figures.
create table due_scale_flat (
  scale_id uuid not null references due_scale (id),
  category text not null check (category in ('city', 'region', 'association', 'associate_city', 'honorary')),
  amount_cents bigint not null check (amount_cents > 0),
  primary key (scale_id, category)
);

-- What a member may add of its own accord: proposed on its call, owed by nobody.
create table due_scale_voluntary (
  scale_id uuid not null references due_scale (id),
  amount_cents bigint not null check (amount_cents > 0),
  primary key (scale_id, amount_cents)
);

create table due_scale_step (
  scale_id uuid not null,
  year integer not null,
  number integer not null check (number > 0),
  state text not null check (state in ('proposed', 'voted', 'in_force', 'withdrawn')),
  at timestamptz not null,
  by_id text,
  by text not null,
  -- Of a vote: the day of the decision, and what says it.
  decided_on date,
  source text check (source <> ''),
  reason text check (reason <> ''),
  primary key (scale_id, number),
  foreign key (scale_id, year) references due_scale (id, year),
  check ((state = 'voted') = (decided_on is not null)),
  check ((state = 'voted') = (source is not null)),
  check (state <> 'withdrawn' or reason is not null)
);
create unique index due_scale_step_once on due_scale_step (scale_id, state);
-- Of all the scales of a year, one is in force.
create unique index due_scale_in_force on due_scale_step (year) where state = 'in_force';
create trigger due_scale_step_is_kept before update or delete on due_scale_step for each row execute function refuse_change();

-- A scale is edited while it is proposed, never afterwards.
create function refuse_decided_scale() returns trigger language plpgsql as $$
declare
  changed jsonb := to_jsonb(case when tg_op = 'INSERT' then new else old end);
  scale uuid := coalesce(changed ->> 'scale_id', changed ->> 'id')::uuid;
begin
  if exists (select 1 from due_scale_step where scale_id = scale and state <> 'proposed') then
    raise exception 'a scale that was decided is never edited (%)', tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger due_scale_is_kept before update or delete on due_scale for each row execute function refuse_decided_scale();
create trigger due_scale_band_is_kept before insert or update or delete on due_scale_band for each row execute function refuse_decided_scale();
create trigger due_scale_flat_is_kept before insert or update or delete on due_scale_flat for each row execute function refuse_decided_scale();
create trigger due_scale_voluntary_is_kept before insert or update or delete on due_scale_voluntary for each row execute function refuse_decided_scale();

-- A call of all members in one go.
create table due_campaign (
  id uuid primary key,
  year integer not null,
  scale_id uuid not null,
  called_on date not null,
  due_on date not null check (due_on >= called_on),
  at timestamptz not null,
  by_id text,
  by text not null,
  foreign key (scale_id, year) references due_scale (id, year)
);

-- What one member is asked for one year, and why that much.
create table due_call (
  id uuid primary key,
  campaign_id uuid references due_campaign (id),
  party_id uuid not null references party (id),
  year integer not null check (year between 1900 and 2200),
  kind text not null check (kind in ('due', 'entry_fee')),
  -- 1, then one more after each cancellation: two calls of one thing at a time cannot be.
  number integer not null check (number > 0),
  amount_cents bigint not null check (amount_cents > 0),
  currency text not null check (currency = 'EUR'),
  called_on date not null,
  due_on date not null check (due_on >= called_on),
  -- ISO 11649: what the payer writes, and the bank gives back.
  reference text not null unique check (reference ~ '^RF[0-9]{2}[A-Z0-9]{1,21}$'),
  -- The figures of the day that the amount was read from, with their sources.
  basis jsonb not null,
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (party_id, year, kind, number),
  unique (id, party_id, year)
);
create index due_call_campaign on due_call (campaign_id);
create trigger due_call_is_kept before update or delete on due_call for each row execute function refuse_change();

create table exchange_rate (
  id uuid primary key,
  currency text not null check (currency ~ '^[A-Z]{3}$' and currency <> 'EUR'),
  day date not null,
  -- The last of a day holds.
  number integer not null check (number > 0),
  -- So many units of the currency for one euro.
  units numeric not null check (units > 0),
  source text not null check (source <> ''),
  source_url text,
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (currency, day, number)
);
create trigger exchange_rate_is_kept before update or delete on exchange_rate for each row execute function refuse_change();

-- Money that came: as it was paid, and what the account of the network got of it.
create table due_payment (
  id uuid primary key,
  party_id uuid not null references party (id),
  received_on date not null,
  amount_cents bigint not null check (amount_cents > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  received_cents bigint not null check (received_cents > 0),
  rate_id uuid references exchange_rate (id),
  -- The year that the payer said it is for.
  year integer check (year between 1900 and 2200),
  payer text,
  reference text,
  note text,
  -- The line of a bank's file, and how many times it was matched: its earlier payments are reversed.
  bank_line_id uuid,
  attempt integer check (attempt > 0),
  matched_by text check (matched_by in ('reference', 'amount_and_name', 'hand')),
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (id, party_id),
  unique (bank_line_id, attempt),
  check ((currency = 'EUR') = (rate_id is null)),
  check ((bank_line_id is null) = (attempt is null)),
  check ((bank_line_id is null) = (matched_by is null))
);
create index due_payment_party on due_payment (party_id);
create trigger due_payment_is_kept before update or delete on due_payment for each row execute function refuse_change();

-- The journal: each entry moves one amount from an account to another, so that it balances by itself.
create table ledger_entry (
  id uuid primary key,
  number bigint not null unique check (number > 0),
  kind text not null check (kind in ('call', 'entry_fee', 'voluntary', 'payment', 'exchange', 'waiver', 'reversal')),
  party_id uuid not null references party (id),
  year integer check (year between 1900 and 2200),
  booked_on date not null,
  debit text not null,
  credit text not null,
  amount_cents bigint not null check (amount_cents > 0),
  currency text not null check (currency = 'EUR'),
  label text not null check (label <> ''),
  call_id uuid,
  payment_id uuid,
  exception_id uuid,
  reverses uuid unique,
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (id, party_id),
  foreign key (call_id, party_id, year) references due_call (id, party_id, year),
  foreign key (payment_id, party_id) references due_payment (id, party_id),
  foreign key (reverses, party_id) references ledger_entry (id, party_id),
  check (debit in ('member', 'dues', 'entry_fees', 'voluntary', 'bank', 'exchange', 'waivers')),
  check (credit in ('member', 'dues', 'entry_fees', 'voluntary', 'bank', 'exchange', 'waivers')),
  -- Every entry is on the account of its member, on one side.
  check ((debit = 'member') <> (credit = 'member')),
  check ((kind = 'reversal') = (reverses is not null)),
  check (
    case kind
      when 'call' then debit = 'member' and credit = 'dues' and call_id is not null
      when 'entry_fee' then debit = 'member' and credit = 'entry_fees' and call_id is not null
      when 'voluntary' then debit = 'member' and credit = 'voluntary' and year is not null
      when 'payment' then debit = 'bank' and credit = 'member' and payment_id is not null
      when 'exchange' then 'exchange' in (debit, credit) and payment_id is not null
      when 'waiver' then debit = 'waivers' and credit = 'member' and year is not null and exception_id is not null
      else true
    end
  )
);
create index ledger_entry_party on ledger_entry (party_id, booked_on);
create index ledger_entry_call on ledger_entry (call_id);
create index ledger_entry_payment on ledger_entry (payment_id);
create index ledger_entry_booked on ledger_entry (booked_on);

create function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  raise exception 'an entry of the ledger is never changed nor deleted, it is reversed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger ledger_entry_is_kept before update or delete on ledger_entry for each row execute function refuse_ledger_change();

-- A reversal is its entry the other way round, on a day that does not come before it; a reversal is not reversed.
create function refuse_false_reversal() returns trigger language plpgsql as $$
begin
  if not exists (
    select 1 from ledger_entry entry
    where entry.id = new.reverses and entry.kind <> 'reversal' and entry.debit = new.credit and entry.credit = new.debit
      and entry.amount_cents = new.amount_cents and entry.year is not distinct from new.year and entry.booked_on <= new.booked_on
  ) then
    raise exception 'a reversal is its entry the other way round' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger ledger_entry_reversal before insert on ledger_entry for each row when (new.reverses is not null) execute function refuse_false_reversal();

-- What nobody does alone: someone proposes, someone else signs or refuses.
create table due_exception (
  id uuid primary key,
  kind text not null check (kind in ('waiver', 'reversal')),
  party_id uuid not null references party (id),
  -- Of a waiver: which year. Of a reversal: which entry.
  year integer check (year between 1900 and 2200),
  entry_id uuid,
  amount_cents bigint not null check (amount_cents > 0),
  reason text not null check (reason <> ''),
  proposed_at timestamptz not null,
  proposed_by_id text not null check (proposed_by_id <> ''),
  proposed_by text not null,
  unique (id, party_id),
  unique (id, proposed_by_id),
  foreign key (entry_id, party_id) references ledger_entry (id, party_id),
  check ((kind = 'waiver') = (year is not null)),
  check ((kind = 'reversal') = (entry_id is not null))
);
create index due_exception_party on due_exception (party_id);
create trigger due_exception_is_kept before update or delete on due_exception for each row execute function refuse_change();
alter table ledger_entry add foreign key (exception_id, party_id) references due_exception (id, party_id);

create table due_exception_decision (
  exception_id uuid primary key,
  proposed_by_id text not null,
  signed boolean not null,
  reason text check (reason <> ''),
  at timestamptz not null,
  by_id text not null check (by_id <> proposed_by_id),
  by text not null,
  foreign key (exception_id, proposed_by_id) references due_exception (id, proposed_by_id),
  check (signed or reason is not null)
);
create trigger due_exception_decision_is_kept before update or delete on due_exception_decision for each row execute function refuse_change();

-- Settings of dues; each change is a row, and each day has its own.
create table due_setting (
  name text not null check (name in ('reminders', 'reversal_threshold')),
  number integer not null check (number > 0),
  starts_on date not null,
  value jsonb not null,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (name, number)
);
create trigger due_setting_is_kept before update or delete on due_setting for each row execute function refuse_change();

-- Who receives calls and reminders for a member, and in which language.
create table due_contact (
  party_id uuid primary key references party (id),
  name text not null check (name <> ''),
  email text not null check (email ~ '^[^[:space:]@]+@[^[:space:]@]+$'),
  lang text not null check (lang in ('fr', 'en')),
  at timestamptz not null,
  by_id text,
  by text not null
);

-- A reminder that went out: by mail at a level of the schedule, or on paper.
create table due_reminder (
  id uuid primary key,
  party_id uuid not null,
  call_id uuid not null,
  year integer not null,
  level integer check (level between 1 and 9),
  channel text not null check (channel in ('mail', 'paper')),
  sent_on date not null,
  recipients jsonb not null check (jsonb_typeof(recipients) = 'array' and jsonb_array_length(recipients) > 0),
  subject text not null check (subject <> ''),
  body text not null,
  -- What was owed of the call on that day.
  open_cents bigint not null check (open_cents > 0),
  at timestamptz not null,
  by_id text,
  by text not null,
  foreign key (call_id, party_id, year) references due_call (id, party_id, year),
  -- A level is sent once, whatever happens to the job.
  unique (call_id, level),
  check (channel = 'paper' or level is not null)
);
create index due_reminder_party on due_reminder (party_id);
create trigger due_reminder_is_kept before update or delete on due_reminder for each row execute function refuse_change();

-- Reminders held back for a member, or taken up again; the last row holds.
create table due_pause (
  party_id uuid not null references party (id),
  number integer not null check (number > 0),
  paused boolean not null,
  on_day date not null,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (party_id, number)
);
create trigger due_pause_is_kept before update or delete on due_pause for each row execute function refuse_change();

-- Files of a bank, and their lines. A CSV file waits for its columns to be named.
create table bank_file (
  id uuid primary key,
  format text not null check (format in ('csv', 'camt.053')),
  name text not null check (name <> ''),
  sha256 text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
  account text,
  -- The lines of a CSV file whose columns are not named yet.
  waiting jsonb,
  at timestamptz not null,
  by_id text,
  by text not null,
  check (waiting is null or format = 'csv')
);

create table bank_line (
  id uuid primary key,
  file_id uuid not null references bank_file (id),
  position integer not null check (position > 0),
  -- What makes it the same line in two files.
  entry_key text not null check (entry_key <> ''),
  -- The line that another file brought before: this one is shown, and never matched.
  duplicate_of uuid references bank_line (id),
  booked_on date not null,
  -- In the currency of the account; negative where money went out.
  amount_cents bigint not null check (amount_cents <> 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- What the payer ordered, where the bank converted it.
  ordered_cents bigint check (ordered_cents > 0),
  ordered_currency text check (ordered_currency ~ '^[A-Z]{3}$'),
  payer text,
  reference text,
  words text not null,
  unique (file_id, position),
  check ((ordered_cents is null) = (ordered_currency is null))
);
create unique index bank_line_entry on bank_line (entry_key) where duplicate_of is null;
create trigger bank_line_is_kept before update or delete on bank_line for each row execute function refuse_change();
alter table due_payment add foreign key (bank_line_id) references bank_line (id);

-- How the columns of a bank's files with one header were named last time.
create table bank_mapping (
  signature text primary key,
  mapping jsonb not null,
  at timestamptz not null,
  by text not null
);
