import type { Progress } from '../plan.ts';

/** How far a job is. */
export interface Advance {
  step: 'reading' | 'writing';
  done: number;
  total: number;
  /** Of this step. */
  startedAt: number;
}

// In memory: what a transaction has written so far is seen by nobody else, and one process does everything.
const advances = new Map<string, Advance>();

/** Keeps how far the work on a run is while `work` lasts. */
export async function tellProgress<T>(runId: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  const progress: Progress = (step, done, total) => {
    const before = advances.get(runId);
    advances.set(runId, { step, done, total, startedAt: before?.step === step ? before.startedAt : performance.now() });
  };
  try {
    return await work(progress);
  } finally {
    advances.delete(runId);
  }
}

/** How far the work is; null where it has not begun. */
export function findAdvance(runId: string): Advance | null {
  return advances.get(runId) ?? null;
}

/** Minutes left at this pace, rounded down; null while the pace is not known. */
export function minutesLeft({ done, total, startedAt }: Advance): number | null {
  if (done === 0) return null;
  return Math.floor((((performance.now() - startedAt) / done) * (total - done)) / 60_000);
}
