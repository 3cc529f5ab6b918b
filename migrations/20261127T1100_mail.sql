-- Mails: whom each is about, what goes with it, at what rate they leave, what the mail server answered, what came back.

alter table mail_outbox drop constraint mail_outbox_state_check;
alter table mail_outbox
  -- `sending`: some process has it in hand until `lease_until`. `uncertain`: that process, or the connection, was lost after
  -- the whole mail was given (`leaving_at`) and before the answer came: it may have left, and a person decides.
  add constraint mail_outbox_state_check check (state in ('waiting', 'sending', 'uncertain', 'kept', 'sent', 'refused')),
  add column party_id uuid references party (id),
  -- Leaves at the rate of mailings; the others leave at once.
  add column paced boolean not null default false,
  add column due_at timestamptz,
  add column lease_until timestamptz,
  add column leaving_at timestamptz,
  -- What the mail server said last, in its own words.
  add column answer text,
  -- Where its recipient asks for no more of the kind; erased once it has left.
  add column unsubscribe_url text check (unsubscribe_url ~ '^https?://[^[:space:][:cntrl:]<>]+$'),
  add constraint mail_outbox_lease_check check ((state = 'sending') = (lease_until is not null)),
  add constraint mail_outbox_uncertain_check check (state <> 'uncertain' or leaving_at is not null);
update mail_outbox set due_at = created_at;
alter table mail_outbox alter column due_at set not null;
create index mail_outbox_due on mail_outbox (paced, due_at) where state in ('waiting', 'sending');
create index mail_outbox_party on mail_outbox (party_id, created_at desc) where party_id is not null;
create index mail_outbox_recipient on mail_outbox (lower(recipient), created_at desc);

-- What goes with a mail: a stored file, or a text of its own (a calendar).
create table mail_attachment (
  mail_id uuid not null references mail_outbox (id),
  position integer not null check (position > 0),
  name text not null check (name <> '' and name !~ '[/\\[:cntrl:]]'),
  media_type text not null check (media_type ~ '^[a-z]+/[a-z0-9.+-]+(; [a-z]+=[A-Za-z0-9-]+)*$'),
  file_id uuid references stored_file (id),
  content text,
  primary key (mail_id, position),
  check ((file_id is null) <> (content is null))
);

-- When the next mail of a mailing may leave: one row, that every process moves on.
create table mail_pace (
  id boolean primary key default true check (id),
  next_at timestamptz not null
);

-- What came back for a mail: a notification of non-delivery or of delay, or someone's answer. The same file is recorded once.
create table mail_return (
  id uuid primary key,
  mail_id uuid not null references mail_outbox (id),
  kind text not null check (kind in ('undeliverable', 'undelivered', 'delayed', 'answer')),
  matched_by text not null check (matched_by in ('message_id', 'recipient')),
  digest text not null unique check (digest ~ '^[0-9a-f]{64}$'),
  sender text not null,
  subject text not null,
  written_at timestamptz not null,
  status text check (status ~ '^[245]\.[0-9]{1,3}\.[0-9]{1,3}$'),
  diagnostic text,
  body text not null,
  recorded_at timestamptz not null,
  recorded_by_id text,
  recorded_by text not null
);
create index mail_return_mail on mail_return (mail_id);

-- An address that no longer takes mails, until someone says that it does again.
create table address_trouble (
  id uuid primary key,
  address text not null check (address = lower(address) and address ~ '^[^@[:space:],;<>]+@[^@[:space:],;<>]+$'),
  mail_id uuid not null references mail_outbox (id),
  since timestamptz not null,
  reason text not null check (reason <> ''),
  cleared_at timestamptz,
  cleared_by_id text,
  cleared_by text,
  cleared_reason text check (cleared_reason <> ''),
  check ((cleared_at is null) = (cleared_by is null) and (cleared_at is null) = (cleared_reason is null))
);
create unique index address_trouble_open on address_trouble (address) where cleared_at is null;
