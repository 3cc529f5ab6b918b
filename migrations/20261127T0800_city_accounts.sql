-- Accounts of member cities beside those of the secretariat; the direction and who keeps the accounts are roles of their own.

alter table account_user drop constraint account_user_role_check;
alter table account_user
  add constraint account_user_role_check check (role in ('admin', 'direction', 'officer', 'finance', 'editor', 'reader', 'city')),
  add column party_id uuid references party (id),
  add constraint account_user_party_check check ((role = 'city') = (party_id is not null));
create index account_user_party on account_user (party_id) where party_id is not null;
