-- What the secretariat decides of the register: when cities are asked about their mandates without anyone asking by hand, and
-- how long someone's contacts are kept.

-- A rule, with the day from which it applies; what it was before stays readable.
create table register_setting (
  id uuid primary key,
  name text not null check (name in ('asks', 'ask_months', 'remind_days', 'most_reminders', 'contact_years', 'erases_contacts')),
  value text not null,
  applies_from date not null,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null check (by <> ''),
  check (name not in ('asks', 'erases_contacts') or value in ('yes', 'no')),
  check (name not in ('ask_months', 'remind_days', 'contact_years') or value ~ '^[1-9][0-9]?$'),
  check (name <> 'most_reminders' or value ~ '^[0-9]$')
);
create index register_setting_name on register_setting (name, applies_from);
create trigger register_setting_is_kept before update or delete on register_setting for each row execute function refuse_change();

-- Each reminder of a question, in place of a count and of the last day alone. Of those sent before, the last is known; its
-- number says how many there were.
create table mandate_reminder (
  question_id uuid not null references mandate_question (id),
  number integer not null check (number >= 1),
  at timestamptz not null,
  by text not null check (by <> ''),
  primary key (question_id, number)
);
insert into mandate_reminder (question_id, number, at, by)
  select id, sent - 1, last_sent_at, asked_by from mandate_question where sent > 1;
alter table mandate_question drop column sent, drop column last_sent_at;

-- Whose contacts were erased because they were kept long enough; when and why are those of the revision. Their name stays.
create table contact_erasure (
  revision bigint primary key references revision (number),
  person_id uuid not null references person (id)
);
create index contact_erasure_person on contact_erasure (person_id);
create trigger contact_erasure_is_kept before update or delete on contact_erasure for each row execute function refuse_change();
