-- What is hidden of a project: the whole of it, its amounts alone or its places alone; the last row of each holds.
alter table fund_hiding add column what text not null default 'project' check (what in ('project', 'amounts', 'places'));
alter table fund_hiding alter column what drop default;

create view fund_hidden as
  select hiding.project_id, hiding.what from fund_hiding hiding
  where hiding.hidden and not exists (
    select from fund_hiding later
    where later.project_id = hiding.project_id and later.what = hiding.what and later.number > hiding.number);

-- What is cancelled stays so. A view, for lists: a function would be called for each of their rows.
create view fund_public_project as
  select project.id as project_id from fund_project project
  where exists (select from fund_agreement_force force where force.project_id = project.id)
    and not exists (select from fund_project_step step where step.project_id = project.id and step.state = 'cancelled')
    and not exists (select from fund_hidden hidden where hidden.project_id = project.id and hidden.what = 'project');

create or replace function fund_is_public(project uuid) returns boolean language sql stable as $$
  select exists (select from fund_public_project where project_id = project)
$$;
