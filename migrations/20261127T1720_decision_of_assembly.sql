-- The number of the assembly's decision that concludes an application, where it was taken here (`decision.code`): it cannot be
-- a key, for membership is below assemblies.
alter table application_step
  add column decision_code text check (decision_code ~ '^[a-z0-9-]+$'),
  add check (decision_code is null or state in ('admitted', 'postponed', 'refused'));
