-- Texts: their versions, their steps, what was published with which figures, corrections and withdrawals.

create table written_text (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  kind text not null check (kind in ('account', 'news', 'statement', 'speech', 'letter')),
  -- The day on which its figures are evaluated, unless one says otherwise.
  figures_on date not null,
  -- Who chose that day: it decides what the figures say, as words do.
  figures_on_by_id text,
  created_at timestamptz not null,
  created_by_id text,
  created_by text not null
);

-- Each save is a row: nothing that was written is lost.
create table text_version (
  id uuid primary key,
  text_id uuid not null references written_text (id),
  language text not null check (language in ('fr', 'en')),
  number integer not null check (number > 0),
  -- Of a translation: the last French version that it says whole in another language; 0 when none yet.
  translates integer check (translates >= 0),
  title text not null check (title <> ''),
  lead text not null,
  markdown text not null,
  -- In whose name the text speaks: a function, never a private person.
  signature text not null,
  saved_at timestamptz not null,
  saved_by_id text,
  saved_by text not null,
  unique (text_id, language, number),
  unique (text_id, id),
  check ((language = 'fr') = (translates is null))
);

create table text_step (
  id uuid primary key,
  text_id uuid not null references written_text (id),
  number integer not null check (number > 0),
  state text not null check (state in ('draft', 'read', 'approved', 'published', 'corrected', 'withdrawn')),
  at timestamptz not null,
  by_id text,
  by text not null,
  -- Why: to send back, or to approve what one has written oneself.
  reason text check (reason <> ''),
  unique (text_id, number)
);

-- What the figures of a text were worth when it was approved: it is not published with others.
create table approved_figure (
  step_id uuid not null references text_step (id),
  slug text not null,
  day date not null,
  figure_version_id uuid not null,
  value double precision not null,
  primary key (step_id, slug, day)
);

-- Why a number that nothing in the register vouches for may be published all the same. The last reason holds; all are kept.
create table mention_reason (
  id uuid primary key,
  text_id uuid not null references written_text (id),
  language text not null check (language in ('fr', 'en')),
  sentence text not null check (sentence <> ''),
  mention text not null check (mention <> ''),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text,
  by text not null
);
create index mention_reason_text on mention_reason (text_id, language);

-- What the public reads, and has read: the first publication, then one for each correction.
create table publication (
  id uuid primary key,
  text_id uuid not null references written_text (id),
  number integer not null check (number > 0),
  fr_version_id uuid not null,
  en_version_id uuid,
  -- The words as the public reads them, figures written out: the lead, and the whole. Lists, feeds and the search rest on them.
  summary_fr text not null,
  summary_en text,
  words_fr text not null,
  words_en text,
  at timestamptz not null,
  by_id text,
  by text not null,
  unique (text_id, number),
  foreign key (text_id, fr_version_id) references text_version (text_id, id),
  foreign key (text_id, en_version_id) references text_version (text_id, id),
  check (fr_version_id <> en_version_id),
  check ((en_version_id is null) = (summary_en is null) and (en_version_id is null) = (words_en is null))
);
create index publication_at on publication (at);
create index publication_words_fr on publication using gin (to_tsvector('french', folded(words_fr)));
create index publication_words_en on publication using gin (to_tsvector('english', folded(words_en)));

-- The figures that a publication froze: the same snapshot for both languages.
create table publication_figure (
  publication_id uuid not null references publication (id),
  slug text not null,
  day date not null,
  code text not null,
  primary key (publication_id, slug, day)
);

-- What changed in a published text, for all to see.
create table correction (
  publication_id uuid primary key references publication (id),
  notice_fr text not null check (notice_fr <> ''),
  notice_en text check (notice_en <> '')
);

create table withdrawal (
  text_id uuid primary key references written_text (id),
  notice_fr text not null check (notice_fr <> ''),
  notice_en text check (notice_en <> ''),
  at timestamptz not null,
  by_id text,
  by text not null
);

create function refuse_text_change() returns trigger language plpgsql as $$
begin
  raise exception 'what was written and published is never rewritten nor deleted (%)', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger text_version_is_kept before update or delete on text_version for each row execute function refuse_text_change();
create trigger text_step_is_kept before update or delete on text_step for each row execute function refuse_text_change();
create trigger approved_figure_is_kept before update or delete on approved_figure for each row execute function refuse_text_change();
create trigger mention_reason_is_kept before update or delete on mention_reason for each row execute function refuse_text_change();
create trigger publication_is_kept before update or delete on publication for each row execute function refuse_text_change();
create trigger publication_figure_is_kept before update or delete on publication_figure for each row execute function refuse_text_change();
create trigger correction_is_kept before update or delete on correction for each row execute function refuse_text_change();
create trigger withdrawal_is_kept before update or delete on withdrawal for each row execute function refuse_text_change();
