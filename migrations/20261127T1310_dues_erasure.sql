-- Erasure of a person: their name and address leave what dues keep for ever, and nothing else of it changes.

create function refuse_change_but_erasure() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and redacted_person() is not null and to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv then
    return new;
  end if;
  raise exception 'what was recorded is never changed nor deleted (%)', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

drop trigger due_reminder_is_kept on due_reminder;
create trigger due_reminder_is_kept before update or delete on due_reminder
  for each row execute function refuse_change_but_erasure('recipients', 'subject', 'body');
drop trigger due_payment_is_kept on due_payment;
create trigger due_payment_is_kept before update or delete on due_payment
  for each row execute function refuse_change_but_erasure('payer', 'reference', 'note');
drop trigger bank_line_is_kept on bank_line;
create trigger bank_line_is_kept before update or delete on bank_line
  for each row execute function refuse_change_but_erasure('payer', 'reference', 'words');
drop trigger ledger_entry_is_kept on ledger_entry;
create trigger ledger_entry_is_kept before update or delete on ledger_entry
  for each row execute function refuse_change_but_erasure('label');
drop function refuse_ledger_change();
drop trigger due_exception_is_kept on due_exception;
create trigger due_exception_is_kept before update or delete on due_exception
  for each row execute function refuse_change_but_erasure('reason');
drop trigger due_exception_decision_is_kept on due_exception_decision;
create trigger due_exception_decision_is_kept before update or delete on due_exception_decision
  for each row execute function refuse_change_but_erasure('reason');
drop trigger due_pause_is_kept on due_pause;
create trigger due_pause_is_kept before update or delete on due_pause
  for each row execute function refuse_change_but_erasure('reason');
