-- « Is it still so? », asked by mail of whoever answers for a city about who is at its head, and what they said.

create table mandate_question (
  id uuid primary key,
  -- The fact, through its corrections: `mandate.fact_id`.
  mandate_id uuid not null,
  party_id uuid not null references party (id),
  person_id uuid not null references person (id),
  recipient text not null check (recipient <> ''),
  lang text not null check (lang in ('fr', 'en')),
  asked_at timestamptz not null,
  asked_by text not null check (asked_by <> ''),
  -- How many times it was sent: once, then its reminders.
  sent integer not null default 1 check (sent >= 1),
  last_sent_at timestamptz not null check (last_sent_at >= asked_at),
  -- Answered, or no longer asked.
  closed_at timestamptz check (closed_at >= asked_at)
);
-- One question at a time about a mandate.
create unique index mandate_question_open on mandate_question (mandate_id) where (closed_at is null);
create index mandate_question_mandate on mandate_question (mandate_id);
create index mandate_question_person on mandate_question (person_id);

create table mandate_answer (
  question_id uuid primary key references mandate_question (id),
  answer text not null check (answer in ('unchanged', 'changed', 'unknown')),
  answered_at timestamptz not null,
  -- What whoever answered wrote of themselves, and of who came next.
  answered_by text,
  successor text,
  changed_on date,
  changed_on_precision text check (changed_on_precision in ('day', 'month', 'year')),
  note text,
  -- What the answer changed in the register: nothing where they do not know.
  revision bigint references revision (number),
  -- A change is dealt with by the secretariat: nobody is put in office by a mail.
  handled_at timestamptz,
  handled_by text,
  check ((answer = 'unknown') = (revision is null)),
  check (answer = 'changed' or (successor is null and changed_on is null)),
  check ((changed_on is null) = (changed_on_precision is null)),
  check ((handled_at is null) = (handled_by is null)),
  check (handled_at is null or answer = 'changed')
);
create index mandate_answer_open on mandate_answer (answered_at) where (answer = 'changed' and handled_at is null);
