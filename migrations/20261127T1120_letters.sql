-- Letters: what is written to a party, by mail or on paper; the templates and mailings that write many at once.

-- The language in which a party is written to, where it is not French.
create table letter_language (
  party_id uuid primary key references party (id),
  lang text not null check (lang in ('fr', 'en')),
  set_at timestamptz not null,
  set_by_id text,
  set_by text not null
);

create table letter_template (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (name <> ''),
  purpose text not null check (purpose in ('notice', 'dues', 'convening', 'invitation', 'news')),
  created_at timestamptz not null,
  created_by_id text,
  created_by text not null
);

-- A save of a template: never changed afterwards, for letters were written from it.
create table letter_template_version (
  id uuid primary key,
  template_id uuid not null references letter_template (id),
  number integer not null check (number > 0),
  fr_subject text not null check (fr_subject <> ''),
  fr_body text not null check (fr_body <> ''),
  en_subject text check (en_subject <> ''),
  en_body text check (en_body <> ''),
  saved_at timestamptz not null,
  saved_by_id text,
  saved_by text not null,
  unique (template_id, number),
  check ((en_subject is null) = (en_body is null))
);
create function refuse_letter_change() returns trigger language plpgsql as $$
begin
  raise exception 'a version of a letter is never rewritten nor deleted' using errcode = 'integrity_constraint_violation';
end $$;
create trigger letter_template_version_is_kept before update or delete on letter_template_version
  for each row execute function refuse_letter_change();

-- A template sent to many. `selection` is the list that it was drawn from, in words; confirmed, its recipients no longer change.
create table mailing (
  id uuid primary key,
  version_id uuid not null references letter_template_version (id),
  selection text not null check (selection <> ''),
  created_at timestamptz not null,
  created_by_id text,
  created_by text not null,
  confirmed_at timestamptz,
  confirmed_by_id text,
  confirmed_by text,
  check ((confirmed_at is null) = (confirmed_by is null))
);
create index mailing_created on mailing (created_at desc, id);

-- Everyone that the list names, in or out, with the reason. `chosen`: someone put them in or out against what was computed.
create table mailing_recipient (
  mailing_id uuid not null references mailing (id) on delete cascade,
  party_id uuid not null references party (id),
  position integer not null,
  person_id uuid references person (id),
  lang text not null check (lang in ('fr', 'en')),
  channel text not null check (channel in ('mail', 'paper', 'none')),
  reason text check (reason in ('no_address', 'bad_address', 'unsubscribed', 'chosen')),
  address text check (address ~ '^[^@[:space:],;<>]+@[^@[:space:],;<>]+$'),
  lines text not null check (lines <> ''),
  chosen_reason text check (chosen_reason <> ''),
  chosen_by_id text,
  chosen_by text,
  primary key (mailing_id, party_id),
  unique (mailing_id, position),
  check (channel <> 'mail' or address is not null),
  check (channel = 'mail' or reason is not null),
  check ((chosen_reason is null) = (chosen_by is null)),
  check (reason is distinct from 'chosen' or chosen_reason is not null)
);

-- A letter to a party. By mail, its departure is the mail's (mail_outbox.key = 'letter:' || key); on paper, it waits to be
-- printed and posted; `none`: it was not sent, and `reason` says why.
create table letter (
  id uuid primary key,
  key text not null unique check (key <> ''),
  party_id uuid not null references party (id),
  person_id uuid references person (id),
  mailing_id uuid references mailing (id),
  purpose text not null check (purpose in ('notice', 'dues', 'convening', 'invitation', 'news')),
  lang text not null check (lang in ('fr', 'en')),
  channel text not null check (channel in ('mail', 'paper', 'none')),
  reason text check (reason in ('no_address', 'bad_address', 'unsubscribed', 'chosen')),
  address text check (address ~ '^[^@[:space:],;<>]+@[^@[:space:],;<>]+$'),
  lines text not null check (lines <> ''),
  subject text not null check (subject <> '' and subject !~ '[[:cntrl:]]'),
  body text not null check (body <> ''),
  created_at timestamptz not null,
  created_by_id text,
  created_by text not null,
  posted_at timestamptz,
  posted_by_id text,
  posted_by text,
  check ((channel = 'mail') = (reason is null)),
  check (channel <> 'mail' or address is not null),
  check (posted_at is null or channel = 'paper'),
  check ((posted_at is null) = (posted_by is null)),
  unique (mailing_id, party_id)
);
create index letter_party on letter (party_id, created_at desc);
create index letter_paper on letter (created_at) where channel = 'paper' and posted_at is null;

create table letter_attachment (
  letter_id uuid not null references letter (id),
  position integer not null check (position > 0),
  name text not null check (name <> '' and name !~ '[/\\[:cntrl:]]'),
  file_id uuid not null references stored_file (id),
  primary key (letter_id, position)
);

-- Someone asked that no more letters of a kind go to an address of a party; undone when they ask for them again.
create table unsubscription (
  id uuid primary key,
  party_id uuid not null references party (id),
  address text not null check (address = lower(address) and address ~ '^[^@[:space:],;<>]+@[^@[:space:],;<>]+$'),
  purpose text not null check (purpose in ('invitation', 'news')),
  letter_id uuid not null references letter (id),
  at timestamptz not null,
  undone_at timestamptz check (undone_at >= at)
);
create unique index unsubscription_open on unsubscription (party_id, address, purpose) where undone_at is null;
