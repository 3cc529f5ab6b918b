import { type Actor, hasRole } from '../actor.ts';

/** Administrators and officers read the mails that went out, or wait. */
export function mayReadOutbox(actor: Actor): boolean {
  return hasRole(actor, 'admin', 'direction', 'officer');
}
