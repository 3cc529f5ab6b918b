-- A call that was sent, once: what the job of sending has left to do is what has no row here.
create table due_call_sending (
  call_id uuid primary key references due_call (id),
  at timestamptz not null
);
create trigger due_call_sending_is_kept before update or delete on due_call_sending for each row execute function refuse_change();
-- Until now they were sent in the transaction that called.
insert into due_call_sending (call_id, at) select id, at from due_call where campaign_id is not null;
