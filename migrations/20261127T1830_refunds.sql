-- What a member paid too much is given back: proposed by one, signed by another, an entry like the others.
alter table ledger_entry drop constraint ledger_entry_kind_check;
alter table ledger_entry add constraint ledger_entry_kind_check
  check (kind in ('call', 'entry_fee', 'voluntary', 'payment', 'exchange', 'waiver', 'refund', 'reversal'));
alter table ledger_entry add constraint ledger_entry_refund_check
  check (kind <> 'refund' or (debit = 'member' and credit = 'bank' and exception_id is not null));
alter table due_exception drop constraint due_exception_kind_check;
alter table due_exception add constraint due_exception_kind_check check (kind in ('waiver', 'refund', 'reversal'));
