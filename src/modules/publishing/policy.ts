import { type Actor, actorId, hasRole, isStaff } from '../../kernel/actor.ts';

/** Editors, officers and administrators write texts; readers read the drafts. */
export function mayWrite(actor: Actor): boolean {
  return hasRole(actor, 'editor', 'officer', 'direction', 'admin');
}

/** Everyone signed in sees what is being written: the secretariat is a dozen people. */
export function mayReadDrafts(actor: Actor): boolean {
  return isStaff(actor);
}

/** Officers and administrators approve, publish, correct and withdraw. */
export function mayPublish(actor: Actor): boolean {
  return hasRole(actor, 'officer', 'direction', 'admin');
}

/**
 * Two people for each text: whoever had a hand in a text does not approve it.
 * An administrator alone may, with a written reason, which is kept (`needsReason`).
 */
export function mayApprove(actor: Actor, authorIds: readonly (string | null)[]): 'yes' | 'needsReason' | 'no' {
  if (!mayPublish(actor)) return 'no';
  if (!authorIds.includes(actorId(actor))) return 'yes';
  return hasRole(actor, 'admin') ? 'needsReason' : 'no';
}
