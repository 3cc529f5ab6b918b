-- Cities that are twinned: a link that reads the same from both ends, recorded once.
alter table party_link drop constraint party_link_link_check;
alter table party_link add constraint party_link_link_check check (link in ('capital_of', 'part_of', 'member_of', 'twinned_with'));
