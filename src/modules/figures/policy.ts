import { hasRole, isStaff, type Actor } from '../../kernel/actor.ts';

/** Officers and editors write what a figure means, and publish it. */
export function mayDefine(actor: Actor): boolean {
  return hasRole(actor, 'officer', 'direction', 'editor', 'admin');
}

/** Who may define a figure may put their name to its value. */
export function mayFreeze(actor: Actor): boolean {
  return mayDefine(actor);
}

/** Published figures are public; what is being written is the secretariat's own. */
export function maySeeDrafts(actor: Actor): boolean {
  return isStaff(actor);
}

/** The sentences that may no longer be true are first the secretariat's own affair. */
export function maySeeDrift(actor: Actor): boolean {
  return isStaff(actor);
}
