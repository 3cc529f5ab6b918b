import { formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { EmptyState, Filters, Link, Page, Select, sortableColumn, Table, usePage } from '../../../../ui/index.ts';
import { sortParam } from '../../../register/index.ts';
import { ListLinks } from '../../list-links.tsx';
import type { ProjectCase } from '../../projects/queries.ts';
import { ProjectLayout } from '../../projects/views/project-layout.tsx';
import type { ReportState } from '../../vocabulary.ts';
import { say } from '../messages.ts';
import { reportPaths } from '../paths.ts';
import { type ReportFilter, reportFilters, type ReportRow, type ReportSort } from '../queries.ts';
import type { ReportDue } from '../schema.ts';
import { ReportTag } from './report-tag.tsx';

export interface ReportsPageProps {
  rows: readonly ReportRow[];
  total: number;
  page: number;
  pages: number;
  sort: { key: ReportSort; direction: 'ascending' | 'descending' };
  filter: ReportFilter;
}

/** The reports of every project: those to review, those that are late, those to come. */
export function ReportsPage({ rows, total, page, pages, sort, filter }: ReportsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const hrefOf = (more: Record<string, string>) =>
    `${reportPaths.reports()}?${new URLSearchParams({ filter, sort: sortParam(sort), ...more }).toString()}`;
  const column = (key: ReportSort, label: string) => sortableColumn({ key, label }, sort, (sort) => hrefOf({ sort: sortParam(sort) }));
  return (
    <Page title={t('nav.reports')} noIndex width="wide">
      <h1>{t('nav.reports')}</h1>
      <Filters action={reportPaths.reports()} values={{ filter }} keep={{ sort: sortParam(sort) }} clearHref={reportPaths.reports()}>
        <Select name="filter" label={t('filter.label')} options={reportFilters.map((one) => ({ value: one, text: t(`filter.${one}`) }))} />
      </Filters>
      {rows.length === 0 ? (
        <EmptyState title={t(`reports.none.${filter}`)}>
          <p>{t('reports.noneHint')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('reports.count', { count: total })}
            dense
            firstCellIsHeader
            columns={[
              column('project', t('column.project')),
              { header: t('column.report') },
              { header: t('column.lead') },
              { header: t('column.period') },
              column('due', t('column.due')),
              { header: t('column.state') },
            ]}
            rows={rows.map(({ due, state, project, lead, isLate }) => [
              <Link href={reportPaths.report(project.reference, String(due.number))}>{`${project.reference} ${project.titleFr}`}</Link>,
              t(`title.${due.kind}`, { number: due.number }),
              lead ? inLang(lead.name, lang) : '',
              t('period', { from: formatDate(due.periodFrom, lang), to: formatDate(due.periodTo, lang) }),
              formatDate(due.dueOn, lang),
              <ReportTag state={state} isLate={isLate} />,
            ])}
          />
          <ListLinks page={page} pages={pages} hrefOf={hrefOf} />
        </>
      )}
    </Page>
  );
}

/** The reports that one project owes. */
export function ProjectReportsPage({
  found,
  reports,
  own,
}: {
  found: ProjectCase;
  reports: readonly { due: ReportDue; state: ReportState | null; isLate: boolean }[];
  own: boolean;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const ref = found.project.reference;
  const hrefOf = own ? reportPaths.ownReport : reportPaths.report;
  return (
    <ProjectLayout found={found} title={t('nav.reports')} section="reports" own={own}>
      {reports.length === 0 ? (
        <EmptyState title={t('reports.noneOf')}>
          <p>{t('reports.noneOfHint')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('reports.count', { count: reports.length })}
          firstCellIsHeader
          columns={[
            { header: t('column.report') },
            { header: t('column.period') },
            { header: t('column.due') },
            { header: t('column.state') },
          ]}
          rows={reports.map(({ due, state, isLate }) => [
            <Link href={hrefOf(ref, String(due.number))}>{t(`title.${due.kind}`, { number: due.number })}</Link>,
            t('period', { from: formatDate(due.periodFrom, lang), to: formatDate(due.periodTo, lang) }),
            formatDate(due.dueOn, lang),
            <ReportTag state={state} isLate={isLate} />,
          ])}
        />
      )}
      {!own && (
        <p>
          <Link href={reportPaths.results(ref)}>{t('results.title')}</Link>
        </p>
      )}
    </ProjectLayout>
  );
}
