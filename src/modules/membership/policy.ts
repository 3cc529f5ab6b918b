import { type Actor, hasRole, isStaff } from '../../kernel/actor.ts';

/** Everyone of the secretariat reads applications, their files, and what became of memberships. */
export function mayReadMembership(actor: Actor): boolean {
  return isStaff(actor);
}

/** Officers, the direction and administrators check files, ask for opinions, record what was decided. */
export function mayManageMembership(actor: Actor): boolean {
  return hasRole(actor, 'officer', 'direction', 'admin');
}

/** The direction signs what departs from a rule, and says what the rules are. */
export function maySignExceptions(actor: Actor): boolean {
  return hasRole(actor, 'direction', 'admin');
}
