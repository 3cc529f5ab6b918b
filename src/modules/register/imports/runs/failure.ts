import { eq } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { Refused } from '../../../../kernel/errors.ts';
import { say } from '../messages.ts';
import { importRun } from '../schema.ts';
import { changeState } from './change-state.ts';

/** Where a run goes when the work on it stops, and what is said of a fault of ours. */
const stops = {
  previewing: { next: 'failed', fault: say.later('run.fault') },
  applying: { next: 'failed', fault: say.later('run.fault') },
  undoing: { next: 'applied', fault: say.later('undo.fault') },
} as const;

/**
 * Does the work on a run. Where it is refused, the run keeps the sentence. After a fault of ours it keeps a general one,
 * for nobody would wait for a work that will not end, and the fault goes on to the log; the queue tries again only where
 * not even the sentence could be kept.
 */
export async function keepFailure(act: Act, id: string, at: keyof typeof stops, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { next, fault } = stops[at];
    const sentence = error instanceof Refused ? error.sentence : fault;
    await inTransaction(act, async (act) => {
      const [run] = await act.db.select({ state: importRun.state }).from(importRun).where(eq(importRun.id, id)).for('update');
      if (run?.state === at) await changeState(act, id, next, { failure: { fr: sentence('fr'), en: sentence('en') } });
    });
    if (!(error instanceof Refused)) throw error;
  }
}
