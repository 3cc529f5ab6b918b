-- Photos of projects, and what those who are seen on them agreed to.

create table fund_photo (
  id uuid primary key,
  project_id uuid not null references fund_project (id),
  -- Also what is read to whoever does not see the picture.
  caption text not null check (caption <> ''),
  taken_on date,
  place text check (place <> ''),
  credit text check (credit <> ''),
  at timestamptz not null,
  by_id text not null,
  by text not null
);
create index fund_photo_project on fund_photo (project_id, at);
create trigger fund_photo_stays before update or delete on fund_photo
  for each row execute function refuse_change_but_erasure('caption', 'place', 'credit', 'by');

-- A photo that was removed: its picture is gone, why and by whom stays.
create table fund_photo_removal (
  photo_id uuid primary key references fund_photo (id),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text not null,
  by text not null
);
create trigger fund_photo_removal_stays before update or delete on fund_photo_removal
  for each row execute function refuse_change_but_erasure('reason', 'by');

-- The picture of a photo, and the size at which it is shown.
create table fund_photo_picture (
  photo_id uuid primary key references fund_photo (id),
  file_id uuid not null unique references stored_file (id),
  width integer not null check (width > 0),
  height integer not null check (height > 0)
);
create function refuse_loss_of_picture() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (select from fund_photo_removal where photo_id = old.photo_id) then
    return old;
  end if;
  raise exception 'a picture goes when its photo is removed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger fund_photo_picture_stays before update or delete on fund_photo_picture
  for each row execute function refuse_loss_of_picture();

-- Whether people are recognizable, and whether they agreed; the last row of a photo holds. Who they are is written nowhere.
create table fund_photo_consent (
  photo_id uuid not null references fund_photo (id),
  number integer not null check (number > 0),
  state text not null check (state in ('nobody', 'asked', 'given', 'withdrawn')),
  children boolean not null,
  -- What shows it: a paper, or who collected it and when.
  file_id uuid references stored_file (id),
  collected_by text check (collected_by <> ''),
  collected_on date,
  reason text check (reason <> ''),
  at timestamptz not null,
  by_id text not null,
  by text not null,
  primary key (photo_id, number),
  check (state <> 'nobody' or not children),
  check (state <> 'given' or file_id is not null or (collected_by is not null and collected_on is not null)),
  check (state = 'given' or (file_id is null and collected_by is null and collected_on is null)),
  check ((state = 'withdrawn') = (reason is not null))
);
create trigger fund_photo_consent_stays before update or delete on fund_photo_consent
  for each row execute function refuse_change_but_erasure('collected_by', 'reason', 'by');

-- The place of a photo on the public page, or that it has none; the last row of a photo holds, as long as the consent on
-- which it rests does.
create table fund_photo_choice (
  photo_id uuid not null references fund_photo (id),
  number integer not null check (number > 0),
  position integer check (position between 1 and 999),
  consent integer,
  at timestamptz not null,
  by_id text not null,
  by text not null,
  primary key (photo_id, number),
  foreign key (photo_id, consent) references fund_photo_consent (photo_id, number),
  check ((position is null) = (consent is null))
);
create trigger fund_photo_choice_stays before update or delete on fund_photo_choice
  for each row execute function refuse_change_but_erasure('by');
create function require_photo_consent() returns trigger language plpgsql as $$
begin
  if new.position is not null and (select number from fund_photo_consent consent where consent.photo_id = new.photo_id
      and consent.state in ('nobody', 'given')
      and consent.number = (select max(number) from fund_photo_consent where photo_id = new.photo_id)) is distinct from new.consent then
    raise exception 'a photo is published once those who are seen on it agreed' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_photo_choice_agreed before insert on fund_photo_choice for each row execute function require_photo_consent();

-- The place of a photo among those that anyone may see while its project is public: it was chosen, those who are seen on it
-- agree still, it is there.
create function fund_photo_position(one uuid) returns integer language sql stable as $$
  select choice.position
  from fund_photo_picture picture
  join fund_photo_choice choice on choice.photo_id = picture.photo_id
    and choice.number = (select max(number) from fund_photo_choice where photo_id = one)
  where picture.photo_id = one and choice.consent = (select max(number) from fund_photo_consent where photo_id = one)
$$;
