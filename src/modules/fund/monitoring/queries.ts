import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../register/index.ts';
import type { DossierContent } from '../applications/content/read.ts';
import { emptyRead } from '../applications/content/read.ts';
import { fundDossierVersion } from '../applications/schema.ts';
import { mayReadFund } from '../policy.ts';
import { findOwnProject, findProject, type ProjectCase } from '../projects/queries.ts';
import { fundAward, fundProject, type Project } from '../projects/schema.ts';
import type { ReportState } from '../vocabulary.ts';
import { emptyContent, type ReportContent } from './reports/content.ts';
import { isWritten } from './rules.ts';
import { isStillWritten, lastReportState } from './schedule.ts';
import {
  type Expense,
  fundExpense,
  fundReportDraft,
  fundReportDue,
  fundReportMove,
  fundReportStep,
  fundReportVersion,
  type ReportDue,
  type ReportStep,
  type ReportVersion,
} from './schema.ts';

/** What of the dossier that was granted a report is written against. */
export type Promised = Pick<DossierContent, 'framework' | 'budget'>;

/** A report with all that was written, handed in and said of it. */
export interface ReportCase {
  found: ProjectCase;
  due: ReportDue;
  state: ReportState | null;
  steps: ReportStep[];
  moves: (typeof fundReportMove.$inferSelect)[];
  /** What it says now: the draft while it is written, else what was handed in last. */
  content: ReportContent;
  /** Grows with each save. */
  draftNumber: number;
  versions: ReportVersion[];
  /** Those withdrawn aside, the first spent first. */
  expenses: Expense[];
  promised: Promised;
  isWritten: boolean;
  isLate: boolean;
}

/** A report for the secretariat. @throws Forbidden, Missing */
export async function findReport(act: Act, reference: string, number: string): Promise<ReportCase> {
  return readReport(act, await findProject(act, reference), number);
}

/** A report of the city of whoever asks. @throws Forbidden; Missing where it is another's */
export async function findOwnReport(act: Act, reference: string, number: string): Promise<ReportCase> {
  return readReport(act, await findOwnProject(act, reference), number);
}

async function readReport(act: Act, found: ProjectCase, number: string): Promise<ReportCase> {
  const { db } = act;
  const [row] = await db
    .select({ due: fundReportDue, state: lastReportState })
    .from(fundReportDue)
    .where(
      and(eq(fundReportDue.projectId, found.project.id), eq(fundReportDue.number, /^[1-9]\d{0,3}$/.test(number) ? Number(number) : 0)),
    );
  if (!row) throw new Missing(`report ${number} of ${found.project.reference}`);
  const { due, state } = row;
  const steps = await db.select().from(fundReportStep).where(eq(fundReportStep.reportId, due.id)).orderBy(asc(fundReportStep.number));
  const [draft] = await db.select().from(fundReportDraft).where(eq(fundReportDraft.reportId, due.id));
  const versions = await db
    .select()
    .from(fundReportVersion)
    .where(eq(fundReportVersion.reportId, due.id))
    .orderBy(asc(fundReportVersion.number));
  const moves = await db.select().from(fundReportMove).where(eq(fundReportMove.reportId, due.id)).orderBy(desc(fundReportMove.number));
  const last = versions.at(-1);
  const written = isWritten(state);
  return {
    found,
    due,
    state,
    steps,
    moves,
    versions,
    content: (written ? draft?.content : undefined) ?? last?.content ?? draft?.content ?? emptyContent,
    draftNumber: draft?.number ?? 0,
    expenses: await listExpenses(db, due.id),
    promised: await readPromised(db, found.project),
    isWritten: written,
    isLate: isLate(due, state, dayOf(act.now)),
  };
}

/** Whether a report should have been handed in before the day. */
export function isLate({ dueOn }: ReportDue, state: ReportState | null, on: Temporal.PlainDate): boolean {
  return isWritten(state) && Temporal.PlainDate.compare(dueOn, on) < 0;
}

/** The expenses of a report, those withdrawn aside. Whoever calls has checked who asks. */
export function listExpenses(db: Db, reportId: string): Promise<Expense[]> {
  return db
    .select()
    .from(fundExpense)
    .where(and(eq(fundExpense.reportId, reportId), isNull(fundExpense.withdrawnAt)))
    .orderBy(asc(fundExpense.spentOn), asc(fundExpense.at), asc(fundExpense.id));
}

/** The results and the budget that were granted. */
export async function readPromised(db: Db, project: Pick<Project, 'awardId'>): Promise<Promised> {
  const [row] = await db
    .select({ content: fundDossierVersion.content })
    .from(fundAward)
    .innerJoin(
      fundDossierVersion,
      and(eq(fundDossierVersion.dossierId, fundAward.dossierId), eq(fundDossierVersion.number, fundAward.version)),
    )
    .where(eq(fundAward.id, project.awardId));
  return { ...emptyRead(), ...(row!.content as Partial<Promised>) };
}

/** A report in a list. */
export interface ReportRow {
  due: ReportDue;
  state: ReportState | null;
  project: Pick<Project, 'reference' | 'titleFr' | 'leadId'>;
  lead: PartyRef | undefined;
  isLate: boolean;
}

/** What a list of reports is narrowed to: those to review, those that are late, those to come, those accepted. */
export const reportFilters = ['review', 'late', 'coming', 'accepted', 'all'] as const;
export type ReportFilter = (typeof reportFilters)[number];

export const reportSorts = ['due', 'project'] as const;
export type ReportSort = (typeof reportSorts)[number];

/** The reports of every project that is not cancelled, a page of them, and how many there are. @throws Forbidden */
export async function listReports(
  act: Act,
  filter: ReportFilter,
  { sort, page, size }: { sort: { key: ReportSort; direction: 'ascending' | 'descending' }; page: number; size: number },
): Promise<{ rows: ReportRow[]; total: number }> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const today = dayOf(act.now);
  const past = sql`${fundReportDue.dueOn} < ${today.toString()}::date`;
  const wheres: Record<ReportFilter, SQL | undefined> = {
    review: sql`${lastReportState} = 'submitted'`,
    late: sql`${isStillWritten} and ${past}`,
    coming: sql`${isStillWritten} and not ${past}`,
    accepted: sql`${lastReportState} = 'accepted'`,
    all: undefined,
  };
  const where = and(sql`(select state from fund_project_now where project_id = ${fundProject.id}) <> 'cancelled'`, wheres[filter]);
  const order = sort.direction === 'descending' ? desc : asc;
  const column = sort.key === 'due' ? fundReportDue.dueOn : fundProject.reference;
  const from = act.db
    .select({
      due: fundReportDue,
      state: lastReportState,
      project: { reference: fundProject.reference, titleFr: fundProject.titleFr, leadId: fundProject.leadId },
    })
    .from(fundReportDue)
    .innerJoin(fundProject, eq(fundProject.id, fundReportDue.projectId));
  const found = await from
    .where(where)
    .orderBy(order(column), asc(fundProject.reference), asc(fundReportDue.number))
    .limit(size)
    .offset((page - 1) * size);
  const [counted] = await act.db
    .select({ total: sql<number>`count(*)::int` })
    .from(fundReportDue)
    .innerJoin(fundProject, eq(fundProject.id, fundReportDue.projectId))
    .where(where);
  const parties = await findPartiesById(act.db, [...new Set(found.map(({ project }) => project.leadId))], await asKnownNow(act));
  return {
    rows: found.map((row) => ({ ...row, lead: parties.get(row.project.leadId), isLate: isLate(row.due, row.state, today) })),
    total: counted!.total,
  };
}
