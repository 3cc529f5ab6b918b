-- Anyone searches the titles of projects, in whatever accents and case.
create index fund_project_title_fr on fund_project using gin (folded(title_fr) gin_trgm_ops);
create index fund_project_title_en on fund_project using gin (folded(title_en) gin_trgm_ops);
