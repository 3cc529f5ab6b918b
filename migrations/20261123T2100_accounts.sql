-- Accounts, sessions and second factors (columns as better-auth needs them), one-time links, the audit trail, mails, answered requests.

create table account_user (
  id text primary key,
  name text not null check (name <> ''),
  email text not null unique check (email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  email_verified boolean not null default false,
  image text,
  role text not null check (role in ('admin', 'officer', 'editor', 'reader')),
  lang text not null default 'fr' check (lang in ('fr', 'en')),
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deactivated_at timestamptz
);

-- `token` is the SHA-256 of what the browser holds.
create table account_session (
  id text primary key,
  user_id text not null references account_user (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index account_session_user on account_session (user_id);

create table account_credential (
  id text primary key,
  user_id text not null references account_user (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (user_id, provider_id, account_id)
);

create table account_verification (
  id text primary key,
  identifier text not null unique,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- `secret` and `backup_codes` are encrypted with the installation's secret. `used_code_hash` is the last code accepted:
-- a code is good once. `pending_session_id` is the session that typed the password to set it up: no other sees the secret.
create table account_second_factor (
  id text primary key,
  user_id text not null unique references account_user (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz,
  pending_session_id text references account_session (id) on delete set null,
  used_code_hash text,
  used_code_at timestamptz,
  check ((used_code_hash is null) = (used_code_at is null))
);
create index account_second_factor_pending_session on account_second_factor (pending_session_id);

-- One-time links: only hashes are kept. `browser_hash` binds a sign-in link to the browser that asked for it; any other
-- must type the code of the mail.
create table account_link (
  id uuid primary key,
  purpose text not null check (purpose in ('sign_in', 'invitation', 'first_admin')),
  user_id text references account_user (id) on delete cascade,
  token_hash text not null unique,
  code_hash text,
  browser_hash text,
  attempts integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  used_at timestamptz,
  check ((purpose = 'first_admin') = (user_id is null)),
  check ((purpose = 'sign_in') = (code_hash is not null and browser_hash is not null))
);
create index account_link_user on account_link (user_id);

create table audit_entry (
  id uuid primary key,
  at timestamptz not null,
  actor_id text,
  actor text not null check (actor <> ''),
  command text not null check (command <> ''),
  subject text not null,
  detail jsonb not null default '{}'
);
create index audit_entry_at on audit_entry (at desc, id);
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is never rewritten nor deleted' using errcode = 'integrity_constraint_violation';
end $$;
create trigger audit_entry_is_kept before update or delete on audit_entry for each row execute function refuse_audit_change();

-- One mail for one purpose, recipient and version. `kept`: no mail server is set, people read it on the outbox page.
create table mail_outbox (
  id uuid primary key,
  key text not null unique check (key <> ''),
  recipient text not null check (recipient !~ '[[:cntrl:]]' and recipient ~ '^[^@[:space:],;<>]+@[^@[:space:],;<>]+$'),
  subject text not null check (subject <> '' and subject !~ '[[:cntrl:]]'),
  body text not null,
  lang text not null check (lang in ('fr', 'en')),
  message_id text not null unique,
  -- A mail that carries a secret (a link that signs in): its body is erased once sent, and never shown on a page.
  secret boolean not null default false,
  state text not null check (state in ('waiting', 'kept', 'sent', 'refused')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  check ((state = 'sent') = (sent_at is not null))
);
create index mail_outbox_created on mail_outbox (created_at desc, id);

-- Requests already carried out: the same form sent twice gets the first answer.
create table idempotency_key (
  key text primary key,
  at timestamptz not null,
  location text
);
create index idempotency_key_at on idempotency_key (at);
