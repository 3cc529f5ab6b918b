-- Figures: definitions in versions, frozen signed snapshots, and the sentences that quote them.

create table signing_key (
  id text primary key check (id ~ '^[0-9a-f]{16}$'),
  public_key text not null unique,
  created_at timestamptz not null,
  retired_at timestamptz,
  check (retired_at >= created_at)
);

create table figure (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  created_by text not null,
  created_at timestamptz not null
);

create table figure_version (
  id uuid primary key,
  figure_id uuid not null references figure (id),
  number integer not null check (number > 0),
  name_fr text not null check (name_fr <> ''),
  name_en text not null check (name_en <> ''),
  rule_fr text not null,
  rule_en text not null,
  unit_fr text not null,
  unit_en text not null,
  expression jsonb not null check (jsonb_typeof(expression) = 'object'),
  certainties text[] not null check (certainties <@ array['confirmed', 'probable', 'disputed'] and cardinality(certainties) > 0),
  alternatives jsonb not null check (jsonb_typeof(alternatives) = 'array'),
  state text not null check (state in ('draft', 'published')),
  drafted_by text not null,
  drafted_at timestamptz not null,
  published_by text,
  published_at timestamptz,
  unique (figure_id, number),
  check ((state = 'published') = (published_at is not null)),
  check ((published_at is null) = (published_by is null)),
  check (state = 'draft' or (rule_fr <> '' and rule_en <> '' and unit_fr <> '' and unit_en <> ''))
);
create unique index figure_version_one_draft on figure_version (figure_id) where (state = 'draft');

create table snapshot (
  code text primary key check (code ~ '^BF-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$'),
  figure_version_id uuid not null references figure_version (id),
  "on" date not null,
  revision bigint not null check (revision >= 0),
  known_at timestamptz not null,
  value numeric not null,
  -- The canonical JSON, byte for byte as it was signed: jsonb would rewrite it.
  payload text not null,
  hash text not null unique check (hash ~ '^sha256:[0-9a-f]{64}$'),
  signature text not null,
  key_id text not null references signing_key (id),
  frozen_by text not null,
  frozen_by_id text,
  frozen_at timestamptz not null,
  -- The same figure on the same day in the same state of knowledge is one statement, with one code.
  unique (figure_version_id, "on", revision)
);

create table citation (
  id uuid primary key,
  -- What quotes the figure, in the words of the module that holds it: `publishing:cmf-kigali`.
  text_ref text not null check (text_ref <> ''),
  text_title text not null check (text_title <> ''),
  text_path text not null check (text_path ~ '^/'),
  lang text not null check (lang in ('fr', 'en')),
  position integer not null check (position >= 0),
  sentence text not null check (sentence <> ''),
  figure_version_id uuid not null references figure_version (id),
  snapshot_code text not null references snapshot (code),
  hedge text not null check (hedge in ('exactly', 'moreThan', 'atLeast', 'lessThan', 'nearly', 'about')),
  bound numeric not null,
  signed_by text not null,
  signed_by_id text,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  check (withdrawn_at >= recorded_at)
);
create unique index citation_place on citation (text_ref, lang, position) where (withdrawn_at is null);
create index citation_snapshot on citation (snapshot_code) where (withdrawn_at is null);
create index citation_version on citation (figure_version_id);

create function refuse_published_change() returns trigger language plpgsql as $$
begin
  if old.state = 'draft' then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception 'a published version of a figure never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger figure_version_is_kept before update or delete on figure_version for each row execute function refuse_published_change();

create function refuse_snapshot_change() returns trigger language plpgsql as $$
begin
  raise exception 'a snapshot never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger snapshot_is_kept before update or delete on snapshot for each row execute function refuse_snapshot_change();

-- What the comparison of published sentences with the register last looked at, and what it has told whom.
create table drift_check (
  revision bigint not null,
  day date not null,
  checked_at timestamptz not null,
  primary key (revision, day)
);
create table drift_notice (
  citation_id uuid not null references citation (id),
  cause text not null check (cause in ('correction', 'time')),
  -- The value that the register now gives, as text; empty where it gives none.
  value text not null,
  noticed_at timestamptz not null,
  primary key (citation_id, cause, value)
);
