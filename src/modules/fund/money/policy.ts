import type { Actor } from '../../../kernel/actor.ts';
import { hasRole } from '../../../kernel/actor.ts';
import { mayKeepAccounts, mayManageFund, mayReadFund, maySignFundExceptions } from '../policy.ts';
import type { PaymentState } from './payments/schema.ts';

/** Whoever keeps or follows the accounts, and the direction, read them; nobody else of the secretariat needs to. */
export function mayReadMoney(actor: Actor): boolean {
  return mayReadFund(actor) && hasRole(actor, 'finance', 'officer', 'direction', 'admin');
}

/** A donor reads what became of its own money. */
export function mayReadDonor(actor: Actor, donorId: string): boolean {
  return mayReadMoney(actor) || isDonor(actor, donorId);
}

export function isDonor(actor: Actor, donorId: string): boolean {
  return actor.kind === 'user' && actor.role === 'donor' && actor.partyId === donorId;
}

/** Who keeps the accounts records donors' agreements, what is received, what each project is given, what is paid back. */
export const mayRecordMoney = mayKeepAccounts;

/** The direction, under a name, gives a project money that its donor meant for something else. */
export function mayDepart(actor: Actor): boolean {
  return actor.kind === 'user' && maySignFundExceptions(actor);
}

/** Which roles may bring a payment to each state; that nobody does two neighbouring steps is a rule of its own (`payments/rules.ts`). */
export function mayBring(actor: Actor, to: PaymentState): boolean {
  if (actor.kind !== 'user') return false;
  switch (to) {
    case 'requested':
    case 'returned':
      return mayManageFund(actor) || mayKeepAccounts(actor);
    case 'verified':
      return mayManageFund(actor);
    case 'approved':
      return maySignFundExceptions(actor);
    case 'ordered':
    case 'executed':
      return mayKeepAccounts(actor);
  }
}
