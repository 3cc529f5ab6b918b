import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import type { ReportState } from '../../vocabulary.ts';
import { fundEligibilityWaiver } from '../schema.ts';

export type Waiver = typeof fundEligibilityWaiver.$inferSelect;

/** A report of an earlier project that is due and not accepted; null: nothing was begun. */
export interface OverdueReport {
  reference: string;
  number: number;
  dueOn: Temporal.PlainDate;
  state: ReportState | null;
}

/** The reports that a party owed before the day and that are not accepted, the oldest first; a cancelled project owes none. */
export async function listOverdueReports(db: Db, partyId: string, on: Temporal.PlainDate): Promise<OverdueReport[]> {
  // Read from the tables: projects and their reports are built on calls, and not the other way round.
  const { rows } = await db.execute<{ reference: string; number: number; due_on: string; state: ReportState | null }>(sql`
    select project.reference, due.number, due.due_on::text as due_on, report.state
    from fund_report_due due
    join fund_project project on project.id = due.project_id
    join fund_report_now report on report.report_id = due.id
    join fund_project_now life on life.project_id = project.id
    where project.lead_id = ${partyId} and due.due_on < ${on.toString()}::date
      and report.state is distinct from 'accepted' and life.state <> 'cancelled'
    order by due.due_on, project.reference, due.number`);
  return rows.map(({ due_on, ...row }) => ({ ...row, dueOn: Temporal.PlainDate.from(due_on) }));
}

/** What lets a party apply to a call although accounts of it are missing; null where nothing does. */
export async function findWaiver(db: Db, callId: string, partyId: string): Promise<Waiver | null> {
  const [found] = await db
    .select()
    .from(fundEligibilityWaiver)
    .where(and(eq(fundEligibilityWaiver.callId, callId), eq(fundEligibilityWaiver.partyId, partyId)));
  return found ?? null;
}

/** The waivers of a call, the latest first. */
export async function listWaivers(db: Db, callId: string): Promise<Waiver[]> {
  return db.select().from(fundEligibilityWaiver).where(eq(fundEligibilityWaiver.callId, callId)).orderBy(desc(fundEligibilityWaiver.at));
}
