-- The paper that shows an agreement names people: it is forgotten with the photo, or before it, while that there was one, its
-- hash and when it was forgotten stay.

drop trigger fund_photo_consent_stays on fund_photo_consent;
alter table fund_photo_consent
  add column paper_sha256 text check (paper_sha256 <> ''),
  add column paper_forgotten_at timestamptz;
update fund_photo_consent set paper_sha256 = file.sha256 from stored_file file where file.id = file_id;

-- Of photos that were removed before this, the papers go now.
create temporary table forgotten_paper on commit drop as
  select file_id from fund_photo_consent where file_id is not null and photo_id in (select photo_id from fund_photo_removal);

-- A paper that was forgotten was there; both checks read its hash, which stays.
alter table fund_photo_consent drop constraint fund_photo_consent_check1, drop constraint fund_photo_consent_check2;
update fund_photo_consent set file_id = null, paper_forgotten_at = now() where file_id in (select file_id from forgotten_paper);
delete from stored_file where id in (select file_id from forgotten_paper);
alter table fund_photo_consent
  add constraint fund_photo_consent_shown
    check (state <> 'given' or paper_sha256 is not null or (collected_by is not null and collected_on is not null)),
  add constraint fund_photo_consent_given
    check (state = 'given' or (paper_sha256 is null and collected_by is null and collected_on is null)),
  add constraint fund_photo_consent_paper check ((paper_sha256 is null) = (num_nonnulls(file_id, paper_forgotten_at) = 0)),
  add constraint fund_photo_consent_paper_once check (num_nonnulls(file_id, paper_forgotten_at) <= 1);

create function refuse_change_but_forgotten_paper() returns trigger language plpgsql as $$
declare
  paper constant text[] := array['file_id', 'paper_forgotten_at'];
  written constant text[] := array['collected_by', 'reason', 'by'];
begin
  if tg_op = 'UPDATE' and old.file_id is not null and new.file_id is null and to_jsonb(new) - paper = to_jsonb(old) - paper then
    return new;
  end if;
  if tg_op = 'UPDATE' and redacted_person() is not null and to_jsonb(new) - written = to_jsonb(old) - written then
    return new;
  end if;
  raise exception 'what was agreed stays; only its paper is forgotten' using errcode = 'integrity_constraint_violation';
end $$;
create trigger fund_photo_consent_stays before update or delete on fund_photo_consent
  for each row execute function refuse_change_but_forgotten_paper();
