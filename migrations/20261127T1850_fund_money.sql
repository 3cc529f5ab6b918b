-- Money of the fund: donors and what they gave, what of it each project is given, payments and who did each step of them,
-- expenses charged, what is to be paid back, the ledger.

-- Money promised by a donor, or set aside by the network itself (`own`).
create table fund_donor_agreement (
  id uuid primary key,
  reference text not null unique check (reference ~ '^[0-9]{4}-B[0-9]{3,}$'),
  donor_id uuid not null references party (id),
  kind text not null check (kind in ('donor', 'own')),
  title text not null check (title <> ''),
  amount_cents bigint not null check (amount_cents > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- What the network keeps for its management, in hundredths of a percent of what is received.
  fee_rate integer not null check (fee_rate between 0 and 10000),
  signed_on date not null,
  -- Expenses of these days are paid from it.
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  -- What it may pay for; empty: anything.
  purses text[] not null check (purses <@ array['cooperation', 'operator', 'emergency']),
  themes text[] not null,
  -- States or local authorities.
  places uuid[] not null,
  file_id uuid references stored_file (id),
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (id, currency),
  check (kind = 'donor' or fee_rate = 0)
);
create index fund_donor_agreement_donor on fund_donor_agreement (donor_id);
create trigger fund_donor_agreement_stays before update or delete on fund_donor_agreement for each row execute function keep_fund_history();

create table fund_receipt (
  id uuid primary key,
  donor_agreement_id uuid not null references fund_donor_agreement (id),
  received_on date not null,
  amount_cents bigint not null check (amount_cents > 0),
  fee_cents bigint not null check (fee_cents between 0 and amount_cents),
  bank_reference text not null check (bank_reference <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (donor_agreement_id, bank_reference)
);
create trigger fund_receipt_stays before update or delete on fund_receipt for each row execute function keep_fund_history();

-- What of an agreement a project is given. `amount_cents` in the project's currency; `origin_cents` in the donor's.
create table fund_allocation (
  id uuid primary key,
  donor_agreement_id uuid not null,
  project_id uuid not null references fund_project (id),
  amount_cents bigint not null check (amount_cents > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  origin_cents bigint not null check (origin_cents > 0),
  origin_currency text not null,
  rate text check (rate ~ '^[0-9]+([.][0-9]+)?$'),
  rate_day date,
  rate_source text check (rate_source <> ''),
  -- Signed by the direction where it is outside what the donor asked.
  departure text check (departure <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (id, project_id),
  foreign key (donor_agreement_id, origin_currency) references fund_donor_agreement (id, currency),
  check ((currency = origin_currency) = (rate is null)),
  check ((rate is null) = (rate_source is null)),
  check ((rate is null) = (rate_day is null)),
  check (rate is not null or amount_cents = origin_cents)
);
create index fund_allocation_project on fund_allocation (project_id);
create index fund_allocation_agreement on fund_allocation (donor_agreement_id);
create trigger fund_allocation_stays before update or delete on fund_allocation for each row execute function keep_fund_history();

-- Given back to the agreement, because the project did not need it.
create table fund_release (
  id uuid primary key,
  allocation_id uuid not null references fund_allocation (id),
  amount_cents bigint not null check (amount_cents > 0),
  origin_cents bigint not null check (origin_cents > 0),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null
);
create index fund_release_allocation on fund_release (allocation_id);
create trigger fund_release_stays before update or delete on fund_release for each row execute function keep_fund_history();

create table fund_payment (
  id uuid primary key,
  reference text not null unique check (reference ~ '^[0-9]{4}-V[0-9]{3,}$'),
  project_id uuid not null,
  lead_id uuid not null,
  instalment_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  bank_account_id uuid not null,
  at timestamptz not null,
  by_id text not null check (by_id <> ''),
  by text not null,
  unique (id, project_id),
  foreign key (project_id, lead_id) references fund_project (id, lead_id),
  foreign key (instalment_id, project_id) references fund_instalment (id, project_id),
  -- To the party that leads the project, and nobody else.
  foreign key (bank_account_id, lead_id) references fund_bank_account (id, party_id)
);
create index fund_payment_project on fund_payment (project_id);
create index fund_payment_instalment on fund_payment (instalment_id);
create trigger fund_payment_stays before update or delete on fund_payment for each row execute function keep_fund_history();

create table fund_payment_step (
  payment_id uuid not null references fund_payment (id),
  number integer not null check (number > 0),
  state text not null check (state in ('requested', 'verified', 'approved', 'ordered', 'executed', 'returned')),
  on_day date not null,
  reason text check (reason <> ''),
  at timestamptz not null,
  by_id text not null check (by_id <> ''),
  by text not null,
  primary key (payment_id, number),
  check (state <> 'returned' or reason is not null)
);
create index fund_payment_step_state on fund_payment_step (state, payment_id);
create trigger fund_payment_step_stays before update or delete on fund_payment_step for each row execute function keep_fund_history();

-- Out of which allocations a payment is made: they make its amount.
create table fund_payment_source (
  payment_id uuid not null,
  allocation_id uuid not null,
  project_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  primary key (payment_id, allocation_id),
  foreign key (payment_id, project_id) references fund_payment (id, project_id),
  foreign key (allocation_id, project_id) references fund_allocation (id, project_id)
);
create index fund_payment_source_allocation on fund_payment_source (allocation_id);
create trigger fund_payment_source_stays before update or delete on fund_payment_source for each row execute function keep_fund_history();

-- A file for the bank, and the payments that it orders. It leaves once.
create table fund_transfer_file (
  id uuid primary key,
  message_id text not null unique check (message_id ~ '^[A-Z0-9-]{1,35}$'),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  total_cents bigint not null check (total_cents > 0),
  count integer not null check (count > 0),
  execute_on date not null,
  content text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  at timestamptz not null,
  by_id text not null,
  by text not null
);
create trigger fund_transfer_file_stays before update or delete on fund_transfer_file for each row execute function keep_fund_history();
create table fund_transfer (
  file_id uuid not null references fund_transfer_file (id),
  payment_id uuid not null unique references fund_payment (id),
  primary key (file_id, payment_id)
);
create trigger fund_transfer_stays before update or delete on fund_transfer for each row execute function keep_fund_history();
create table fund_transfer_download (
  file_id uuid primary key references fund_transfer_file (id),
  hash text not null,
  at timestamptz not null,
  by_id text not null,
  by text not null
);
create trigger fund_transfer_download_stays before update or delete on fund_transfer_download for each row execute function keep_fund_history();

-- A statement of the bank that was brought, and the lines of it that executed a payment.
create table fund_statement (
  id uuid primary key,
  name text not null check (name <> ''),
  sha256 text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
  account text,
  lines jsonb not null check (jsonb_typeof(lines) = 'array'),
  at timestamptz not null,
  by_id text not null,
  by text not null
);
create trigger fund_statement_stays before update or delete on fund_statement for each row execute function keep_fund_history();
create table fund_statement_match (
  statement_id uuid not null references fund_statement (id),
  line integer not null check (line >= 0),
  payment_id uuid not null unique references fund_payment (id),
  at timestamptz not null,
  by_id text not null,
  by text not null,
  primary key (statement_id, line)
);
create trigger fund_statement_match_stays before update or delete on fund_statement_match for each row execute function keep_fund_history();

-- The part of an accepted expense that a payment, and through it a donor, bears.
create table fund_charge (
  id uuid primary key,
  project_id uuid not null,
  expense_id uuid not null,
  payment_id uuid not null,
  allocation_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  at timestamptz not null,
  by_id text,
  by text not null,
  foreign key (expense_id, project_id) references fund_expense (id, project_id),
  foreign key (payment_id, project_id) references fund_payment (id, project_id),
  foreign key (payment_id, allocation_id) references fund_payment_source (payment_id, allocation_id)
);
create index fund_charge_expense on fund_charge (expense_id);
create index fund_charge_project on fund_charge (project_id);
create index fund_charge_allocation on fund_charge (allocation_id);
create index fund_charge_payment on fund_charge (payment_id);
create trigger fund_charge_stays before update or delete on fund_charge for each row execute function keep_fund_history();
create table fund_charge_reversal (
  charge_id uuid primary key references fund_charge (id),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null
);
create trigger fund_charge_reversal_stays before update or delete on fund_charge_reversal for each row execute function keep_fund_history();
create view fund_live_charge as
  select charge.id, charge.project_id, charge.expense_id, charge.payment_id, charge.allocation_id, charge.amount_cents from fund_charge charge
  where not exists (select 1 from fund_charge_reversal reversal where reversal.charge_id = charge.id);

-- What a project comes to at its end: the least of the three.
create table fund_settlement (
  project_id uuid primary key references fund_project (id),
  ceiling_cents bigint not null check (ceiling_cents >= 0),
  rate integer not null check (rate between 0 and 10000),
  eligible_cents bigint not null check (eligible_cents >= 0),
  -- What others, the city included, brought in the end.
  resources_cents bigint not null check (resources_cents >= 0),
  final_cents bigint not null,
  paid_cents bigint not null check (paid_cents >= 0),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text not null,
  by text not null,
  check (final_cents = greatest(0, least(ceiling_cents, eligible_cents * rate / 10000, eligible_cents - resources_cents)))
);
create trigger fund_settlement_stays before update or delete on fund_settlement for each row execute function keep_fund_history();

-- What a city is asked to pay back, payment by payment, and what it paid back of it.
create table fund_recovery (
  id uuid primary key,
  reference text not null unique check (reference ~ '^[0-9]{4}-R[0-9]{3,}$'),
  project_id uuid not null references fund_project (id),
  amount_cents bigint not null check (amount_cents > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  due_on date not null,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text not null,
  by text not null,
  unique (id, project_id)
);
create trigger fund_recovery_stays before update or delete on fund_recovery for each row execute function keep_fund_history();
create table fund_recovery_line (
  recovery_id uuid not null references fund_recovery (id),
  payment_id uuid not null,
  allocation_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  primary key (recovery_id, payment_id, allocation_id),
  foreign key (payment_id, allocation_id) references fund_payment_source (payment_id, allocation_id)
);
create index fund_recovery_line_allocation on fund_recovery_line (allocation_id);
create trigger fund_recovery_line_stays before update or delete on fund_recovery_line for each row execute function keep_fund_history();
create table fund_refund (
  id uuid primary key,
  recovery_id uuid not null references fund_recovery (id),
  received_on date not null,
  amount_cents bigint not null check (amount_cents > 0),
  bank_reference text not null check (bank_reference <> ''),
  at timestamptz not null,
  by_id text not null,
  by text not null,
  unique (recovery_id, bank_reference)
);
create trigger fund_refund_stays before update or delete on fund_refund for each row execute function keep_fund_history();
-- Which line of the recovery each refund pays: so that the donor's money is the donor's again.
create table fund_refund_line (
  refund_id uuid not null references fund_refund (id),
  recovery_id uuid not null,
  payment_id uuid not null,
  allocation_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  primary key (refund_id, payment_id, allocation_id),
  foreign key (recovery_id, payment_id, allocation_id) references fund_recovery_line (recovery_id, payment_id, allocation_id)
);
create index fund_refund_line_allocation on fund_refund_line (allocation_id);
create trigger fund_refund_line_stays before update or delete on fund_refund_line for each row execute function keep_fund_history();

-- The ledger: an entry moves one amount of one currency from an account to another. Never changed: reversed.
create table fund_entry (
  id uuid primary key,
  number bigint not null unique check (number > 0),
  kind text not null check (kind in ('promise', 'set_aside', 'receipt', 'fee', 'allocation', 'release', 'commitment', 'decommitment', 'payment', 'settled_commitment', 'justification', 'use', 'recovery', 'refund', 'reversal')),
  booked_on date not null,
  debit text not null check (debit in ('bank', 'donor_receivable', 'donor_funds', 'allocated_funds', 'used_funds', 'own_funds', 'fees', 'exchange', 'commitments_given', 'commitments_due', 'advances', 'grants', 'recoveries')),
  credit text not null check (credit in ('bank', 'donor_receivable', 'donor_funds', 'allocated_funds', 'used_funds', 'own_funds', 'fees', 'exchange', 'commitments_given', 'commitments_due', 'advances', 'grants', 'recoveries')),
  amount_cents bigint not null check (amount_cents > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Of what goes from a currency to another: so many units of the project's for one of the donor's, on a day, according to whom.
  rate text check (rate ~ '^[0-9]+([.][0-9]+)?$'),
  rate_day date,
  rate_source text check (rate_source <> ''),
  label text not null check (label <> ''),
  donor_agreement_id uuid references fund_donor_agreement (id),
  allocation_id uuid references fund_allocation (id),
  project_id uuid references fund_project (id),
  instalment_id uuid references fund_instalment (id),
  payment_id uuid references fund_payment (id),
  expense_id uuid references fund_expense (id),
  charge_id uuid references fund_charge (id),
  recovery_id uuid references fund_recovery (id),
  reverses uuid unique references fund_entry (id),
  at timestamptz not null,
  by_id text,
  by text not null,
  check (debit <> credit),
  check ((kind = 'reversal') = (reverses is not null)),
  check ((rate is null) = (rate_source is null)),
  check ((rate is null) = (rate_day is null)),
  check (rate is null or 'exchange' in (debit, credit)),
  -- Outside the balance sheet, and only between themselves.
  check ((debit in ('commitments_given', 'commitments_due')) = (credit in ('commitments_given', 'commitments_due'))),
  check (
    case kind
      when 'promise' then debit = 'donor_receivable' and credit = 'donor_funds' and donor_agreement_id is not null
      when 'set_aside' then debit = 'own_funds' and credit = 'donor_funds' and donor_agreement_id is not null
      when 'receipt' then debit = 'bank' and credit = 'donor_receivable' and donor_agreement_id is not null
      when 'fee' then debit = 'donor_funds' and credit = 'fees' and donor_agreement_id is not null
      when 'allocation' then debit in ('donor_funds', 'exchange') and credit in ('allocated_funds', 'exchange') and allocation_id is not null
      when 'release' then debit in ('allocated_funds', 'exchange') and credit in ('donor_funds', 'exchange') and allocation_id is not null
      when 'commitment' then debit = 'commitments_given' and credit = 'commitments_due' and project_id is not null
      when 'decommitment' then debit = 'commitments_due' and credit = 'commitments_given' and project_id is not null
      when 'payment' then debit = 'advances' and credit = 'bank' and payment_id is not null and allocation_id is not null
      when 'settled_commitment' then debit = 'commitments_due' and credit = 'commitments_given' and payment_id is not null
      when 'justification' then debit = 'grants' and credit = 'advances' and charge_id is not null and expense_id is not null and allocation_id is not null
      when 'use' then debit = 'allocated_funds' and credit = 'used_funds' and charge_id is not null and expense_id is not null and allocation_id is not null
      when 'recovery' then debit = 'recoveries' and credit = 'advances' and recovery_id is not null and allocation_id is not null
      when 'refund' then debit = 'bank' and credit = 'recoveries' and recovery_id is not null and allocation_id is not null
      else true
    end
  )
);
create index fund_entry_project on fund_entry (project_id, booked_on);
create index fund_entry_agreement on fund_entry (donor_agreement_id, booked_on);
create index fund_entry_booked on fund_entry (booked_on, number);
create index fund_entry_payment on fund_entry (payment_id);
create index fund_entry_charge on fund_entry (charge_id);
create trigger fund_entry_stays before update or delete on fund_entry for each row execute function keep_fund_history();

create function refuse_false_fund_reversal() returns trigger language plpgsql as $$
begin
  if not exists (
    select 1 from fund_entry entry
    where entry.id = new.reverses and entry.kind <> 'reversal' and entry.debit = new.credit and entry.credit = new.debit
      and entry.amount_cents = new.amount_cents and entry.currency = new.currency and entry.booked_on <= new.booked_on
      and (entry.donor_agreement_id, entry.allocation_id, entry.project_id, entry.payment_id, entry.charge_id, entry.recovery_id)
        is not distinct from (new.donor_agreement_id, new.allocation_id, new.project_id, new.payment_id, new.charge_id, new.recovery_id)
  ) then
    raise exception 'a reversal is its entry the other way round' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_entry_reversal before insert on fund_entry for each row when (new.reverses is not null) execute function refuse_false_fund_reversal();

-- Where payments are. One that was returned pays nothing.
create view fund_payment_state as
  select payment.id as payment_id, last.state, last.number, last.on_day, last.by_id
  from fund_payment payment
  join lateral (select state, number, on_day, by_id from fund_payment_step where payment_id = payment.id order by number desc limit 1) last on true;

-- What is left of each allocation.
create view fund_allocation_state as
  select allocation.id as allocation_id, allocation.amount_cents,
    released.cents as released_cents, sourced.cents as sourced_cents, sourced.paid as paid_cents, refunded.cents as refunded_cents,
    charged.cents as charged_cents,
    allocation.amount_cents - released.cents - sourced.cents + refunded.cents as free_cents,
    allocation.origin_cents - released.origin as origin_cents
  from fund_allocation allocation
  cross join lateral (select coalesce(sum(amount_cents), 0)::bigint as cents, coalesce(sum(origin_cents), 0)::bigint as origin from fund_release where allocation_id = allocation.id) released
  cross join lateral (
    select coalesce(sum(source.amount_cents) filter (where state.state is distinct from 'returned'), 0)::bigint as cents,
      coalesce(sum(source.amount_cents) filter (where state.state = 'executed'), 0)::bigint as paid
    from fund_payment_source source left join fund_payment_state state using (payment_id) where source.allocation_id = allocation.id) sourced
  cross join lateral (select coalesce(sum(amount_cents), 0)::bigint as cents from fund_refund_line where allocation_id = allocation.id) refunded
  cross join lateral (select coalesce(sum(amount_cents), 0)::bigint as cents from fund_live_charge where allocation_id = allocation.id) charged;

-- What each condition rests on, and whether it is met (`fund/projects/instalments/rules.ts` says why it is not).
create view fund_condition_state as
  select condition.id as condition_id, condition.instalment_id, instalment.project_id,
    case condition.kind
      when 'agreement_signed' then signed.on_day
      when 'amendment_signed' then amended.on_day
    end as signed_on,
    report.state as report_state,
    previous.paid_cents as previous_cents, before.paid_cents as before_cents, justified.cents as justified_cents,
    exists (select 1 from fund_condition_proof proof where proof.condition_id = condition.id) as proved,
    exists (select 1 from fund_condition_waiver waiver where waiver.condition_id = condition.id) as waived,
    case condition.kind
      when 'agreement_signed' then signed.on_day is not null
      when 'amendment_signed' then amended.on_day is not null
      when 'report_accepted' then coalesce(report.state = 'accepted', false)
      -- What was paid before the previous one is justified whole, then so much of it.
      when 'previous_justified' then previous.paid_cents > 0
        and (justified.cents - before.paid_cents) * 10000 >= condition.share::numeric * previous.paid_cents
      else exists (select 1 from fund_condition_proof proof where proof.condition_id = condition.id)
    end as met
  from fund_condition condition
  join fund_instalment instalment on instalment.id = condition.instalment_id
  left join lateral (
    select min(force.from_day) as on_day from fund_agreement_force force join fund_agreement agreement on agreement.id = force.agreement_id
    where force.project_id = instalment.project_id and agreement.number = 0) signed on true
  left join lateral (
    select min(force.from_day) as on_day from fund_agreement_force force join fund_agreement agreement on agreement.id = force.agreement_id
    where force.project_id = instalment.project_id and agreement.number = condition.ordinal) amended on true
  left join lateral (
    select step.state from fund_report_due due join fund_report_step step on step.report_id = due.id
    where due.project_id = instalment.project_id and due.number = condition.ordinal order by step.number desc limit 1) report on true
  cross join lateral (
    select coalesce(max(number), 0) as number from fund_instalment earlier
    where earlier.project_id = instalment.project_id and earlier.number < instalment.number
      and not exists (select 1 from fund_instalment_end taken where taken.instalment_id = earlier.id)) nearest
  cross join lateral (
    select coalesce(sum(payment.amount_cents), 0)::bigint as paid_cents from fund_payment payment join fund_payment_state state on state.payment_id = payment.id
    join fund_instalment earlier on earlier.id = payment.instalment_id
    where earlier.project_id = instalment.project_id and earlier.number = nearest.number and state.state = 'executed') previous
  cross join lateral (
    select coalesce(sum(payment.amount_cents), 0)::bigint as paid_cents from fund_payment payment join fund_payment_state state on state.payment_id = payment.id
    join fund_instalment earlier on earlier.id = payment.instalment_id
    where earlier.project_id = instalment.project_id and earlier.number < nearest.number and state.state = 'executed') before
  cross join lateral (select coalesce(sum(amount_cents), 0)::bigint as cents from fund_live_charge where project_id = instalment.project_id) justified;

-- The conditions of an instalment that hold back its payment on a day.
create function fund_unmet(instalment uuid, on_day date) returns bigint language sql stable as $$
  select count(*) from fund_condition_state state join fund_condition condition on condition.id = state.condition_id
  where state.instalment_id = instalment and not state.waived
    and case condition.kind when 'date' then condition.on_day > fund_unmet.on_day else not state.met end
$$;

-- Nobody does two neighbouring steps of a payment; who approves neither prepared nor verified it. None is approved for an
-- account that two people did not look at, nor ordered with a condition unmet that nobody waived, nor twice for an instalment.
create function refuse_payment_step() returns trigger language plpgsql as $$
declare
  before record;
  payment record;
begin
  select * into payment from fund_payment where id = new.payment_id for update;
  perform 1 from fund_instalment where id = payment.instalment_id for update;
  select * into before from fund_payment_step where payment_id = new.payment_id order by number desc limit 1;
  if new.number <> coalesce(before.number, 0) + 1
    or (before.state is null) <> (new.state = 'requested')
    or not (before.state is null or (before.state, new.state) in (
      ('requested', 'verified'), ('verified', 'approved'), ('approved', 'ordered'), ('ordered', 'executed'),
      ('requested', 'returned'), ('verified', 'returned'), ('approved', 'returned'), ('ordered', 'returned'))) then
    raise exception 'a payment goes from step to step' using errcode = 'integrity_constraint_violation';
  end if;
  if new.state = 'requested' and new.by_id <> payment.by_id then
    raise exception 'who requests a payment is who wrote it' using errcode = 'integrity_constraint_violation';
  end if;
  if new.state <> 'returned' and before.by_id = new.by_id then
    raise exception 'nobody does two neighbouring steps of a payment' using errcode = 'integrity_constraint_violation';
  end if;
  if new.state = 'approved' and exists (select 1 from fund_payment_step where payment_id = new.payment_id and by_id = new.by_id) then
    raise exception 'nobody approves a payment that they prepared' using errcode = 'integrity_constraint_violation';
  end if;
  if new.state in ('requested', 'ordered') and exists (
    select 1 from fund_payment other join fund_payment_state state on state.payment_id = other.id
    where other.instalment_id = payment.instalment_id and other.id <> payment.id and state.state <> 'returned') then
    raise exception 'an instalment is paid once' using errcode = 'integrity_constraint_violation';
  end if;
  if new.state in ('approved', 'ordered') then
    if not exists (select 1 from fund_bank_account_confirmation where account_id = payment.bank_account_id)
      or exists (select 1 from fund_bank_account_end where account_id = payment.bank_account_id) then
      raise exception 'a payment goes to an account that two people looked at' using errcode = 'integrity_constraint_violation';
    end if;
    if (select coalesce(sum(amount_cents), 0) from fund_payment_source where payment_id = new.payment_id) <> payment.amount_cents then
      raise exception 'a payment is the sum of what it is made from' using errcode = 'integrity_constraint_violation';
    end if;
  end if;
  if new.state = 'ordered' then
    if fund_unmet(payment.instalment_id, new.on_day) > 0 then
      raise exception 'no instalment goes out with a condition unmet that nobody waived' using errcode = 'integrity_constraint_violation';
    end if;
    if exists (select 1 from fund_instalment_end where instalment_id = payment.instalment_id) then
      raise exception 'this instalment is no longer due' using errcode = 'integrity_constraint_violation';
    end if;
  end if;
  return new;
end $$;
create trigger fund_payment_step_order before insert on fund_payment_step for each row execute function refuse_payment_step();

-- A payment is of the amount of its instalment, in the currency of its project.
create function refuse_other_payment() returns trigger language plpgsql as $$
begin
  if not exists (
    select 1 from fund_instalment instalment join fund_project project on project.id = instalment.project_id
    where instalment.id = new.instalment_id and instalment.amount_cents = new.amount_cents and project.currency = new.currency) then
    raise exception 'a payment is that of its instalment' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_payment_amount before insert on fund_payment for each row execute function refuse_other_payment();

create function refuse_beyond_agreement() returns trigger language plpgsql as $$
declare
  agreement record;
  given numeric;
begin
  select * into agreement from fund_donor_agreement where id = new.donor_agreement_id for update;
  select coalesce(sum(state.origin_cents), 0) into given from fund_allocation allocation
    join fund_allocation_state state on state.allocation_id = allocation.id where allocation.donor_agreement_id = agreement.id;
  if given > agreement.amount_cents - agreement.amount_cents * agreement.fee_rate / 10000 then
    raise exception 'more is allocated than the donor gives' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_allocation_within after insert on fund_allocation for each row execute function refuse_beyond_agreement();

create function refuse_beyond_allocation() returns trigger language plpgsql as $$
begin
  perform 1 from fund_allocation where id = new.allocation_id for update;
  if (select free_cents < 0 or origin_cents < 0 from fund_allocation_state where allocation_id = new.allocation_id) then
    raise exception 'more is taken from an allocation than it holds' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_payment_source_within after insert on fund_payment_source for each row execute function refuse_beyond_allocation();
create trigger fund_release_within after insert on fund_release for each row execute function refuse_beyond_allocation();

-- No euro is charged twice: an expense bears no more than what was accepted of it, a payment justifies no more than it gave
-- and was not asked back, and a donor pays for the days that it said.
create function refuse_beyond_source(payment uuid, allocation uuid) returns void language plpgsql as $$
begin
  perform 1 from fund_payment_source where payment_id = payment and allocation_id = allocation for update;
  if (select state from fund_payment_state where payment_id = payment) <> 'executed' then
    raise exception 'what was not paid is not justified' using errcode = 'integrity_constraint_violation';
  end if;
  if (select coalesce(sum(amount_cents), 0) from fund_live_charge where payment_id = payment and allocation_id = allocation)
    + (select coalesce(sum(amount_cents), 0) from fund_recovery_line where payment_id = payment and allocation_id = allocation)
    > (select amount_cents from fund_payment_source where payment_id = payment and allocation_id = allocation) then
    raise exception 'more is charged to a payment than it gave' using errcode = 'integrity_constraint_violation';
  end if;
end $$;
create function refuse_charge() returns trigger language plpgsql as $$
declare
  expense record;
begin
  select * into expense from fund_expense where id = new.expense_id for update;
  if expense.withdrawn_at is not null or expense.in_kind
    or (select state from fund_report_step where report_id = expense.report_id order by number desc limit 1) is distinct from 'accepted' then
    raise exception 'an expense is charged once its report is accepted' using errcode = 'integrity_constraint_violation';
  end if;
  if (select sum(amount_cents) from fund_live_charge where expense_id = expense.id) > expense.amount_cents - expense.rejected_cents then
    raise exception 'no euro is charged twice' using errcode = 'integrity_constraint_violation';
  end if;
  if not exists (
    select 1 from fund_allocation allocation join fund_donor_agreement agreement on agreement.id = allocation.donor_agreement_id
    where allocation.id = new.allocation_id and expense.spent_on between agreement.starts_on and agreement.ends_on) then
    raise exception 'a donor pays for the days that it said' using errcode = 'integrity_constraint_violation';
  end if;
  perform refuse_beyond_source(new.payment_id, new.allocation_id);
  return new;
end $$;
create trigger fund_charge_within after insert on fund_charge for each row execute function refuse_charge();
create function refuse_recovery_line() returns trigger language plpgsql as $$
begin
  perform refuse_beyond_source(new.payment_id, new.allocation_id);
  return new;
end $$;
create trigger fund_recovery_line_within after insert on fund_recovery_line for each row execute function refuse_recovery_line();
create function refuse_refund_line() returns trigger language plpgsql as $$
begin
  perform 1 from fund_recovery where id = new.recovery_id for update;
  if (select sum(amount_cents) from fund_refund_line where (recovery_id, payment_id, allocation_id) = (new.recovery_id, new.payment_id, new.allocation_id))
    > (select amount_cents from fund_recovery_line where (recovery_id, payment_id, allocation_id) = (new.recovery_id, new.payment_id, new.allocation_id)) then
    raise exception 'more is paid back than was asked' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_refund_line_within after insert on fund_refund_line for each row execute function refuse_refund_line();

-- What an expense bears is not rejected afterwards.
create function keep_charged_expense() returns trigger language plpgsql as $$
begin
  if (select coalesce(sum(amount_cents), 0) from fund_live_charge where expense_id = new.id)
    > (case when new.withdrawn_at is null then new.amount_cents - new.rejected_cents else 0 end) then
    raise exception 'an expense that was charged is no longer changed' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_expense_charged before update on fund_expense for each row execute function keep_charged_expense();
