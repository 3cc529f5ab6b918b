-- Erasure of a person: their name leaves what sittings keep, and nothing else of it changes. Decisions and approved minutes
-- stay word for word.

-- Without its salt, which goes with the name, nobody can try names against the digest of an entry. Entries recorded before have none.
alter table sitting_entry add column salt text;

create or replace function refuse_sitting_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and redacted_person() is not null and to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv then
    return new;
  end if;
  raise exception 'what happened in a sitting is never rewritten nor deleted (%)', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

-- Each trigger names the columns that may name someone.
create or replace trigger assembly_setting_is_kept before update or delete on assembly_setting
  for each row execute function refuse_sitting_change('source', 'by');
create or replace trigger sitting_entry_is_kept before update or delete on sitting_entry
  for each row execute function refuse_sitting_change('data', 'salt', 'by');
create or replace trigger vote_is_kept before update or delete on vote
  for each row execute function refuse_sitting_change('form', 'by');
create or replace trigger vote_result_is_kept before update or delete on vote_result
  for each row execute function refuse_sitting_change('by');
create or replace trigger decision_is_kept before update or delete on decision
  for each row execute function refuse_sitting_change('by');
create or replace trigger decision_cancellation_is_kept before update or delete on decision_cancellation
  for each row execute function refuse_sitting_change('reason', 'by');
create or replace trigger minutes_approval_is_kept before update or delete on minutes_approval
  for each row execute function refuse_sitting_change('by');

-- The words of a version go too, but not those of the one that was approved and signed.
create function refuse_minutes_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and redacted_person() is not null and to_jsonb(new) - array['words', 'by'] = to_jsonb(old) - array['words', 'by']
    and (new.words = old.words or not exists (select 1 from minutes_approval where sitting_id = old.sitting_id and version = old.number)) then
    return new;
  end if;
  raise exception 'what happened in a sitting is never rewritten nor deleted (%)', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create or replace trigger minutes_version_is_kept before update or delete on minutes_version
  for each row execute function refuse_minutes_change();
