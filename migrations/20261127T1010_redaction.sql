-- Erasure of a person: what is personal disappears from rows, history and journal, and the journal still verifies.

-- Each revision keeps a digest of its own line, so that a name in its reason can be erased and its day still verify.
-- Those recorded before have none: their line itself is in the hash of their day.
alter table revision
  add column salt text,
  add column digest text,
  add column redacted_in bigint references revision (number),
  add check ((salt is null) = (digest is null)),
  add check (redacted_in is null or digest is not null);

-- Who was erased; when, by whom and why are those of the revision.
create table person_redaction (
  person_id uuid primary key references person (id),
  revision bigint not null unique references revision (number)
);
create trigger person_redaction_is_kept before update or delete on person_redaction for each row execute function refuse_change();

-- An entry whose row was redacted keeps its digest, which holds the chain, and loses its salt, so that nobody can try
-- names against the digest. What its row became is an entry of its own in the revision of the erasure: `redact`.
alter table journal_entry add column redacted_in bigint references revision (number);
alter table journal_entry drop constraint journal_entry_operation_check, drop constraint journal_entry_change_check;
alter table journal_entry
  add constraint journal_entry_operation_check check (operation in ('record', 'close', 'redact')),
  add constraint journal_entry_change_check check (change in ('record', 'end', 'correct', 'retract', 'retain', 'redact')),
  add constraint journal_entry_redaction_check check ((operation = 'redact') = (change = 'redact'));

-- The person being erased in this transaction, or null: only the command that erases says so.
create function redacted_person() returns text language sql stable as
  $$ select nullif(current_setting('beffroi.redacting', true), '') $$;

-- As refuse_rewriting(), save that the columns which may be personal change while their own person is being erased.
create function refuse_rewriting_person() returns trigger language plpgsql as $$
declare
  personal constant text[] := array['name', 'sort_key', 'gender', 'form_of_address', 'value', 'note', 'retained_reason'];
begin
  if tg_op = 'UPDATE' and old.person_id::text = redacted_person() and to_jsonb(new) - personal = to_jsonb(old) - personal then
    return new;
  end if;
  if tg_op = 'UPDATE' and to_jsonb(new) - 'recorded' = to_jsonb(old) - 'recorded'
    and upper_inf(old.recorded) and lower(new.recorded) = lower(old.recorded) and not upper_inf(new.recorded) then
    return new;
  end if;
  raise exception 'a recorded fact is never rewritten nor deleted (%)', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create function refuse_change_of_journal() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.row ->> 'person_id' = redacted_person() and new.redacted_in is not null
    and to_jsonb(new) - array['row', 'salt', 'redacted_in'] = to_jsonb(old) - array['row', 'salt', 'redacted_in'] then
    return new;
  end if;
  raise exception 'the journal is never rewritten nor deleted (%)', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

drop trigger person_name_is_kept on person_name;
drop trigger person_contact_is_kept on person_contact;
drop trigger mandate_is_kept on mandate;
drop trigger seat_is_kept on seat;
drop trigger journal_entry_is_kept on journal_entry;
create trigger person_name_is_kept before update or delete on person_name for each row execute function refuse_rewriting_person();
create trigger person_contact_is_kept before update or delete on person_contact for each row execute function refuse_rewriting_person();
create trigger mandate_is_kept before update or delete on mandate for each row execute function refuse_rewriting_person();
create trigger seat_is_kept before update or delete on seat for each row execute function refuse_rewriting_person();
create trigger journal_entry_is_kept before update or delete on journal_entry for each row execute function refuse_change_of_journal();
