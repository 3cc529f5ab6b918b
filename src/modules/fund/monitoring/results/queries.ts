import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import type { Count, Indicator, Result } from '../../applications/content/framework.ts';
import type { Project } from '../../projects/schema.ts';
import { readPromised } from '../queries.ts';
import { reachedOf } from '../rules.ts';
import { lastReportState } from '../schedule.ts';
import { fundReportActual, fundReportDue } from '../schema.ts';

/** What was reached of an indicator by the end of a report's period. */
export interface Reached extends Count {
  report: number;
  periodTo: Temporal.PlainDate;
  note: string;
}

/** An indicator with what was promised and what accepted reports say was reached. */
export interface IndicatorResult {
  indicator: Indicator;
  result: Result | null;
  /** The first report first. */
  reached: Reached[];
  /** The last target, and how much of the way to it was made, in hundredths of a percent. */
  target: (Count & { year: number }) | null;
  share: number | null;
}

/** The results of a project as its accepted reports give them, each indicator with its parts of women and men. Whoever calls has checked who asks. */
export async function listResults(db: Db, project: Pick<Project, 'id' | 'awardId'>): Promise<IndicatorResult[]> {
  const { framework } = await readPromised(db, project);
  const rows = await db
    .select({ actual: fundReportActual, report: fundReportDue.number, periodTo: fundReportDue.periodTo })
    .from(fundReportDue)
    .innerJoin(fundReportActual, eq(fundReportActual.reportId, fundReportDue.id))
    .where(
      and(
        eq(fundReportDue.projectId, project.id),
        sql`${lastReportState} = 'accepted'`,
        sql`${fundReportActual.version} = (select max(number) from fund_report_version where report_id = ${fundReportDue.id})`,
      ),
    )
    .orderBy(asc(fundReportDue.number));
  return framework.indicators.map((indicator) => {
    const reached = rows
      .filter(({ actual }) => actual.indicator === indicator.id)
      .map(({ actual: { total, women, men, note }, report, periodTo }) => ({ total, women, men, note, report, periodTo }));
    const target = indicator.targets.findLast(({ total }) => total !== null) ?? null;
    return {
      indicator,
      result: framework.results.find(({ id }) => id === indicator.resultId) ?? null,
      reached,
      target,
      share: reachedOf(indicator.baseline.total, target?.total ?? null, reached.at(-1)?.total ?? null),
    };
  });
}
