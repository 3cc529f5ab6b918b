import type { Actor } from '../../kernel/actor.ts';
import { hasRole, isStaff } from '../../kernel/actor.ts';

/** Officers and administrators record facts; everyone reads them. */
export function mayRecord(actor: Actor): boolean {
  return hasRole(actor, 'officer', 'admin');
}

/** Everyone who works here reads who wrote what, and why. */
export function mayReadJournal(actor: Actor): boolean {
  return isStaff(actor);
}
