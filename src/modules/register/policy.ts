import type { Actor } from '../../kernel/actor.ts';
import { hasRole } from '../../kernel/actor.ts';

/** Officers and administrators record facts; everyone reads them. */
export function mayRecord(actor: Actor): boolean {
  return hasRole(actor, 'officer', 'admin');
}
