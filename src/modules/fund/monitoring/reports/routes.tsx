import { Hono } from 'hono';
import { z } from 'zod';
import { Invalid, Missing } from '../../../../kernel/errors.ts';
import { exportTable, type ExportColumn, wantsExport } from '../../../../kernel/export/index.ts';
import { receiveFile, serveFile } from '../../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { refusalErrors, submitForm, submitUpload } from '../../../../kernel/http/forms.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { respond } from '../../../../ui/index.ts';
import { findOwnProject } from '../../projects/queries.ts';
import { expenseInput, giveEvidence, importExpenses, recordExpense, withdrawExpense } from '../expenses/commands.ts';
import { readExpenses } from '../expenses/csv.ts';
import { say } from '../messages.ts';
import { reportPaths } from '../paths.ts';
import { findOwnReport, isLate, type ReportCase } from '../queries.ts';
import { expenseOf, servePaper } from '../review/routes.tsx';
import { listDue } from '../schedule.ts';
import { OwnReportPage, type OwnReportPageProps } from '../views/own-report-page.tsx';
import { ProjectReportsPage } from '../views/reports-page.tsx';
import { lacksOf, saveReport, submitReport } from './commands.ts';
import { reportInput } from './form.ts';

/** Bytes of a file that shows an expense, and of a file of expenses. */
const largestEvidence = 20_000_000;
const largestCsv = 2_000_000;
const at = [':ref', ':number'] as const;

/** Reports as their city writes them and hands them in. */
export const ownReportRoutes = new Hono<Env>();

ownReportRoutes.get(reportPaths.own(':ref'), async (c) => {
  const { act } = c.var;
  const found = await findOwnProject(act, pathParam(c, 'ref'));
  const today = dayOf(act.now);
  const reports = (await listDue(act.db, found.project.id)).map((one) => ({ ...one, isLate: isLate(one.due, one.state, today) }));
  return respond(c, <ProjectReportsPage found={found} own reports={reports} />);
});

ownReportRoutes.get(reportPaths.ownReport(...at), async (c) => show(c, await open(c)));

ownReportRoutes.post(reportPaths.ownReport(...at), async (c) => {
  const report = await open(c);
  const result = await submitForm(c, reportInput(report.promised.framework.indicators), ({ base, content }) =>
    saveReport(c.var.act, ...addressOf(report), content, base),
  );
  return result.ok ? back(c, report, 'enregistre') : show(c, report, { form: 'words', ...result });
});

ownReportRoutes.get(reportPaths.ownExpenses(...at), async (c) => {
  const report = await open(c);
  const format = wantsExport(c);
  if (!format) return seeOther(c, `${reportPaths.ownReport(...addressOf(report))}#depenses`);
  return exportTable(c, {
    filename: `depenses-${report.found.project.reference}-${report.due.number}`,
    columns: expenseColumns,
    rows: report.expenses.map((one) => ({
      spentOn: one.spentOn,
      label: one.label,
      payee: one.payee,
      budgetLine: one.budgetLine ?? '',
      amount: one.paidCents / 100,
      currency: one.paidCurrency,
      rate: one.rate ?? '',
      rateSource: one.rateSource ?? '',
      inKind: one.inKind ? say.in(c.var.lang)('yes') : '',
    })),
    format,
  });
});

ownReportRoutes.post(reportPaths.ownExpenses(...at), async (c) => {
  const report = await open(c);
  const result = await submitUpload(c, expenseInput, async (input, upload) => {
    const file = upload.name === null ? null : await receiveFile(c.var.act, upload, { accept: ['pdf', 'image'], most: largestEvidence });
    await recordExpense(c.var.act, ...addressOf(report), input, file);
  });
  return result.ok ? back(c, report, 'enregistre') : show(c, await open(c), { form: 'expense', ...result });
});

ownReportRoutes.post(reportPaths.ownImport(...at), async (c) => {
  const report = await open(c);
  const result = await submitUpload(c, z.unknown(), async (_, upload) => {
    if (upload.name === null) throw new Invalid({ file: say.later('csv.none') });
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of upload.bytes) {
      length += piece.length;
      if (length > largestCsv) throw new Invalid({ file: say.later('csv.tooLarge') });
      pieces.push(piece);
    }
    await importExpenses(
      c.var.act,
      ...addressOf(report),
      readExpenses(c.var.act, report, Buffer.concat(pieces).toString('utf8'), c.var.lang),
    );
  });
  return result.ok ? back(c, report, 'enregistre') : show(c, await open(c), { form: 'import', ...result });
});

ownReportRoutes.post(reportPaths.ownWithdrawal(...at, ':expense'), async (c) => {
  const report = await open(c);
  await withdrawExpense(c.var.act, ...addressOf(report), expenseOf(c, report).id);
  return back(c, report, 'enregistre');
});

ownReportRoutes.get(reportPaths.ownEvidence(...at, ':expense'), async (c) => {
  const { fileId } = expenseOf(c, await open(c));
  if (!fileId) throw new Missing('evidence');
  return serveFile(c, fileId);
});

ownReportRoutes.post(reportPaths.ownEvidence(...at, ':expense'), async (c) => {
  const report = await open(c);
  const { id } = expenseOf(c, report);
  const result = await submitUpload(c, z.unknown(), async (_, upload) => {
    const file = await receiveFile(c.var.act, upload, { accept: ['pdf', 'image'], most: largestEvidence });
    await giveEvidence(c.var.act, ...addressOf(report), id, file);
  });
  return result.ok ? back(c, report, 'enregistre#pieces') : show(c, await open(c), { form: 'evidence', expense: id, ...result });
});

ownReportRoutes.post(reportPaths.ownSubmission(...at), async (c) => {
  const report = await open(c);
  try {
    await submitReport(c.var.act, ...addressOf(report));
  } catch (error) {
    const errors = refusalErrors(error, c.var.lang);
    if (!errors) throw error;
    return show(c, await open(c), { form: 'submission', values: {}, errors });
  }
  return back(c, report, 'remis');
});

for (const kind of ['pdf', 'docx'] as const)
  ownReportRoutes.get(reportPaths.ownPaper(...at, kind), async (c) => servePaper(c, await open(c), kind));

function open(c: RouteContext): Promise<ReportCase> {
  return findOwnReport(c.var.act, pathParam(c, 'ref'), pathParam(c, 'number'));
}

function addressOf({ found, due }: ReportCase): [reference: string, number: string] {
  return [found.project.reference, String(due.number)];
}

function back(c: RouteContext, report: ReportCase, done: string): Response {
  return seeOther(c, `${reportPaths.ownReport(...addressOf(report))}?fait=${done}`);
}

function show(c: RouteContext, report: ReportCase, refused?: OwnReportPageProps['refused']): Response | Promise<Response> {
  const lacks = Object.fromEntries(Object.entries(lacksOf(report)).map(([field, sentence]) => [field, sentence(c.var.lang)]));
  return respond(c, <OwnReportPage report={report} lacks={lacks} done={c.req.query('fait')} refused={refused} />, refused ? 422 : 200);
}

/** Named as `readExpenses` reads them: what is taken away may be brought back. */
const expenseColumns: ExportColumn[] = [
  { key: 'spentOn', label: say.later('csv.spentOn'), type: 'date' },
  { key: 'label', label: say.later('csv.label'), type: 'text' },
  { key: 'payee', label: say.later('csv.payee'), type: 'text' },
  { key: 'budgetLine', label: say.later('csv.budgetLine'), type: 'text' },
  { key: 'amount', label: say.later('csv.amount'), type: 'number' },
  { key: 'currency', label: say.later('csv.currency'), type: 'text' },
  { key: 'rate', label: say.later('csv.rate'), type: 'text' },
  { key: 'rateSource', label: say.later('csv.rateSource'), type: 'text' },
  { key: 'inKind', label: say.later('csv.inKind'), type: 'text' },
];
