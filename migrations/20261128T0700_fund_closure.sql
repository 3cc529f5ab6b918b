-- What a project is still owed of its grant once its accounts are settled is paid, or ended, before it is closed: closed, nothing is
-- ever paid to it again.
create function refuse_owed_closure() returns trigger language plpgsql as $$
begin
  if exists (select 1 from fund_instalment instalment where instalment.project_id = new.project_id
      and not exists (select 1 from fund_instalment_end ended where ended.instalment_id = instalment.id)
      and not exists (select 1 from fund_payment payment join fund_payment_step step on step.payment_id = payment.id
        where payment.instalment_id = instalment.id and step.state = 'executed')) then
    raise exception 'a project is closed once nothing is owed to it' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_closure_unpaid before insert on fund_closure for each row execute function refuse_owed_closure();
