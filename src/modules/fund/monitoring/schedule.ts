import { randomUUID } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { day, requiredText } from '../../../kernel/http/fields.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import type { Terms } from '../projects/agreements/rules.ts';
import type { Project } from '../projects/schema.ts';
import { settingOn } from '../settings/queries.ts';
import { signed } from '../signed.ts';
import type { ReportState } from '../vocabulary.ts';
import { say } from './messages.ts';
import { mayReviewReports } from './policy.ts';
import { isWritten, planReports } from './rules.ts';
import { fundReportDue, fundReportMove, fundReportNow, type ReportDue } from './schema.ts';

/** The last state of a report; null: it was not begun. */
export const lastReportState = sql<ReportState | null>`(select ${fundReportNow.state} from ${fundReportNow} where ${fundReportNow.reportId} = fund_report_due.id)`;

/** Whether the city still writes a report, in a query of `fund_report_due`. */
export const isStillWritten = sql`coalesce(${lastReportState}, 'draft') in ('draft', 'returned')`;

/**
 * Lays the reports that a project owes once its agreement binds; an amendment that moves its end moves the days of the last one,
 * if it is still to be handed in. In the caller's transaction.
 */
export async function layReports(act: Act, project: Pick<Project, 'id' | 'startsOn'>, terms: Terms): Promise<void> {
  const endsOn = Temporal.PlainDate.from(terms.endsOn);
  const today = dayOf(act.now);
  const rhythm = {
    months: await settingOn(act.db, 'report_months', today),
    interimDays: await settingOn(act.db, 'report_interim_days', today),
    finalDays: await settingOn(act.db, 'report_final_days', today),
  };
  const known = await listDue(act.db, project.id);
  if (known.length === 0) {
    const ordinals = terms.instalments.flatMap(({ conditions }) =>
      conditions.flatMap(({ kind, ordinal }) => (kind === 'report_accepted' ? (ordinal ?? 0) : 0)),
    );
    const planned = planReports({ startsOn: project.startsOn, endsOn, least: Math.max(0, ...ordinals) }, rhythm);
    await act.db.insert(fundReportDue).values(planned.map((one) => ({ id: randomUUID(), projectId: project.id, ...one })));
    return;
  }
  const last = known.at(-1)!;
  const isSame = Temporal.PlainDate.compare(last.due.periodTo, endsOn) === 0;
  if (isSame || !isWritten(last.state) || Temporal.PlainDate.compare(endsOn, last.due.periodFrom) < 0) return;
  const reason = say.in('fr')('move.amendment');
  await moveDue(act, last.due, { periodTo: endsOn, dueOn: endsOn.add({ days: rhythm.finalDays }), reason });
}

export const moveInput = z.object({ dueOn: day, reason: requiredText(1000) });

/** Gives a city another day for a report, with why. @throws Forbidden, Missing; Refused once it is handed in; Invalid before its period ends */
export async function moveReport(act: Act, reportId: string, { dueOn, reason }: z.output<typeof moveInput>): Promise<void> {
  if (!mayReviewReports(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const { due, state } = await lockReport(act, reportId);
    if (!isWritten(state)) throw new Refused(say.later('report.notWritten'));
    if (Temporal.PlainDate.compare(dueOn, due.periodTo) <= 0) throw new Invalid({ dueOn: say.later('move.tooEarly') });
    if (Temporal.PlainDate.compare(dueOn, due.dueOn) === 0) throw new Invalid({ dueOn: say.later('move.same') });
    await moveDue(act, due, { dueOn, reason });
  });
}

/** A report, its row held until the end of the transaction. @throws Missing */
export async function lockReport(act: Act, reportId: string): Promise<{ due: ReportDue; state: ReportState | null }> {
  const [due] = await act.db.select().from(fundReportDue).where(eq(fundReportDue.id, reportId)).for('update');
  if (!due) throw new Missing(`report ${reportId}`);
  const [found] = await act.db.select({ state: lastReportState }).from(fundReportDue).where(eq(fundReportDue.id, reportId));
  return { due, state: found!.state };
}

/** The reports that a project owes, the first one first, with where each stands. */
export function listDue(db: Db, projectId: string): Promise<{ due: ReportDue; state: ReportState | null }[]> {
  return db
    .select({ due: fundReportDue, state: lastReportState })
    .from(fundReportDue)
    .where(eq(fundReportDue.projectId, projectId))
    .orderBy(asc(fundReportDue.number));
}

async function moveDue(
  act: Act,
  due: ReportDue,
  { periodTo = due.periodTo, dueOn, reason }: { periodTo?: Temporal.PlainDate; dueOn: Temporal.PlainDate; reason: string },
): Promise<void> {
  const number = (await act.db.$count(fundReportMove, eq(fundReportMove.reportId, due.id))) + 1;
  await act.db.update(fundReportDue).set({ periodTo, dueOn }).where(eq(fundReportDue.id, due.id));
  await act.db.insert(fundReportMove).values({ reportId: due.id, number, fromDay: due.dueOn, toDay: dueOn, reason, ...signed(act) });
  await audit(act, { command: 'fund.report.move', subject: due.id, detail: { from: due.dueOn.toString(), to: dueOn.toString(), reason } });
}
