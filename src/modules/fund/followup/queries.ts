import { and, asc, desc, eq, ilike, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { mayReadFund } from '../policy.ts';
import { fundInstalment, fundProject } from '../projects/schema.ts';
import { isId } from '../money/ids.ts';
import { readMoneyOf } from '../money/recoveries/queries.ts';
import { fundSettlement } from '../money/recoveries/schema.ts';
import { listDue } from '../monitoring/schedule.ts';
import { type Followup, type FollowupKind, fundClosure, fundFollowup, fundFollowupEnd } from './schema.ts';

/** An entry with what became of it. */
export interface FollowupCase {
  entry: Followup;
  end: typeof fundFollowupEnd.$inferSelect | null;
  project: { reference: string; titleFr: string };
  isLate: boolean;
}

export interface FollowupFilter {
  kind?: FollowupKind | undefined;
  projectId?: string | undefined;
  words?: string | undefined;
  /** Risks and recommendations that have no end yet; of those, the ones whose day is over. */
  open?: 'open' | 'late' | undefined;
}

/** Entries of the follow-up, the latest first, a page of them; and how many there are. @throws Forbidden */
export async function listFollowups(
  act: Act,
  filter: FollowupFilter,
  { page, size }: { page: number; size: number },
): Promise<{ rows: FollowupCase[]; total: number }> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const today = dayOf(act.now);
  const pattern = filter.words && `%${filter.words.replace(/[\\%_]/g, '\\$&')}%`;
  const isOpen = and(isNull(fundFollowupEnd.followupId), sql`${fundFollowup.kind} in ('risk', 'recommendation')`);
  const open: Record<'open' | 'late', SQL | undefined> = { open: isOpen, late: and(isOpen, lt(fundFollowup.dueOn, today)) };
  const where = and(
    filter.kind ? eq(fundFollowup.kind, filter.kind) : undefined,
    filter.projectId ? eq(fundFollowup.projectId, filter.projectId) : undefined,
    pattern ? or(ilike(fundFollowup.title, pattern), ilike(fundFollowup.words, pattern), ilike(fundProject.titleFr, pattern)) : undefined,
    filter.open ? open[filter.open] : undefined,
  );
  const rows = await act.db
    .select({ entry: fundFollowup, end: fundFollowupEnd, project: { reference: fundProject.reference, titleFr: fundProject.titleFr } })
    .from(fundFollowup)
    .innerJoin(fundProject, eq(fundProject.id, fundFollowup.projectId))
    .leftJoin(fundFollowupEnd, eq(fundFollowupEnd.followupId, fundFollowup.id))
    .where(where)
    .orderBy(desc(fundFollowup.onDay), desc(fundFollowup.at), asc(fundFollowup.id))
    .limit(size)
    .offset((page - 1) * size);
  const [counted] = await act.db
    .select({ total: sql<number>`count(*)::int` })
    .from(fundFollowup)
    .innerJoin(fundProject, eq(fundProject.id, fundFollowup.projectId))
    .leftJoin(fundFollowupEnd, eq(fundFollowupEnd.followupId, fundFollowup.id))
    .where(where);
  const isLate = ({ entry, end }: { entry: Followup; end: unknown }) =>
    end === null && entry.dueOn !== null && Temporal.PlainDate.compare(entry.dueOn, today) < 0;
  return { rows: rows.map((row) => ({ ...row, isLate: isLate(row) })), total: counted!.total };
}

/** An entry of the follow-up of a project. Whoever calls has checked who asks. @throws Missing */
export async function findFollowup(db: Db, projectId: string, id: string): Promise<Followup> {
  const [found] = isId(id)
    ? await db
        .select()
        .from(fundFollowup)
        .where(and(eq(fundFollowup.id, id), eq(fundFollowup.projectId, projectId)))
    : [];
  if (!found) throw new Missing(`follow-up ${id}`);
  return found;
}

/** What must be so before a project is closed; `waivable`: the direction may let it be missing, with why. */
export interface ClosureCheck {
  what: 'completed' | 'reports' | 'settled' | 'payments' | 'owed' | 'justified' | 'recovered' | 'recommendations';
  isMet: boolean;
  waivable: boolean;
  /** How many, or how much, is missing. */
  count?: number;
  cents?: number;
}

/** Whether a project may be closed, line by line. Whoever calls has checked who asks. */
export async function checkClosure(db: Db, { id, state }: { id: string; state: string }): Promise<ClosureCheck[]> {
  const reports = await listDue(db, id);
  const missing = reports.filter((one) => one.state !== 'accepted').length;
  const money = await readMoneyOf(db, id);
  const settled = await db.$count(fundSettlement, eq(fundSettlement.projectId, id));
  const [advice] = await db
    .select({ open: sql<number>`count(*)::int` })
    .from(fundFollowup)
    .leftJoin(fundFollowupEnd, eq(fundFollowupEnd.followupId, fundFollowup.id))
    .where(and(eq(fundFollowup.projectId, id), eq(fundFollowup.kind, 'recommendation'), isNull(fundFollowupEnd.followupId)));
  const unpaid = await sumUnpaid(db, id);
  const owed = money.askedBackCents - money.refundedCents;
  return [
    { what: 'completed', isMet: state === 'completed' || state === 'closed', waivable: false },
    { what: 'reports', isMet: missing === 0, waivable: true, count: missing },
    { what: 'settled', isMet: settled > 0, waivable: false },
    { what: 'payments', isMet: money.onItsWayCents === 0, waivable: false, cents: money.onItsWayCents },
    { what: 'owed', isMet: unpaid === 0, waivable: false, cents: unpaid },
    { what: 'justified', isMet: money.openCents === 0, waivable: false, cents: money.openCents },
    { what: 'recovered', isMet: owed === 0, waivable: false, cents: owed },
    { what: 'recommendations', isMet: advice!.open === 0, waivable: true, count: advice!.open },
  ];
}

/** What instalments that were neither paid nor ended still owe a project, in cents. */
async function sumUnpaid(db: Db, projectId: string): Promise<number> {
  const [row] = await db
    .select({ cents: sql<number>`coalesce(sum(${fundInstalment.amountCents}), 0)::float8` })
    .from(fundInstalment)
    .where(
      and(
        eq(fundInstalment.projectId, projectId),
        sql`not exists (select from fund_instalment_end ended where ended.instalment_id = ${fundInstalment.id})`,
        sql`not exists (select from fund_payment payment join fund_payment_step step on step.payment_id = payment.id
          where payment.instalment_id = ${fundInstalment.id} and step.state = 'executed')`,
      ),
    );
  return row!.cents;
}

/** How a project was closed; null while it is not. */
export async function findClosure(db: Db, projectId: string): Promise<typeof fundClosure.$inferSelect | null> {
  const [found] = await db.select().from(fundClosure).where(eq(fundClosure.projectId, projectId));
  return found ?? null;
}
