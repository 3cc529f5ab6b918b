import { eq, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Refused } from '../../../../kernel/errors.ts';
import { say } from '../messages.ts';
import { importRun } from '../schema.ts';
import type { Run } from './queries.ts';
import { isAtWork, mayBecome, type RunState } from './state.ts';

/** After this long, a work that says nothing is taken for dead, and may be begun again. */
const patience = { minutes: 30 };

/**
 * Moves a run to another state, if its life allows it and nobody moved it in between.
 * @throws Refused
 */
export async function changeState(act: Act, id: string, next: RunState, values: Partial<typeof importRun.$inferInsert>): Promise<Run> {
  const [run] = await act.db.select().from(importRun).where(eq(importRun.id, id)).for('update');
  const stuck =
    run &&
    isAtWork(run.state) &&
    next === 'previewing' &&
    run.revision === null &&
    Temporal.Duration.compare(run.changedAt.until(act.now), patience) > 0;
  if (!run || (!mayBecome(run.state, next) && !stuck)) throw new Refused(say.later('run.moved'));
  const [changed] = await act.db
    .update(importRun)
    .set({ ...values, state: next, changedAt: sql`greatest(${importRun.changedAt}, ${act.now.toString()}::timestamptz)` })
    .where(eq(importRun.id, id))
    .returning();
  return changed!;
}
