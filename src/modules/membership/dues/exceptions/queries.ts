import { desc, eq, isNull, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { isId } from '../ids.ts';
import { mayReadDues } from '../policy.ts';
import { dueException, dueExceptionDecision, ledgerEntry } from '../schema.ts';

/** What was proposed, and what was decided of it. */
export interface ExceptionCase {
  exception: typeof dueException.$inferSelect;
  decision: typeof dueExceptionDecision.$inferSelect | null;
}

/** What waits for a signature, or was decided; the latest first. @throws Forbidden */
export async function listExceptions(
  act: Act,
  filter: { waiting: boolean; partyId?: string },
  { page, size }: { page: number; size: number },
): Promise<{ cases: ExceptionCase[]; total: number }> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  const where = sql`${filter.waiting ? isNull(dueExceptionDecision.exceptionId) : sql`true`} and ${filter.partyId ? eq(dueException.partyId, filter.partyId) : sql`true`}`;
  const cases = await act.db
    .select({ exception: dueException, decision: dueExceptionDecision })
    .from(dueException)
    .leftJoin(dueExceptionDecision, eq(dueExceptionDecision.exceptionId, dueException.id))
    .where(where)
    .orderBy(desc(dueException.proposedAt), desc(dueException.id))
    .limit(size)
    .offset((page - 1) * size);
  const [counted] = await act.db
    .select({ total: sql<number>`count(*)::int` })
    .from(dueException)
    .leftJoin(dueExceptionDecision, eq(dueExceptionDecision.exceptionId, dueException.id))
    .where(where);
  return { cases, total: counted!.total };
}

/** One of them, with the entry that it would reverse. @throws Forbidden, Missing */
export async function findException(act: Act, id: string): Promise<ExceptionCase & { entry: typeof ledgerEntry.$inferSelect | null }> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  const [found] = isId(id)
    ? await act.db
        .select({ exception: dueException, decision: dueExceptionDecision, entry: ledgerEntry })
        .from(dueException)
        .leftJoin(dueExceptionDecision, eq(dueExceptionDecision.exceptionId, dueException.id))
        .leftJoin(ledgerEntry, eq(ledgerEntry.id, dueException.entryId))
        .where(eq(dueException.id, id))
    : [];
  if (!found) throw new Missing(`exception ${id}`);
  return found;
}
