import { type Actor, actorId, actsFor, hasRole } from '../../../kernel/actor.ts';

/** Whoever keeps the accounts: scales, calls, payments, reminders. */
export function mayKeepDues(actor: Actor): boolean {
  return hasRole(actor, 'finance', 'admin');
}

/** Those who keep them, those who follow the cities, and the direction read them. */
export function mayReadDues(actor: Actor): boolean {
  return hasRole(actor, 'finance', 'officer', 'direction', 'admin');
}

/** A city reads its own account, and no other. */
export function mayReadAccount(actor: Actor, partyId: string): boolean {
  return mayReadDues(actor) || actsFor(actor, partyId);
}

/** Whoever keeps the accounts proposes what the direction signs; the direction may propose it too, to another of its own. */
export function mayPropose(actor: Actor): boolean {
  return hasRole(actor, 'finance', 'direction', 'admin');
}

/** The direction signs waivers and large reversals; an administrator may in its place. */
export function maySignExceptions(actor: Actor): boolean {
  return hasRole(actor, 'direction', 'admin');
}

/** Nobody signs what they proposed, whatever their role. */
export function maySign(actor: Actor, proposedById: string): boolean {
  return maySignExceptions(actor) && (actorId(actor) ?? systemId) !== proposedById;
}

/** Beside what the system itself proposes, for want of an account. */
export const systemId = 'system';
