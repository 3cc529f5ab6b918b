import type { Actor } from '../../kernel/actor.ts';
import { hasRole, isStaff } from '../../kernel/actor.ts';

/** The direction, officers and administrators record facts; everyone reads them. */
export function mayRecord(actor: Actor): boolean {
  return hasRole(actor, 'officer', 'direction', 'admin');
}

/** Everyone who works here reads who wrote what, and why. */
export function mayReadJournal(actor: Actor): boolean {
  return isStaff(actor);
}

/** What is personal is the secretariat's own: how people are reached, and what they were called before. */
export function mayReadFacts(actor: Actor, kind: string): boolean {
  return isStaff(actor) || (kind !== 'person_contact' && kind !== 'person_name');
}

/** Everyone of the secretariat reads who the persons are and how they are reached; nobody else does. */
export function mayReadPersons(actor: Actor): boolean {
  return isStaff(actor);
}

/** The direction or an administrator answers for what the register does by itself, and for how long it keeps what is personal. */
export function mayRule(actor: Actor): boolean {
  return hasRole(actor, 'direction', 'admin');
}

/** An erasure cannot be undone: the direction or an administrator answers for it. */
export function mayErase(actor: Actor): boolean {
  return hasRole(actor, 'direction', 'admin');
}
