-- The appraisal of dossiers, and what sittings decide of them.

-- A vote that rejects a grant leaves no decision: its result is then what refuses.
alter table fund_award alter column decision_id drop not null;
alter table fund_award
  add column vote_id uuid references vote (id),
  add unique (dossier_id, vote_id),
  add check (decision_id is not null or (vote_id is not null and outcome in ('reserve', 'deferred', 'refused')));

-- The dossiers that are over, which the desk leaves out.
create index fund_dossier_step_final on fund_dossier_step (dossier_id)
  where state in ('inadmissible', 'granted', 'granted_on_conditions', 'refused', 'withdrawn');

-- Who appraises a dossier, one after the other.
create table fund_officer (
  dossier_id uuid not null references fund_dossier (id),
  number integer not null check (number > 0),
  user_id text not null,
  name text not null check (name <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (dossier_id, number)
);
create trigger fund_officer_stays before update or delete on fund_officer for each row execute function keep_fund_history();

-- Whoever appraised a dossier does not write down what was decided of it.
create function keep_fund_decider_apart() returns trigger language plpgsql as $$
begin
  if exists (select 1 from fund_officer where dossier_id = new.dossier_id and user_id = new.by_id)
    or exists (select 1 from fund_dossier_step where dossier_id = new.dossier_id and state = 'appraised' and by_id = new.by_id) then
    raise exception 'whoever appraises a dossier does not decide of it' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_award_apart before insert on fund_award for each row execute function keep_fund_decider_apart();

-- Who of the secretariat has the page of a dossier open: what the others are told, and nothing more.
create table fund_presence (
  dossier_id uuid not null references fund_dossier (id),
  user_id text not null,
  name text not null,
  seen_at timestamptz not null,
  primary key (dossier_id, user_id)
);

-- Admissibility: what is looked at, answer by answer, of the version deposited.
create table fund_admissibility (
  dossier_id uuid not null,
  number integer not null check (number > 0),
  version integer not null,
  answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  outcome text not null check (outcome in ('admissible', 'inadmissible')),
  reason text check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (dossier_id, number),
  foreign key (dossier_id, version) references fund_dossier_version (dossier_id, number),
  check (outcome = 'admissible' or reason is not null)
);
create trigger fund_admissibility_stays before update or delete on fund_admissibility for each row execute function keep_fund_history();

-- What a city is asked to complete, and until when.
create table fund_completion (
  id uuid primary key,
  dossier_id uuid not null,
  number integer not null check (number > 0),
  version integer not null,
  items text[] not null check (cardinality(items) > 0),
  due_on date not null,
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (dossier_id, number),
  foreign key (dossier_id, version) references fund_dossier_version (dossier_id, number)
);
create trigger fund_completion_stays before update or delete on fund_completion for each row execute function keep_fund_history();

-- Someone asked for an opinion on a dossier, or for its scores.
create table fund_assignment (
  id uuid primary key,
  dossier_id uuid not null references fund_dossier (id),
  user_id text not null,
  name text not null check (name <> ''),
  -- The member city whose expert they are.
  party_id uuid references party (id),
  tasks text[] not null check (tasks <@ array['opinion', 'scoring'] and cardinality(tasks) > 0),
  due_on date not null,
  at timestamptz not null,
  by_id text,
  by text not null,
  ended_at timestamptz check (ended_at >= at),
  ended_by text,
  ended_reason text check (ended_reason <> ''),
  check ((ended_at is null) = (ended_by is null)),
  check ((ended_at is null) = (ended_reason is null))
);
create unique index fund_assignment_once on fund_assignment (dossier_id, user_id) where ended_at is null;
create index fund_assignment_user on fund_assignment (user_id, dossier_id);

-- What they say of their own interests, before anything else.
create table fund_interest (
  assignment_id uuid primary key references fund_assignment (id),
  has_interest boolean not null,
  words text not null default '',
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (assignment_id, has_interest),
  check (not has_interest or words <> '')
);
create trigger fund_interest_stays before update or delete on fund_interest for each row execute function keep_fund_history();

-- An opinion, and what replaces it; of nobody who has an interest, or has not said that they have none.
create table fund_opinion (
  assignment_id uuid not null,
  number integer not null check (number > 0),
  has_interest boolean not null default false check (not has_interest),
  version integer not null,
  choice text not null check (choice in ('favourable', 'reserved', 'unfavourable')),
  words text not null check (words <> ''),
  -- The city reads it too.
  shared boolean not null,
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (assignment_id, number),
  foreign key (assignment_id, has_interest) references fund_interest (assignment_id, has_interest)
);
create trigger fund_opinion_stays before update or delete on fund_opinion for each row execute function keep_fund_history();

-- Scores by the grid of the call, as they were given. `total`: what they weigh, in hundredths of a percent of the most.
create table fund_scoring (
  assignment_id uuid not null,
  number integer not null check (number > 0),
  has_interest boolean not null default false check (not has_interest),
  version integer not null,
  total integer not null check (total between 0 and 10000),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (assignment_id, number),
  foreign key (assignment_id, has_interest) references fund_interest (assignment_id, has_interest)
);
create trigger fund_scoring_stays before update or delete on fund_scoring for each row execute function keep_fund_history();

create table fund_score (
  assignment_id uuid not null,
  number integer not null,
  criterion text not null check (criterion <> ''),
  weight integer not null check (weight > 0),
  most integer not null check (most > 0),
  score integer not null check (score between 0 and most),
  comment text not null default '',
  primary key (assignment_id, number, criterion),
  foreign key (assignment_id, number) references fund_scoring (assignment_id, number)
);
create trigger fund_score_stays before update or delete on fund_score for each row execute function keep_fund_history();

-- What was verified of whoever asks; the last line of each kind counts.
create table fund_diligence (
  dossier_id uuid not null references fund_dossier (id),
  number integer not null check (number > 0),
  kind text not null check (kind in ('deliberation', 'signatory', 'accounts', 'screening')),
  outcome text not null check (outcome in ('met', 'not_met')),
  words text not null check (words <> ''),
  -- Of a screening: which list, as of which day, and the file that was searched or that shows the search.
  list text check (list <> ''),
  list_on date,
  file_id uuid references stored_file (id),
  hash text check (hash ~ '^[0-9a-f]{64}$'),
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (dossier_id, number),
  check ((file_id is null) = (hash is null)),
  check ((list is null) = (list_on is null)),
  check ((kind = 'screening') = (list is not null)),
  check (kind <> 'screening' or hash is not null)
);
create trigger fund_diligence_stays before update or delete on fund_diligence for each row execute function keep_fund_history();

-- The appraisal note, version by version: what the officer says and proposes, and the whole paper as it was.
create table fund_note (
  dossier_id uuid not null,
  number integer not null check (number > 0),
  version integer not null,
  analysis text not null check (analysis <> ''),
  strengths text not null,
  weaknesses text not null,
  outcome text not null check (outcome in ('granted', 'granted_on_conditions', 'reserve', 'deferred', 'refused')),
  granted_cents bigint not null check (granted_cents >= 0),
  commitment_cents bigint not null check (commitment_cents >= granted_cents),
  rate integer not null check (rate between 0 and 10000),
  eligible_cents bigint not null check (eligible_cents >= granted_cents),
  conditions text check (conditions <> ''),
  paper jsonb not null,
  at timestamptz not null,
  by_id text,
  by text not null,
  primary key (dossier_id, number),
  foreign key (dossier_id, version) references fund_dossier_version (dossier_id, number),
  check ((outcome in ('granted', 'granted_on_conditions')) = (granted_cents > 0)),
  check ((outcome = 'granted_on_conditions') = (conditions is not null))
);
create trigger fund_note_stays before update or delete on fund_note for each row execute function keep_fund_history();

-- A dossier on the agenda of a sitting, alone or with others in one item; in an emergency its note comes afterwards (R10).
create table fund_agenda_entry (
  id uuid primary key,
  dossier_id uuid not null,
  version integer not null,
  note integer,
  sitting_id uuid not null references sitting (id),
  item_id uuid not null references agenda_item (id),
  at timestamptz not null,
  by_id text,
  by text not null,
  withdrawn_at timestamptz check (withdrawn_at >= at),
  withdrawn_by text,
  withdrawn_reason text check (withdrawn_reason <> ''),
  foreign key (dossier_id, version) references fund_dossier_version (dossier_id, number),
  foreign key (dossier_id, note) references fund_note (dossier_id, number),
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create unique index fund_agenda_entry_once on fund_agenda_entry (dossier_id, sitting_id) where withdrawn_at is null;
create index fund_agenda_entry_item on fund_agenda_entry (item_id);
create index fund_agenda_entry_sitting on fund_agenda_entry (sitting_id);
