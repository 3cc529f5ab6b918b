import { type Actor, hasRole } from '../actor.ts';

/** Administrators invite to the team, change roles, deactivate. */
export function mayManageTeam(actor: Actor): boolean {
  return hasRole(actor, 'admin');
}

/** The direction and officers open and close the accounts of member cities too. */
export function mayManageCityAccounts(actor: Actor): boolean {
  return hasRole(actor, 'officer', 'direction', 'admin');
}
