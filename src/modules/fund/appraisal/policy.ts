import { type Actor, hasRole, isStaff, type User } from '../../../kernel/actor.ts';

/** Experts, and those of the secretariat, may be asked for an opinion or for scores. */
export function mayBeAsked(actor: Actor): actor is User {
  return actor.kind === 'user' && (actor.role === 'expert' || isStaff(actor));
}

/** Whoever appraises a dossier does not write down what was decided of it. */
export function mayRecordAward(actor: Actor, appraisers: readonly (string | null)[]): boolean {
  return hasRole(actor, 'officer', 'direction', 'admin') && !(actor.kind === 'user' && appraisers.includes(actor.id));
}
