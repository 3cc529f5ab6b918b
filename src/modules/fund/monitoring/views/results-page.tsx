import { formatDate, formatNumber } from '../../../../kernel/i18n/format.ts';
import { EmptyState, ExportLinks, Table, usePage } from '../../../../ui/index.ts';
import { exportFormats } from '../../../register/index.ts';
import type { Count } from '../../applications/content/framework.ts';
import type { ProjectCase } from '../../projects/queries.ts';
import { ProjectLayout } from '../../projects/views/project-layout.tsx';
import { formatRate } from '../../rates.ts';
import { say } from '../messages.ts';
import { reportPaths } from '../paths.ts';
import type { IndicatorResult } from '../results/queries.ts';

/** What a project promised and reached, report by report, women and men apart. */
export function ResultsPage({ found, results }: { found: ProjectCase; results: readonly IndicatorResult[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <ProjectLayout found={found} title={t('results.title')} section="reports">
      <ResultsTable results={results} />
      {results.length > 0 && (
        <ExportLinks hrefOf={(format) => `${reportPaths.results(found.project.reference)}?format=${exportFormats[format]}`} />
      )}
    </ProjectLayout>
  );
}

/** The indicators of a project: where they began, what is aimed at, what each accepted report says. */
export function ResultsTable({ results }: { results: readonly IndicatorResult[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (results.length === 0) return <EmptyState title={t('results.none')} />;
  const reports = results[0]!.reached.map(({ report, periodTo }) => ({ report, periodTo }));
  return (
    <Table
      caption={t('results.count', { count: results.length })}
      dense
      firstCellIsHeader
      columns={[
        { header: t('column.indicator') },
        { header: t('column.baseline'), numeric: true },
        { header: t('column.target'), numeric: true },
        ...reports.map(({ report, periodTo }) => ({
          header: t('column.reachedBy', { report, day: formatDate(periodTo, lang) }),
          numeric: true,
        })),
        { header: t('column.share'), numeric: true },
      ]}
      rows={results.map(({ indicator, target, reached, share }) => [
        <>
          {indicator.name} <span class="govuk-hint">({indicator.unit})</span>
        </>,
        <Counted count={indicator.baseline} bySex={indicator.bySex} />,
        target ? <Counted count={target} bySex={indicator.bySex} /> : '—',
        ...reached.map((one) => <Counted count={one} bySex={indicator.bySex} />),
        // Hundredths would say more than was measured; what is not all done never reads 100 %.
        share === null ? '—' : formatRate(Math.floor(share / 100) * 100, lang),
      ])}
    />
  );
}

/** A quantity, and under it its parts of women and of men. */
function Counted({ count: { total, women, men }, bySex }: { count: Count; bySex: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const said = (value: number | null) => (value === null ? '—' : formatNumber(value, lang));
  return (
    <>
      {said(total)}
      {bySex && (women !== null || men !== null) && (
        <>
          <br />
          <span class="govuk-hint">{t('sexes', { women: said(women), men: said(men) })}</span>
        </>
      )}
    </>
  );
}
