import { type Actor, actsFor, hasRole, isStaff } from '../../kernel/actor.ts';

/** Officers, the direction and administrators prepare events and their invitations. */
export function mayPrepare(actor: Actor): boolean {
  return hasRole(actor, 'officer', 'direction', 'admin');
}

/** Everyone of the secretariat sees what is being prepared. */
export function mayReadPreparation(actor: Actor): boolean {
  return isStaff(actor);
}

/** The direction signs a list of invitations, and answers for who is left out. */
export function maySignList(actor: Actor): boolean {
  return hasRole(actor, 'direction', 'admin');
}

/** Whoever works at the desk on the day: anyone of the secretariat who writes. */
export function mayReceive(actor: Actor): boolean {
  return hasRole(actor, 'editor', 'finance', 'officer', 'direction', 'admin');
}

/** Staff who prepare, and the city itself, say who comes on its behalf. */
export function mayNominate(actor: Actor, partyId: string): boolean {
  return mayPrepare(actor) || actsFor(actor, partyId);
}

/** The secretariat reads every delegation, a city its own. */
export function mayReadDelegation(actor: Actor, partyId: string): boolean {
  return isStaff(actor) || actsFor(actor, partyId);
}
