import type { Act } from '../../kernel/act.ts';
import { actorId, actorName } from '../../kernel/actor.ts';
import { Forbidden } from '../../kernel/errors.ts';

/** What the columns of `doneBy` hold of a command: who, and when. */
export function signed(act: Act): { at: Temporal.Instant; byId: string | null; by: string } {
  return { at: act.now, byId: actorId(act.actor), by: actorName(act.actor) };
}

/** The same, of what only a person does. @throws Forbidden to the system and to visitors */
export function signedByPerson(act: Act): { at: Temporal.Instant; byId: string; by: string } {
  if (act.actor.kind !== 'user') throw new Forbidden();
  return { at: act.now, byId: act.actor.id, by: act.actor.name };
}
