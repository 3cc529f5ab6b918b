import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Invalid, Refused } from '../../../../kernel/errors.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';
import { canonicalText } from '../../../../kernel/signing/canonical.ts';
import { codeOfHash } from '../../../../kernel/signing/code.ts';
import { fundProject } from '../../projects/schema.ts';
import { signed } from '../../signed.ts';
import type { ReportState } from '../../vocabulary.ts';
import { say } from '../messages.ts';
import { findOwnReport, type ReportCase } from '../queries.ts';
import { findLacks, isWritten } from '../rules.ts';
import { fundReportActual, fundReportDraft, fundReportDue, fundReportStep, fundReportVersion } from '../schema.ts';
import type { ReportContent } from './content.ts';
import { mailOfficers } from '../letters.ts';

/**
 * Saves what a city writes of its report, on top of the save that it read.
 * @throws Missing to anyone else; Refused once it is handed in, or where a colleague saved meanwhile
 */
export async function saveReport(act: Act, reference: string, number: string, content: ReportContent, base: number): Promise<void> {
  await inTransaction(act, async (act) => {
    const { due, state, draftNumber } = await openOwn(act, reference, number);
    if (base !== draftNumber) throw new Refused(say.later('report.stale'));
    if (state === null) await takeReportStep(act, due.id, 'draft');
    const values = { reportId: due.id, number: draftNumber + 1, content, ...signed(act) };
    await act.db.insert(fundReportDraft).values(values).onConflictDoUpdate({ target: fundReportDraft.reportId, set: values });
    await audit(act, { command: 'fund.report.save', subject: due.id, detail: { number: draftNumber + 1 } });
  });
}

/**
 * Hands a report in: frozen, hashed, with a receipt; the secretariat is told. @throws Missing to anyone else; Refused where it is
 * handed in already; Invalid with all that it lacks
 */
export async function submitReport(act: Act, reference: string, number: string): Promise<void> {
  await inTransaction(act, async (act) => {
    const report = await openOwn(act, reference, number);
    const { due, content, versions, expenses, promised, found } = report;
    if (report.draftNumber === 0) throw new Refused(say.later('report.empty'));
    const lacks = lacksOf(report);
    if (Object.keys(lacks).length > 0) throw new Invalid(lacks);
    const version = (versions.at(-1)?.number ?? 0) + 1;
    const spent = expenses.map(({ id, amountCents, fileId }) => ({ id, amountCents, fileId }));
    const digest = createHash('sha256')
      .update(canonicalText({ project: found.project.reference, report: due.number, version, content, expenses: spent }))
      .digest();
    await act.db
      .insert(fundReportVersion)
      .values({ reportId: due.id, number: version, content, hash: digest.toString('hex'), receipt: codeOfHash(digest), ...signed(act) });
    const actuals = promised.framework.indicators.map(({ id, bySex }) => {
      const { total, women, men, note } = content.actuals[id]!;
      return { reportId: due.id, version, indicator: id, total: total!, women: bySex ? women : null, men: bySex ? men : null, note };
    });
    if (actuals.length > 0) await act.db.insert(fundReportActual).values(actuals);
    await takeReportStep(act, due.id, 'submitted');
    await mailOfficers(act, report, version);
    await audit(act, { command: 'fund.report.submit', subject: due.id, detail: { version, expenses: expenses.length } });
  });
}

/** All that a report lacks before it is handed in, by field, in sentences. */
export function lacksOf({ content, promised, expenses, due }: ReportCase): Record<string, Message> {
  const lacks: Record<string, Message> = {};
  for (const { field, lack } of findLacks(content, promised.framework.indicators)) lacks[field] = say.later(`lack.${lack}`);
  for (const { spentOn, label } of expenses)
    if (Temporal.PlainDate.compare(spentOn, due.periodTo) > 0) lacks['expenses'] = say.later('lack.expenseAfter', { label });
  return lacks;
}

/** Writes where a report stands; whoever calls has checked who may. In the caller's transaction. */
export async function takeReportStep(act: Act, reportId: string, state: ReportState, remarks: string | null = null): Promise<void> {
  const number = (await act.db.$count(fundReportStep, eq(fundReportStep.reportId, reportId))) + 1;
  await act.db.insert(fundReportStep).values({ reportId, number, state, remarks, ...signed(act) });
}

/** A report that its city still writes, its row held until the end of the transaction. @throws Missing, Refused */
export async function openOwn(act: Act, reference: string, number: string): Promise<ReportCase> {
  await act.db
    .select({ id: fundReportDue.id })
    .from(fundReportDue)
    .innerJoin(fundProject, eq(fundProject.id, fundReportDue.projectId))
    .where(and(eq(fundProject.reference, reference), eq(sql`${fundReportDue.number}::text`, number)))
    .for('update', { of: fundReportDue });
  const report = await findOwnReport(act, reference, number);
  if (!isWritten(report.state)) throw new Refused(say.later('report.notWritten'));
  if (report.found.state === 'cancelled' || report.found.state === 'closed') throw new Refused(say.later('report.projectOver'));
  return report;
}
