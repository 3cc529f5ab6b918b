-- While a person is being erased (`beffroi.redacting` names them), the words that name them go from what happened to a
-- membership; nothing else of it changes.
create or replace function refuse_membership_change() returns trigger language plpgsql as $$
declare
  words constant text[] := array['by', 'reason', 'text', 'signatory', 'decision'];
begin
  if tg_op = 'UPDATE' and nullif(current_setting('beffroi.redacting', true), '') is not null
    and to_jsonb(new) - words = to_jsonb(old) - words then
    return new;
  end if;
  raise exception 'what happened to a membership is never rewritten nor deleted (%)', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
