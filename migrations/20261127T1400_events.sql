-- Events of the network, prepared on the register's own: programme, delegations, invitations with their reasons, calendars, arrivals.

-- What was decided, sent or answered stays as it was. While a person is being erased (`beffroi.redacting` names them), what
-- may name them changes, and nothing else.
create function refuse_event_change() returns trigger language plpgsql as $$
declare
  personal constant text[] := array['name', 'role', 'email', 'place', 'reason', 'reason_fr', 'reason_en', 'message'];
begin
  if tg_op = 'UPDATE' and nullif(current_setting('beffroi.redacting', true), '') is not null
    and to_jsonb(new) - personal = to_jsonb(old) - personal then
    return new;
  end if;
  raise exception 'what was decided, sent or answered is never rewritten nor deleted (%)', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

-- An event of ours. Its name, dates, place, postponement and cancellation are the occurrences of the register's event.
create table meeting (
  id uuid primary key,
  event_id uuid not null unique references event (id),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  time_zone text not null check (time_zone ~ '^[A-Za-z]+([/_+-][A-Za-z0-9]+)*$'),
  -- Working languages, as BCP 47 writes them.
  languages text[] not null check (cardinality(languages) > 0 and array_to_string(languages, ' ') ~ '^[a-z]{2,3}( [a-z]{2,3})*$'),
  venue text check (venue <> ''),
  address text check (address <> ''),
  -- The last day on which an answer to the invitation is not late.
  answers_by date,
  -- How many people a delegation has where nothing else is decided for it.
  delegates_each integer not null check (delegates_each between 1 and 500),
  -- How often this was changed: clients of calendars ask for it.
  revised integer not null default 0 check (revised >= 0),
  created_at timestamptz not null,
  created_by_id text,
  created_by text not null
);

-- The programme is public from a publication to a withdrawal.
create table programme_step (
  id uuid primary key,
  meeting_id uuid not null references meeting (id),
  number integer not null check (number > 0),
  state text not null check (state in ('published', 'withdrawn')),
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (meeting_id, number)
);
create trigger programme_step_is_kept before update or delete on programme_step for each row execute function refuse_event_change();

create table meeting_room (
  id uuid primary key,
  meeting_id uuid not null references meeting (id),
  name text not null check (name <> ''),
  place text check (place <> ''),
  unique (meeting_id, name),
  unique (meeting_id, id)
);

-- The hour is the wall clock's, in a zone: a State that changes its summer time moves the instant, not the programme.
create table meeting_session (
  id uuid primary key,
  meeting_id uuid not null references meeting (id),
  room_id uuid,
  visibility text not null check (visibility in ('public', 'bilateral')),
  title_fr text not null check (title_fr <> ''),
  title_en text check (title_en <> ''),
  starts_at timestamp not null,
  ends_at timestamp not null,
  time_zone text not null check (time_zone ~ '^[A-Za-z]+([/_+-][A-Za-z0-9]+)*$'),
  revised integer not null default 0 check (revised >= 0),
  cancelled_at timestamptz,
  cancelled_by text,
  cancelled_because text check (cancelled_because <> ''),
  unique (meeting_id, id),
  foreign key (meeting_id, room_id) references meeting_room (meeting_id, id),
  check (ends_at > starts_at),
  check (num_nonnulls(cancelled_at, cancelled_by, cancelled_because) in (0, 3)),
  -- A room holds one session at a time.
  exclude using gist (room_id with =, tsrange(starts_at, ends_at) with &&) where (cancelled_at is null)
);

-- Who speaks in a session, or meets in a bilateral.
create table session_speaker (
  session_id uuid not null references meeting_session (id),
  position integer not null check (position > 0),
  person_id uuid references person (id),
  party_id uuid references party (id),
  name text check (name <> ''),
  role text check (role <> ''),
  primary key (session_id, position),
  check (num_nonnulls(person_id, party_id, name) > 0)
);
create index session_speaker_person on session_speaker (person_id);
create index session_speaker_party on session_speaker (party_id);

create table delegation (
  id uuid primary key,
  meeting_id uuid not null references meeting (id),
  party_id uuid not null references party (id),
  quota integer not null check (quota between 0 and 500),
  created_at timestamptz not null,
  created_by_id text,
  created_by text not null,
  unique (meeting_id, party_id),
  unique (meeting_id, id)
);

create table delegate (
  id uuid primary key,
  meeting_id uuid not null,
  delegation_id uuid not null,
  person_id uuid references person (id),
  -- What their badge carries: it opens nothing by itself.
  badge text not null unique check (badge ~ '^[0-9A-Z]{10}$'),
  unique (meeting_id, id),
  foreign key (meeting_id, delegation_id) references delegation (meeting_id, id)
);
create index delegate_delegation on delegate (delegation_id);
create index delegate_person on delegate (person_id);

-- What is said of a delegate, each time that it changes: nominated, corrected, confirmed, withdrawn.
create table delegate_step (
  id uuid primary key,
  delegate_id uuid not null references delegate (id),
  number integer not null check (number > 0),
  state text not null check (state in ('nominated', 'confirmed', 'withdrawn')),
  name text not null check (name <> ''),
  role text check (role <> ''),
  is_head boolean not null,
  email text check (email ~ '^[^@\s]+@[^@\s]+$'),
  lang text not null check (lang in ('fr', 'en')),
  -- Where it was confirmed: by telephone, at the embassy, at the desk.
  place text check (place <> ''),
  reason text check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (delegate_id, number)
);
create trigger delegate_step_is_kept before update or delete on delegate_step for each row execute function refuse_event_change();

-- The rule of an event's invitations, as staff wrote it; each save is a row.
create table invitation_rule (
  id uuid primary key,
  meeting_id uuid not null references meeting (id),
  number integer not null check (number > 0),
  blocks jsonb not null check (jsonb_typeof(blocks) = 'array' and jsonb_array_length(blocks) > 0),
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (meeting_id, number),
  unique (meeting_id, id)
);
create trigger invitation_rule_is_kept before update or delete on invitation_rule for each row execute function refuse_event_change();

-- Someone decides otherwise than the rule, and says why. The last decision on a party holds; `rule` gives it back to the rule.
create table invitation_exception (
  id uuid primary key,
  meeting_id uuid not null references meeting (id),
  party_id uuid not null references party (id),
  number integer not null check (number > 0),
  verdict text not null check (verdict in ('in', 'out', 'rule')),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (meeting_id, party_id, number)
);
create trigger invitation_exception_is_kept before update or delete on invitation_exception for each row execute function refuse_event_change();

-- The whole list as it was computed: on a day, from what the register knew at a revision.
create table invitation_list (
  id uuid primary key,
  meeting_id uuid not null references meeting (id),
  number integer not null check (number > 0),
  rule_id uuid not null,
  day date not null,
  revision bigint not null references revision (number),
  -- SHA-256 of its lines in canonical JSON: what is signed.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  unique (meeting_id, number),
  unique (meeting_id, id),
  foreign key (meeting_id, rule_id) references invitation_rule (meeting_id, id)
);
create trigger invitation_list_is_kept before update or delete on invitation_list for each row execute function refuse_event_change();

-- A party of the list, in or out, and why, in a sentence.
create table invitation_line (
  list_id uuid not null references invitation_list (id),
  party_id uuid not null references party (id),
  verdict text not null check (verdict in ('in', 'out')),
  exception_id uuid references invitation_exception (id),
  reason_fr text not null check (reason_fr <> ''),
  reason_en text not null check (reason_en <> ''),
  primary key (list_id, party_id),
  unique (list_id, party_id, verdict)
);
create index invitation_line_party on invitation_line (party_id);
create trigger invitation_line_is_kept before update or delete on invitation_line for each row execute function refuse_event_change();

create table invitation_list_step (
  id uuid primary key,
  list_id uuid not null references invitation_list (id),
  number integer not null check (number > 0),
  state text not null check (state in ('proposed', 'approved', 'sent', 'abandoned')),
  reason text check (reason <> ''),
  signature text,
  key_id text,
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (list_id, number),
  -- An approval is signed, nothing else is.
  check ((state = 'approved') = (signature is not null) and (signature is null) = (key_id is null))
);
-- A list is approved once, and sent once.
create unique index invitation_list_step_once on invitation_list_step (list_id, state);
create trigger invitation_list_step_is_kept before update or delete on invitation_list_step for each row execute function refuse_event_change();

-- Who is written to on behalf of a party: the first position is the addressee, the others get a copy.
create table invitation_recipient (
  meeting_id uuid not null references meeting (id),
  party_id uuid not null references party (id),
  position integer not null check (position > 0),
  person_id uuid references person (id),
  name text not null check (name <> ''),
  email text not null check (email ~ '^[^@\s]+@[^@\s]+$'),
  lang text not null check (lang in ('fr', 'en')),
  added_at timestamptz not null,
  added_by text not null,
  primary key (meeting_id, party_id, position),
  unique (meeting_id, party_id, email)
);

-- A party is invited once to an event, and only when a list says that it is in.
create table invitation (
  id uuid primary key,
  meeting_id uuid not null,
  list_id uuid not null,
  party_id uuid not null,
  verdict text not null check (verdict = 'in'),
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (meeting_id, party_id),
  foreign key (meeting_id, list_id) references invitation_list (meeting_id, id),
  foreign key (list_id, party_id, verdict) references invitation_line (list_id, party_id, verdict)
);
create index invitation_party on invitation (party_id);
create trigger invitation_is_kept before update or delete on invitation for each row execute function refuse_event_change();

-- What was sent for it, to whom: the invitation, its copies, reminders.
create table invitation_mail (
  id uuid primary key,
  invitation_id uuid not null references invitation (id),
  -- 0 for the invitation, then the number of the reminder.
  round integer not null check (round >= 0),
  position integer not null check (position > 0),
  name text not null check (name <> ''),
  email text check (email ~ '^[^@\s]+@[^@\s]+$'),
  lang text not null check (lang in ('fr', 'en')),
  -- By mail, on paper for want of an address, or not at all where they asked for no more.
  channel text not null check (channel in ('mail', 'paper', 'none')),
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (invitation_id, round, position),
  check (channel <> 'mail' or email is not null)
);
create trigger invitation_mail_is_kept before update or delete on invitation_mail for each row execute function refuse_event_change();

create table invitation_answer (
  id uuid primary key,
  invitation_id uuid not null references invitation (id),
  number integer not null check (number > 0),
  answer text not null check (answer in ('accepted', 'declined', 'undecided')),
  message text check (message <> ''),
  -- By the link of the mail, from the city's space, or written down by staff.
  via text not null check (via in ('link', 'space', 'staff')),
  is_late boolean not null,
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (invitation_id, number)
);
create trigger invitation_answer_is_kept before update or delete on invitation_answer for each row execute function refuse_event_change();

-- A secret address at which someone's calendar reads their own sessions; only the hash of its secret is kept.
create table calendar_feed (
  id uuid primary key,
  delegate_id uuid not null references delegate (id),
  token_hash text not null unique,
  created_at timestamptz not null,
  created_by_id text,
  created_by text not null,
  revoked_at timestamptz,
  revoked_by text,
  check ((revoked_at is null) = (revoked_by is null))
);
-- One address that works for each delegate.
create unique index calendar_feed_open on calendar_feed (delegate_id) where (revoked_at is null);

-- An arrival as a device saw it, its identifier given by the device: received twice it is one, seen by two devices it is two.
create table arrival_scan (
  id uuid primary key,
  meeting_id uuid not null,
  delegate_id uuid not null,
  device text not null check (device <> ''),
  scanned_at timestamptz not null,
  received_at timestamptz not null,
  by_id text,
  by text not null,
  foreign key (meeting_id, delegate_id) references delegate (meeting_id, id)
);
create index arrival_scan_delegate on arrival_scan (delegate_id, scanned_at);
create trigger arrival_scan_is_kept before update or delete on arrival_scan for each row execute function refuse_event_change();
