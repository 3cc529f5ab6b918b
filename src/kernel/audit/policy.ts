import { type Actor, hasRole } from '../actor.ts';

/** Administrators read who did what. */
export function mayReadAudit(actor: Actor): boolean {
  return hasRole(actor, 'admin');
}
