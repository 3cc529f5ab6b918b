import { type Actor, hasRole, isStaff } from '../../kernel/actor.ts';

/** Officers, the direction and administrators prepare and hold sittings. */
export function mayHold(actor: Actor): boolean {
  return hasRole(actor, 'officer', 'direction', 'admin');
}

/** The direction answers for what departs from a rule: a convening that is too late. */
export function maySignException(actor: Actor): boolean {
  return hasRole(actor, 'direction', 'admin');
}

/** Everyone of the secretariat reads sittings; a city reads those of its own bodies in its space. */
export function mayReadSittings(actor: Actor): boolean {
  return isStaff(actor);
}

/** Those who count: the tellers of the sitting, whatever else they are here, and nobody else. */
export function mayCount(actor: Actor, tellerIds: readonly string[]): boolean {
  return actor.kind === 'user' && isStaff(actor) && tellerIds.includes(actor.id);
}

/** What the register does not know of a body is set by the direction. */
export function maySetRules(actor: Actor): boolean {
  return hasRole(actor, 'direction', 'admin');
}
