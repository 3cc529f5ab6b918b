-- Whoever answered an invitation is named as who did it (`by`): an erasure reaches that too.
create or replace function refuse_event_change() returns trigger language plpgsql as $$
declare
  personal constant text[] := array['name', 'role', 'email', 'place', 'reason', 'reason_fr', 'reason_en', 'message', 'by'];
begin
  if tg_op = 'UPDATE' and nullif(current_setting('beffroi.redacting', true), '') is not null
    and to_jsonb(new) - personal = to_jsonb(old) - personal then
    return new;
  end if;
  raise exception 'what was decided, sent or answered is never rewritten nor deleted (%)', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
