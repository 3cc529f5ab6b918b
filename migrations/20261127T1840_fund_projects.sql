-- Projects of the fund: agreements and their amendments, how they are signed, what an instalment depends on, bank accounts.

create index fund_project_step_state on fund_project_step (state, project_id);

-- The words of agreements and amendments, version by version.
create table fund_template (
  kind text not null check (kind in ('agreement', 'amendment')),
  lang text not null check (lang in ('fr', 'en')),
  number integer not null check (number > 0),
  special text not null check (special <> ''),
  general text not null,
  annexes text not null,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (kind, lang, number)
);
create trigger fund_template_stays before update or delete on fund_template for each row execute function keep_fund_history();

-- The agreement of a project (0), then its amendments. The file that is signed is the one whose hash is kept.
create table fund_agreement (
  id uuid primary key,
  project_id uuid not null references fund_project (id),
  number integer not null check (number >= 0),
  -- How many times it was written again after a withdrawal.
  attempt integer not null check (attempt > 0),
  lang text not null check (lang in ('fr', 'en')),
  -- Null: the words that the product comes with.
  template integer,
  -- All that it says of money and time, instalments and their conditions included.
  terms jsonb not null check (jsonb_typeof(terms) = 'object'),
  -- Of an amendment: what it changes, each `{field, from, to}`, and why.
  changes jsonb check (jsonb_typeof(changes) = 'array' and jsonb_array_length(changes) > 0),
  reason text check (reason <> ''),
  pdf_id uuid not null references stored_file (id),
  docx_id uuid not null references stored_file (id),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (project_id, number, attempt),
  unique (id, project_id),
  unique (id, hash),
  check ((number = 0) = (changes is null)),
  check ((number = 0) = (reason is null))
);
create trigger fund_agreement_stays before update or delete on fund_agreement for each row execute function keep_fund_history();

create table fund_agreement_withdrawal (
  agreement_id uuid primary key references fund_agreement (id),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null
);
create trigger fund_agreement_withdrawal_stays before update or delete on fund_agreement_withdrawal for each row execute function keep_fund_history();

-- A signature on line: who, in which quality, on which bytes, how they were known. The city signs, then the network.
create table fund_signature (
  agreement_id uuid not null,
  side text not null check (side in ('city', 'network')),
  hash text not null,
  signatory text not null check (signatory <> ''),
  quality text not null check (quality <> ''),
  -- How it was checked that it is them: the account, its second factor, the mandate in the register.
  identity jsonb not null check (jsonb_typeof(identity) = 'object'),
  at timestamptz not null,
  by_id text not null,
  by text not null,
  primary key (agreement_id, side),
  foreign key (agreement_id, hash) references fund_agreement (id, hash)
);
create trigger fund_signature_stays before update or delete on fund_signature for each row execute function keep_fund_history();
create function order_fund_signatures() returns trigger language plpgsql as $$
begin
  if exists (select 1 from fund_agreement_withdrawal where agreement_id = new.agreement_id) then
    raise exception 'what was withdrawn is not signed' using errcode = 'integrity_constraint_violation';
  end if;
  if new.side = 'network' and not exists (select 1 from fund_signature where agreement_id = new.agreement_id and side = 'city' and at <= new.at and by_id <> new.by_id) then
    raise exception 'the network signs after the city' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_signature_order before insert on fund_signature for each row execute function order_fund_signatures();

-- Or it was signed on paper, and its scan looked at by two people.
create table fund_signed_scan (
  id uuid primary key,
  agreement_id uuid not null references fund_agreement (id),
  file_id uuid not null unique references stored_file (id),
  signed_on date not null,
  city_signatory text not null check (city_signatory <> ''),
  network_signatory text not null check (network_signatory <> ''),
  at timestamptz not null,
  by_id text not null,
  by text not null
);
create trigger fund_signed_scan_stays before update or delete on fund_signed_scan for each row execute function keep_fund_history();
create table fund_scan_check (
  scan_id uuid not null references fund_signed_scan (id),
  by_id text not null,
  accepted boolean not null,
  remark text check (remark <> ''),
  at timestamptz not null,
  by text not null,
  primary key (scan_id, by_id),
  check (accepted or remark is not null)
);
create trigger fund_scan_check_stays before update or delete on fund_scan_check for each row execute function keep_fund_history();

-- Signed by both: it binds from this day.
create table fund_agreement_force (
  agreement_id uuid primary key,
  project_id uuid not null,
  from_day date not null,
  at timestamptz not null,
  by_id text,
  by text not null,
  foreign key (agreement_id, project_id) references fund_agreement (id, project_id)
);
create index fund_agreement_force_project on fund_agreement_force (project_id);
create trigger fund_agreement_force_stays before update or delete on fund_agreement_force for each row execute function keep_fund_history();
create function require_both_signatures() returns trigger language plpgsql as $$
begin
  if (select count(*) from fund_signature where agreement_id = new.agreement_id) < 2
    and not exists (
      select 1 from fund_signed_scan scan
      where scan.agreement_id = new.agreement_id
        and (select count(*) from fund_scan_check checked where checked.scan_id = scan.id and checked.accepted) >= 2
        and not exists (select 1 from fund_scan_check checked where checked.scan_id = scan.id and not checked.accepted))
  then
    raise exception 'an agreement binds once both have signed it' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_agreement_force_signed before insert on fund_agreement_force for each row execute function require_both_signatures();

-- An instalment that an amendment takes away, or the settlement of the project (null); what was paid cannot be.
create table fund_instalment_end (
  instalment_id uuid primary key references fund_instalment (id),
  agreement_id uuid references fund_agreement (id),
  at timestamptz not null,
  by_id text,
  by text not null
);
create trigger fund_instalment_end_stays before update or delete on fund_instalment_end for each row execute function keep_fund_history();
create trigger fund_instalment_stays before update or delete on fund_instalment for each row execute function keep_fund_history();

-- What an instalment depends on.
create table fund_condition (
  id uuid primary key,
  instalment_id uuid not null references fund_instalment (id),
  number integer not null check (number > 0),
  kind text not null check (kind in ('agreement_signed', 'amendment_signed', 'report_accepted', 'previous_justified', 'co_funding', 'date', 'no_objection')),
  -- Of `report_accepted`: which report; of `amendment_signed`: which amendment.
  ordinal integer check (ordinal > 0),
  -- Of `previous_justified`: how much of it, in hundredths of a percent.
  share integer check (share between 1 and 10000),
  on_day date,
  -- Of `no_objection`: whose.
  donor_id uuid references party (id),
  unique (instalment_id, number),
  check ((kind in ('report_accepted', 'amendment_signed')) = (ordinal is not null)),
  check ((kind = 'previous_justified') = (share is not null)),
  check ((kind = 'date') = (on_day is not null)),
  check ((kind = 'no_objection') = (donor_id is not null))
);
create trigger fund_condition_stays before update or delete on fund_condition for each row execute function keep_fund_history();

-- A file that shows that a condition is met, where a person must say so: co-funding, no objection.
create table fund_condition_proof (
  id uuid primary key,
  condition_id uuid not null references fund_condition (id),
  file_id uuid not null unique references stored_file (id),
  note text not null check (note <> ''),
  at timestamptz not null,
  by_id text not null,
  by text not null
);
create trigger fund_condition_proof_stays before update or delete on fund_condition_proof for each row execute function keep_fund_history();

-- Waived by someone of the direction, who says why.
create table fund_condition_waiver (
  condition_id uuid primary key references fund_condition (id),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text not null check (by_id <> ''),
  by text not null check (by <> '')
);
create trigger fund_condition_waiver_stays before update or delete on fund_condition_waiver for each row execute function keep_fund_history();

-- Where a party is paid: entered by one person, confirmed by another, not before a delay has run.
create table fund_bank_account (
  id uuid primary key,
  party_id uuid not null references party (id),
  holder text not null check (holder <> '' and length(holder) <= 140),
  -- An IBAN, or the number of an account that has none.
  iban text check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  account_number text check (account_number ~ '^[A-Z0-9]{1,34}$'),
  bic text check (bic ~ '^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$'),
  bank_name text not null check (bank_name <> ''),
  country text not null check (country ~ '^[A-Z]{2}$'),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  file_id uuid references stored_file (id),
  confirmable_from timestamptz not null check (confirmable_from >= at),
  at timestamptz not null,
  by_id text not null check (by_id <> ''),
  by text not null,
  unique (id, party_id),
  unique (id, by_id, confirmable_from),
  check ((iban is null) <> (account_number is null)),
  check (iban is not null or bic is not null)
);
create index fund_bank_account_party on fund_bank_account (party_id);
create trigger fund_bank_account_stays before update or delete on fund_bank_account for each row execute function keep_fund_history();
create table fund_bank_account_confirmation (
  account_id uuid primary key,
  entered_by_id text not null,
  confirmable_from timestamptz not null,
  -- How it was checked: « rappel au numéro connu de la mairie ».
  how text not null check (how <> ''),
  at timestamptz not null check (at >= confirmable_from),
  by_id text not null check (by_id <> entered_by_id),
  by text not null,
  foreign key (account_id, entered_by_id, confirmable_from) references fund_bank_account (id, by_id, confirmable_from)
);
create trigger fund_bank_account_confirmation_stays before update or delete on fund_bank_account_confirmation for each row execute function keep_fund_history();
create table fund_bank_account_end (
  account_id uuid primary key references fund_bank_account (id),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null
);
create trigger fund_bank_account_end_stays before update or delete on fund_bank_account_end for each row execute function keep_fund_history();
