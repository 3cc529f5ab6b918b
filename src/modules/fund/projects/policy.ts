import { type Actor, actsFor } from '../../../kernel/actor.ts';
import { mayKeepAccounts, mayManageFund, mayReadFund, maySignFundExceptions } from '../policy.ts';

/** The secretariat reads every project; a city its own. */
export function mayReadProject(actor: Actor, leadId: string): boolean {
  return mayReadFund(actor) || actsFor(actor, leadId);
}

/** The direction signs for the network, and waives what an instalment depends on. */
export function maySignForNetwork(actor: Actor): boolean {
  return actor.kind === 'user' && maySignFundExceptions(actor);
}

/** Where a city is paid is entered by who follows it or keeps the accounts; someone else of them confirms it. */
export function mayKeepBankAccounts(actor: Actor): boolean {
  return actor.kind === 'user' && (mayManageFund(actor) || mayKeepAccounts(actor));
}
