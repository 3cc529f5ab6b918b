-- Files of mandates can be imported.
alter table import_run drop constraint import_run_kind_check;
alter table import_run add constraint import_run_kind_check
  check (kind in ('parties', 'names', 'identifiers', 'statuses', 'endorsements', 'measures', 'links', 'series', 'occurrences', 'mandates'));
alter table import_mapping drop constraint import_mapping_kind_check;
alter table import_mapping add constraint import_mapping_kind_check
  check (kind in ('parties', 'names', 'identifiers', 'statuses', 'endorsements', 'measures', 'links', 'series', 'occurrences', 'mandates'));
