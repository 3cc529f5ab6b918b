-- Sittings of bodies: how they are convened, who may vote, what was voted, decided and written down.

-- How a body works, each rule since a day and with its source. What no row says has the default that the page states.
create table assembly_setting (
  id uuid primary key,
  body_id uuid not null references body (id),
  key text not null check (key in (
    'quorum', 'quorum_proxies', 'majority', 'majority_base', 'tie', 'proxies', 'notice', 'arrears', 'association_voices', 'rounds'
  )),
  -- In the order in which they were recorded: the last one prevails for one day.
  number integer not null check (number > 0),
  value text not null check (value <> ''),
  applies_from date not null,
  source text not null check (source <> ''),
  at timestamptz not null,
  by_id text,
  by text not null check (by <> ''),
  unique (body_id, key, number)
);

create table sitting (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  body_id uuid not null references body (id),
  mode text not null check (mode in ('on_site', 'video', 'written')),
  -- R10: voted at once, its papers afterwards.
  urgent boolean not null default false,
  title_fr text not null check (title_fr <> ''),
  title_en text check (title_en <> ''),
  starts_at timestamptz not null,
  place text check (place <> ''),
  -- Its rank among the sittings that the body was convened to in the year; given when it is convened, never twice.
  year integer,
  number integer check (number > 0),
  at timestamptz not null,
  by_id text,
  by text not null check (by <> ''),
  unique (body_id, year, number),
  check ((year is null) = (number is null))
);
create index sitting_body on sitting (body_id, starts_at);

-- Everything that happens in a sitting, in order: the sitting can be told again from it. `after` is the quorum then.
create table sitting_entry (
  sitting_id uuid not null references sitting (id),
  number integer not null check (number > 0),
  at timestamptz not null,
  by_id text,
  by text not null check (by <> ''),
  kind text not null check (kind ~ '^[a-z_]+$'),
  data jsonb not null check (jsonb_typeof(data) = 'object'),
  after jsonb,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  primary key (sitting_id, number)
);

create table sitting_teller (
  sitting_id uuid not null references sitting (id),
  user_id text not null references account_user (id),
  at timestamptz not null,
  by_id text,
  by text not null check (by <> ''),
  primary key (sitting_id, user_id)
);

create table agenda_item (
  id uuid primary key,
  sitting_id uuid not null references sitting (id),
  position integer not null check (position > 0),
  kind text not null check (kind in ('information', 'debate', 'decision', 'election', 'minutes')),
  title_fr text not null check (title_fr <> ''),
  title_en text check (title_en <> ''),
  -- What is put to the vote, in the words of the decision.
  proposal_fr text not null default '',
  proposal_en text check (proposal_en <> ''),
  -- The sitting whose minutes are to be approved.
  minutes_of uuid references sitting (id),
  unique (sitting_id, position) deferrable,
  unique (sitting_id, id),
  check ((kind = 'minutes') = (minutes_of is not null)),
  check (minutes_of <> sitting_id)
);

-- A paper of an item; one that is owed (R10) has a day and no file yet.
create table item_paper (
  id uuid primary key,
  item_id uuid not null references agenda_item (id),
  title text not null check (title <> ''),
  file_id uuid references stored_file (id),
  owed_until date,
  at timestamptz not null,
  by_id text,
  by text not null check (by <> ''),
  check (file_id is not null or owed_until is not null)
);
create index item_paper_item on item_paper (item_id);

-- What binds a party to an item: a recusal is proposed from it.
create table item_interest (
  id uuid primary key,
  item_id uuid not null references agenda_item (id),
  party_id uuid not null references party (id),
  kind text not null check (kind in ('applicant', 'partner', 'funder', 'twin')),
  note text not null default '',
  at timestamptz not null,
  by_id text,
  by text not null check (by <> ''),
  unique (item_id, party_id, kind)
);

-- Who may vote and who may not, as it was when the sitting opened.
create table sitting_voter (
  sitting_id uuid not null references sitting (id),
  party_id uuid not null references party (id),
  person_id uuid references person (id),
  voices integer not null check (voices > 0),
  exclusion text check (exclusion in (
    'no_mandate', 'unconfirmed', 'vacant_seat', 'associate', 'honorary', 'suspended', 'not_member', 'arrears'
  )),
  primary key (sitting_id, party_id),
  check (person_id is not null or exclusion is not null)
);

-- A proxy, in writing. One for each principal at a time.
create table proxy (
  id uuid primary key,
  sitting_id uuid not null references sitting (id),
  principal_id uuid not null references party (id),
  holder_id uuid not null references party (id),
  file_id uuid not null references stored_file (id),
  at timestamptz not null,
  by_id text,
  by text not null check (by <> ''),
  revoked_at timestamptz,
  check (principal_id <> holder_id)
);
create unique index proxy_principal on proxy (sitting_id, principal_id) where (revoked_at is null);

create table recusal (
  id uuid primary key,
  item_id uuid not null references agenda_item (id),
  party_id uuid not null references party (id),
  origin text not null check (origin in ('computed', 'declared', 'challenged')),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null check (by <> ''),
  lifted_at timestamptz
);
create unique index recusal_party on recusal (item_id, party_id) where (lifted_at is null);

create table vote (
  id uuid primary key,
  sitting_id uuid not null references sitting (id),
  item_id uuid not null,
  number integer not null check (number > 0),
  method text not null check (method in ('hands', 'named', 'secret', 'paper')),
  form jsonb not null check (jsonb_typeof(form) = 'object'),
  at timestamptz not null,
  by_id text,
  by text not null check (by <> ''),
  unique (sitting_id, number),
  unique (sitting_id, id),
  foreign key (sitting_id, item_id) references agenda_item (sitting_id, id)
);

create table vote_result (
  vote_id uuid primary key references vote (id),
  result jsonb not null check (jsonb_typeof(result) = 'object'),
  at timestamptz not null,
  by_id text,
  by text not null check (by <> '')
);

-- That someone voted: once a vote. Of a secret one, `envelope` holds the sealed ballot until the vote is closed; it is
-- then opened with all the others, and nothing is left of it.
create table vote_mark (
  vote_id uuid not null,
  sitting_id uuid not null,
  party_id uuid not null,
  -- Whoever voted in their name: the holder of their proxy.
  cast_by uuid references party (id),
  entry_number integer not null,
  envelope text,
  primary key (vote_id, party_id),
  foreign key (sitting_id, vote_id) references vote (sitting_id, id),
  foreign key (sitting_id, party_id) references sitting_voter (sitting_id, party_id),
  foreign key (sitting_id, entry_number) references sitting_entry (sitting_id, number),
  check (cast_by <> party_id)
);

-- Ballots of a closed vote: written all at once, those of a secret vote without their voter, in the order of identifiers
-- drawn at random.
create table ballot (
  id uuid primary key,
  vote_id uuid not null references vote (id),
  party_id uuid references party (id),
  choice text not null check (choice <> ''),
  voices integer not null check (voices > 0),
  unique (vote_id, party_id, choice)
);

create table decision (
  id uuid primary key,
  sitting_id uuid not null,
  item_id uuid not null,
  vote_id uuid,
  number integer not null check (number > 0),
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  text_fr text not null check (text_fr <> ''),
  text_en text check (text_en <> ''),
  -- In the record that the public reads.
  public boolean not null,
  at timestamptz not null,
  by_id text,
  by text not null check (by <> ''),
  unique (sitting_id, number),
  foreign key (sitting_id, item_id) references agenda_item (sitting_id, id),
  foreign key (sitting_id, vote_id) references vote (sitting_id, id)
);
create unique index decision_vote on decision (vote_id);

-- A decision that no longer holds keeps its number.
create table decision_cancellation (
  decision_id uuid primary key references decision (id),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null check (by <> '')
);

create table minutes_version (
  sitting_id uuid not null references sitting (id),
  number integer not null check (number > 0),
  words text not null check (words <> ''),
  at timestamptz not null,
  by_id text,
  by text not null check (by <> ''),
  primary key (sitting_id, number)
);

create table minutes_approval (
  sitting_id uuid primary key,
  version integer not null,
  -- A later sitting approved them.
  approved_in uuid not null references sitting (id),
  decision_id uuid not null references decision (id),
  signed text not null,
  hash text not null,
  signature text not null,
  key_id text not null,
  at timestamptz not null,
  by_id text,
  by text not null check (by <> ''),
  foreign key (sitting_id, version) references minutes_version (sitting_id, number),
  check (approved_in <> sitting_id)
);

create function refuse_sitting_change() returns trigger language plpgsql as $$
begin
  raise exception 'what happened in a sitting is never rewritten nor deleted (%)', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger assembly_setting_is_kept before update or delete on assembly_setting for each row execute function refuse_sitting_change();
create trigger sitting_entry_is_kept before update or delete on sitting_entry for each row execute function refuse_sitting_change();
create trigger sitting_voter_is_kept before update or delete on sitting_voter for each row execute function refuse_sitting_change();
create trigger vote_is_kept before update or delete on vote for each row execute function refuse_sitting_change();
create trigger vote_result_is_kept before update or delete on vote_result for each row execute function refuse_sitting_change();
create trigger ballot_is_kept before update or delete on ballot for each row execute function refuse_sitting_change();
create trigger decision_is_kept before update or delete on decision for each row execute function refuse_sitting_change();
create trigger decision_cancellation_is_kept before update or delete on decision_cancellation for each row execute function refuse_sitting_change();
create trigger minutes_version_is_kept before update or delete on minutes_version for each row execute function refuse_sitting_change();
create trigger minutes_approval_is_kept before update or delete on minutes_approval for each row execute function refuse_sitting_change();

-- Once its vote is closed nobody votes any more, and nobody's vote is taken away.
create function refuse_late_mark() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'envelope' = to_jsonb(old) - 'envelope' and new.envelope is null then
    return new;
  end if;
  if tg_op = 'UPDATE' or exists (select 1 from vote_result where vote_id = coalesce(new.vote_id, old.vote_id)) then
    raise exception 'a vote that is closed takes and gives back no ballot (%)', tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger vote_mark_is_in_time before insert or update or delete on vote_mark for each row execute function refuse_late_mark();

-- Whoever must stay out of an item votes on none of its votes, whatever the code above does.
create function refuse_recused_mark() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from vote join recusal on recusal.item_id = vote.item_id
    where vote.id = new.vote_id and recusal.lifted_at is null and recusal.party_id in (new.party_id, new.cast_by)
  ) then
    raise exception 'a recused voter does not vote' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger vote_mark_is_not_recused before insert on vote_mark for each row execute function refuse_recused_mark();
