-- One party has one head at a time, whatever the titles of its offices (a mayor, then a governor). The exclusion constraint
-- of `mandate` sees one office: a mandate does not repeat the party, which its office says. Revisions are written one after
-- the other, so this reads everything that is held.
create function refuse_second_head() returns trigger language plpgsql as $$
begin
  if new.retained and exists (
    select from mandate other
    join office theirs on theirs.id = other.office_id
    join office ours on ours.party_id = theirs.party_id and ours.id <> theirs.id
    where ours.id = new.office_id and other.retained and other.valid && new.valid and other.recorded && new.recorded
  ) then
    raise exception 'two heads of one party on the same days violate the exclusion constraint "mandate_one_head"'
      using errcode = 'exclusion_violation';
  end if;
  return new;
end $$;
create trigger mandate_one_head before insert on mandate for each row execute function refuse_second_head();
