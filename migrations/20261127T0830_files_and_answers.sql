-- Files that people send, and links by which someone answers a mail without an account.

-- The bytes are in the data folder under the identifier; a row without its file is a fault, a file without its row is swept.
create table stored_file (
  id uuid primary key,
  name text not null check (name <> '' and name !~ '[/\\[:cntrl:]]'),
  media_type text not null check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  stored_at timestamptz not null,
  stored_by_id text,
  stored_by text not null
);

create table answer_link (
  id uuid primary key,
  purpose text not null check (purpose ~ '^[a-z_]+$'),
  subject text not null check (subject <> ''),
  token_hash text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  closed_at timestamptz
);
create index answer_link_subject on answer_link (purpose, subject);
