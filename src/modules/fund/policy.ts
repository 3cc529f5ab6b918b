import { type Actor, hasRole, isStaff } from '../../kernel/actor.ts';

/** Everyone of the secretariat reads what was deposited and what became of it; a draft is its authors' alone. */
export function mayReadFund(actor: Actor): boolean {
  return isStaff(actor);
}

/** Officers, the direction and administrators keep calls, appraise dossiers, follow projects. */
export function mayManageFund(actor: Actor): boolean {
  return hasRole(actor, 'officer', 'direction', 'admin');
}

/** The direction signs what departs from a rule, and says what the rules are. */
export function maySignFundExceptions(actor: Actor): boolean {
  return hasRole(actor, 'direction', 'admin');
}

/** Who keeps the accounts orders and books payments. */
export function mayKeepAccounts(actor: Actor): boolean {
  return hasRole(actor, 'finance', 'admin');
}
