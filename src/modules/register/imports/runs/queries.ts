import { and, asc, count, desc, eq, gt } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { mayRecord } from '../../policy.ts';
import type { Outcome } from '../plan.ts';
import { importLine, importRun } from '../schema.ts';

export type Run = typeof importRun.$inferSelect;
export type RunLine = typeof importLine.$inferSelect;

/** The files that were brought, the latest first. */
export async function listRuns(act: Act, { page, size }: { page: number; size: number }): Promise<{ runs: Run[]; total: number }> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  const runs = await act.db
    .select()
    .from(importRun)
    .orderBy(desc(importRun.createdAt), desc(importRun.id))
    .limit(size)
    .offset((page - 1) * size);
  const [counted] = await act.db.select({ total: count() }).from(importRun);
  return { runs, total: counted!.total };
}

/** @throws Missing */
export async function getRun(act: Act, id: string): Promise<Run> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  const [run] = /^[0-9a-f-]{36}$/.test(id) ? await act.db.select().from(importRun).where(eq(importRun.id, id)) : [];
  if (!run) throw new Missing(`import ${id}`);
  return run;
}

/** Entries of the preview with one outcome, in the order of the file. */
export async function listLines(
  act: Act,
  runId: string,
  outcome: Outcome,
  { page, size }: { page: number; size: number },
): Promise<{ lines: RunLine[]; total: number }> {
  const of = and(eq(importLine.runId, runId), eq(importLine.outcome, outcome));
  const lines = await act.db
    .select()
    .from(importLine)
    .where(of)
    .orderBy(asc(importLine.position))
    .limit(size)
    .offset((page - 1) * size);
  const [counted] = await act.db.select({ total: count() }).from(importLine).where(of);
  return { lines, total: counted!.total };
}

const batch = 1_000;

/** All of them, a thousand at a time. */
export async function* readLines(act: Act, runId: string, outcome: Outcome): AsyncGenerator<RunLine> {
  for (let last = -1; ;) {
    const lines = await act.db
      .select()
      .from(importLine)
      .where(and(eq(importLine.runId, runId), eq(importLine.outcome, outcome), gt(importLine.position, last)))
      .orderBy(asc(importLine.position))
      .limit(batch);
    yield* lines;
    if (lines.length < batch) return;
    last = lines.at(-1)!.position;
  }
}
