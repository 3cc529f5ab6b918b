import { formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { EmptyState, Filters, Link, Page, Select, sortableColumn, Table, TextField, usePage } from '../../../../ui/index.ts';
import { sortParam } from '../../../register/index.ts';
import { ListLinks } from '../../list-links.tsx';
import { portfolioPaths } from '../../portfolio/paths.ts';
import { projectStates } from '../../vocabulary.ts';
import type { CutForm } from '../cut-form.ts';
import { say } from '../messages.ts';
import { projectPaths } from '../paths.ts';
import type { ProjectRow, ProjectSort } from '../queries.ts';
import { CutFields } from './cut-filters.tsx';
import { ProjectTag } from './project-layout.tsx';

export interface ProjectsPageProps {
  rows: readonly ProjectRow[];
  total: number;
  page: number;
  pages: number;
  sort: { key: ProjectSort; direction: 'ascending' | 'descending' };
  chosen: CutForm['chosen'] & { state: string; words: string; party: string };
  form: Pick<CutForm, 'countries' | 'themes'>;
}

/** Every project: which, whose, how much, where it stands. */
export function ProjectsPage({ rows, total, page, pages, sort, chosen, form }: ProjectsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const hrefOf = (more: Record<string, string>) =>
    `${projectPaths.projects()}?${new URLSearchParams({ ...chosen, sort: sortParam(sort), ...more }).toString()}`;
  const column = (key: ProjectSort, label: string, numeric = false) =>
    sortableColumn({ key, label, numeric }, sort, (sort) => hrefOf({ sort: sortParam(sort) }));
  return (
    <Page title={t('nav.projects')} noIndex width="wide">
      <h1>{t('nav.projects')}</h1>
      <Filters
        action={projectPaths.projects()}
        values={chosen}
        keep={{ sort: sortParam(sort), party: chosen.party, donor: chosen.donor }}
        clearHref={projectPaths.projects()}
      >
        <TextField name="words" label={t('filter.words')} type="search" />
        <Select
          name="state"
          label={t('column.state')}
          options={[{ value: '', text: t('filter.all') }, ...projectStates.map((state) => ({ value: state, text: t(`state.${state}`) }))]}
        />
        <CutFields countries={form.countries} themes={form.themes} />
      </Filters>
      {rows.length === 0 ? (
        <EmptyState title={t('projects.none')}>
          <p>{t('projects.noneText')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('projects.count', { count: total })}
            dense
            firstCellIsHeader
            columns={[
              column('reference', t('column.reference')),
              column('title', t('column.title')),
              { header: t('column.lead') },
              column('amount', t('column.granted'), true),
              column('ends', t('column.ends')),
              { header: t('column.state') },
            ]}
            rows={rows.map(({ project, state, grantedCents, lead }) => [
              <Link href={projectPaths.project(project.reference)}>{project.reference}</Link>,
              <span lang="fr">{project.titleFr}</span>,
              inLang(lead.name, lang),
              formatMoney(grantedCents, lang, project.currency),
              formatDate(project.endsOn, lang),
              <ProjectTag state={state} />,
            ])}
          />
          <ListLinks page={page} pages={pages} hrefOf={hrefOf} />
        </>
      )}
    </Page>
  );
}

/** The projects of a city, for its people; and the portfolio, where it sits with those who decide. */
export function OwnProjectsPage({ rows, decides }: { rows: readonly ProjectRow[]; decides: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('own.title')} noIndex>
      <h1>{t('own.title')}</h1>
      {decides && (
        <p>
          <Link href={portfolioPaths.deciders()}>{t('own.portfolio')}</Link>
        </p>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('projects.none')}>
          <p>{t('own.none')}</p>
        </EmptyState>
      ) : (
        <ul class="texts">
          {rows.map(({ project, state, grantedCents }) => (
            <li>
              <h2>
                <Link href={projectPaths.ownProject(project.reference)}>
                  <span lang="fr">{project.titleFr}</span>
                </Link>
              </h2>
              <p>
                {project.reference} · {formatMoney(grantedCents, lang, project.currency)} <ProjectTag state={state} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
