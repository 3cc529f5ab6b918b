import { Hono } from 'hono';
import { Forbidden, Invalid, Missing } from '../../../../kernel/errors.ts';
import { exportTable, type ExportColumn, wantsExport, mostExported } from '../../../../kernel/export/index.ts';
import { serveBytes, serveFile } from '../../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { submitForm } from '../../../../kernel/http/forms.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { readAmount } from '../../../../kernel/money.ts';
import { writePaperDocx, writePaperPdf } from '../../../../kernel/papers/index.ts';
import { respond } from '../../../../ui/index.ts';
import { readChoice, readPage, readSort } from '../../../register/index.ts';
import { findProject } from '../../projects/queries.ts';
import { rejectExpense, rejectionInput } from '../expenses/commands.ts';
import { say } from '../messages.ts';
import { reportPaper } from '../paper.ts';
import { reportPaths } from '../paths.ts';
import { mayReviewReports } from '../policy.ts';
import { findReport, isLate, listReports, reportFilters, reportSorts, type ReportCase } from '../queries.ts';
import { listResults } from '../results/queries.ts';
import { listDue, moveInput, moveReport } from '../schedule.ts';
import { ReportPage, type ReportPageProps } from '../views/report-page.tsx';
import { ProjectReportsPage, ReportsPage } from '../views/reports-page.tsx';
import { ResultsPage } from '../views/results-page.tsx';
import { reviewInput, reviewReport } from './commands.ts';

const pageSize = 50;
const at = [':ref', ':number'] as const;

/** Reports as the secretariat reads and reviews them. */
export const reviewRoutes = new Hono<Env>();

reviewRoutes.get(reportPaths.reports(), async (c) => {
  const { act, lang } = c.var;
  const filter = readChoice(c, 'filter', reportFilters) ?? 'review';
  const sort = readSort(c, reportSorts, { key: 'due', direction: 'ascending' });
  const format = wantsExport(c);
  if (format) {
    const { rows } = await listReports(act, filter, { sort, page: 1, size: mostExported });
    const t = say.in(lang);
    return exportTable(c, {
      filename: `rapports-${dayOf(act.now).toString()}`,
      columns: listColumns,
      rows: rows.map(({ due, state, project, lead, isLate: late }) => ({
        project: project.reference,
        title: project.titleFr,
        lead: lead ? inLang(lead.name, lang) : '',
        report: due.number,
        kind: t(`kind.${due.kind}`),
        from: due.periodFrom,
        to: due.periodTo,
        due: due.dueOn,
        state: t(late ? 'state.late' : `state.${state ?? 'none'}`),
      })),
      format,
    });
  }
  const page = readPage(c);
  const { rows, total } = await listReports(act, filter, { sort, page, size: pageSize });
  return respond(c, <ReportsPage rows={rows} total={total} page={page} pages={Math.ceil(total / pageSize)} sort={sort} filter={filter} />);
});

reviewRoutes.get(reportPaths.ofProject(':ref'), async (c) => {
  const { act } = c.var;
  const found = await findProject(act, pathParam(c, 'ref'));
  const reports = await listDue(act.db, found.project.id);
  const today = dayOf(act.now);
  return respond(
    c,
    <ProjectReportsPage
      found={found}
      own={false}
      reports={reports.map((one) => ({ ...one, isLate: isLate(one.due, one.state, today) }))}
    />,
  );
});

reviewRoutes.get(reportPaths.results(':ref'), async (c) => {
  const { act, lang } = c.var;
  const found = await findProject(act, pathParam(c, 'ref'));
  const results = await listResults(act.db, found.project);
  const format = wantsExport(c);
  if (!format) return respond(c, <ResultsPage found={found} results={results} />);
  return exportTable(c, {
    filename: `resultats-${found.project.reference}`,
    columns: resultColumns,
    rows: results.flatMap(({ indicator, target, reached }) => {
      const about = { indicator: indicator.name, unit: indicator.unit };
      const t = say.in(lang);
      return [
        { ...about, what: t('column.baseline'), ...indicator.baseline },
        ...(target
          ? [{ ...about, what: `${t('column.target')} ${target.year}`, total: target.total, women: target.women, men: target.men }]
          : []),
        ...reached.map(({ report, total, women, men }) => ({ ...about, what: t('column.reachedIn', { report }), total, women, men })),
      ];
    }),
    format,
  });
});

reviewRoutes.get(reportPaths.report(...at), async (c) => show(c, await open(c)));

reviewRoutes.post(reportPaths.review(...at), async (c) => {
  const { act } = c.var;
  if (!mayReviewReports(act.actor)) throw new Forbidden();
  const report = await open(c);
  const result = await submitForm(c, reviewInput, (input) =>
    reviewReport(act, report.found.project.reference, String(report.due.number), input),
  );
  return result.ok ? back(c, report) : show(c, await open(c), { form: 'review', ...result });
});

reviewRoutes.post(reportPaths.move(...at), async (c) => {
  const { act } = c.var;
  if (!mayReviewReports(act.actor)) throw new Forbidden();
  const report = await open(c);
  const result = await submitForm(c, moveInput, (input) => moveReport(act, report.due.id, input));
  return result.ok ? back(c, report) : show(c, report, { form: 'move', ...result });
});

reviewRoutes.post(reportPaths.rejection(...at, ':expense'), async (c) => {
  const { act } = c.var;
  if (!mayReviewReports(act.actor)) throw new Forbidden();
  const report = await open(c);
  const expense = expenseOf(c, report).id;
  const result = await submitForm(c, rejectionInput, ({ amount, reason }) => {
    const cents = readAmount(amount);
    if (typeof cents !== 'number' || cents < 0) throw new Invalid({ amount: say.later('rejection.amountUnread') });
    return rejectExpense(act, report.due.id, expense, cents, reason);
  });
  return result.ok ? back(c, report) : show(c, report, { form: 'rejection', expense, ...result });
});

reviewRoutes.get(reportPaths.evidence(...at, ':expense'), async (c) => {
  const report = await open(c);
  if (report.isWritten && report.versions.length === 0) throw new Missing('evidence of a report that is not handed in');
  const { fileId } = expenseOf(c, report);
  if (!fileId) throw new Missing('evidence');
  return serveFile(c, fileId);
});

for (const kind of ['pdf', 'docx'] as const)
  reviewRoutes.get(reportPaths.paper(...at, kind), async (c) => {
    const report = await open(c);
    if (report.versions.length === 0) throw new Missing('paper of a report that was not handed in');
    return servePaper(c, report, kind);
  });

/** Gives a report on paper. */
export async function servePaper(c: RouteContext, report: ReportCase, kind: 'pdf' | 'docx'): Promise<Response> {
  const paper = reportPaper(report, c.var.act.now, c.var.lang);
  return serveBytes(c, {
    name: `rapport-${report.due.number}-${report.found.project.reference}.${kind}`,
    mediaType: kind === 'pdf' ? 'application/pdf' : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes: kind === 'pdf' ? writePaperPdf(paper) : await writePaperDocx(paper),
  });
}

/** The expense that an address names. @throws Missing */
export function expenseOf(c: RouteContext, { expenses }: ReportCase) {
  const found = expenses.find(({ id }) => id === c.req.param('expense'));
  if (!found) throw new Missing(`expense ${c.req.param('expense')}`);
  return found;
}

function open(c: RouteContext): Promise<ReportCase> {
  return findReport(c.var.act, pathParam(c, 'ref'), pathParam(c, 'number'));
}

function back(c: RouteContext, { found, due }: ReportCase): Response {
  return seeOther(c, `${reportPaths.report(found.project.reference, String(due.number))}?fait`);
}

function show(c: RouteContext, report: ReportCase, refused?: ReportPageProps['refused']): Response | Promise<Response> {
  return respond(
    c,
    <ReportPage report={report} mayReview={mayReviewReports(c.var.act.actor)} done={c.req.query('fait')} refused={refused} />,
    refused ? 422 : 200,
  );
}

const listColumns: ExportColumn[] = [
  { key: 'project', label: say.later('column.reference'), type: 'text' },
  { key: 'title', label: say.later('column.project'), type: 'text' },
  { key: 'lead', label: say.later('column.lead'), type: 'text' },
  { key: 'report', label: say.later('column.report'), type: 'number' },
  { key: 'kind', label: say.later('column.kind'), type: 'text' },
  { key: 'from', label: say.later('column.from'), type: 'date' },
  { key: 'to', label: say.later('column.to'), type: 'date' },
  { key: 'due', label: say.later('column.due'), type: 'date' },
  { key: 'state', label: say.later('column.state'), type: 'text' },
];

const resultColumns: ExportColumn[] = [
  { key: 'indicator', label: say.later('column.indicator'), type: 'text' },
  { key: 'unit', label: say.later('column.unit'), type: 'text' },
  { key: 'what', label: say.later('column.what'), type: 'text' },
  { key: 'total', label: say.later('part.total'), type: 'number' },
  { key: 'women', label: say.later('column.women'), type: 'number' },
  { key: 'men', label: say.later('column.men'), type: 'number' },
];
