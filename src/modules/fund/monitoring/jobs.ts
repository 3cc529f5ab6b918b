import { and, eq, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { onceADay } from '../../../kernel/jobs/daily.ts';
import type { Module } from '../../../kernel/module.ts';
import { fundProject } from '../projects/schema.ts';
import { mailCity } from './letters.ts';
import { findReport } from './queries.ts';
import { isStillWritten } from './schedule.ts';
import { fundReportDue } from './schema.ts';

const reminders = 'fund.reportReminders';

/** Days before the last one on which a city is reminded of a report, then days after it. */
const noticeDays = [30, 7] as const;
const lateDays = [7, 30, 60] as const;

/** Reminds cities of reports to come and of those that are late; a tick that was missed is caught up, and nobody is told twice. */
export async function remindReports(act: Act): Promise<void> {
  const today = dayOf(act.now);
  const waiting = await act.db
    .select({ number: fundReportDue.number, id: fundReportDue.id, dueOn: fundReportDue.dueOn, reference: fundProject.reference })
    .from(fundReportDue)
    .innerJoin(fundProject, eq(fundProject.id, fundReportDue.projectId))
    .where(
      and(
        isStillWritten,
        sql`${fundReportDue.dueOn} between ${today.subtract({ days: 90 }).toString()}::date and ${today.add({ days: noticeDays[0] }).toString()}::date`,
        sql`(select state from fund_project_now where project_id = ${fundProject.id}) in ('active', 'suspended', 'completed')`,
      ),
    );
  for (const { id, number, dueOn, reference } of waiting) {
    const left = today.until(dueOn, { largestUnit: 'day' }).days;
    // Of the days passed over, the last one.
    const notice = left >= 0 ? noticeDays.findLast((days) => left <= days) : lateDays.findLast((days) => -left >= days);
    if (notice === undefined) continue;
    const what = left >= 0 ? 'coming' : 'late';
    const key = `fund.report:${id}:${what}:${notice}:${dueOn.toString()}`;
    await mailCity(act, await findReport(act, reference, String(number)), key, what);
  }
}

export const reportJobs: NonNullable<Module['jobs']> = {
  [reminders]: async (act) => void (await onceADay(act, reminders, remindReports)),
};

export const reportSchedule = [{ job: reminders, cron: '40 5 * * *' }];
