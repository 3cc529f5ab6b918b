import { type Actor, hasRole } from '../actor.ts';

/** Administrators invite, change roles, deactivate. */
export function mayManageTeam(actor: Actor): boolean {
  return hasRole(actor, 'admin');
}
