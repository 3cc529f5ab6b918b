import type { Act } from '../../kernel/act.ts';
import { actorId, actorName } from '../../kernel/actor.ts';

/** What the columns of `doneBy` hold of a command: who, and when. */
export function signed(act: Act): { at: Temporal.Instant; byId: string | null; by: string } {
  return { at: act.now, byId: actorId(act.actor), by: actorName(act.actor) };
}
