-- Files that arrive in pieces (tus): what is known of each before it is whole. The bytes are beside the stored files, under a
-- name that backups leave out; how far one has come is the length of its file.
create table unfinished_upload (
  id uuid primary key,
  -- Whom it belongs to, in the words of the module that takes it: nobody else continues it.
  owner text not null check (owner <> ''),
  name text not null,
  length bigint not null check (length > 0),
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at)
);
create index unfinished_upload_owner on unfinished_upload (owner);
