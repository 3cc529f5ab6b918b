import { type Actor, actsFor } from '../../../kernel/actor.ts';
import { mayManageFund, maySignFundExceptions } from '../policy.ts';

/** Whoever follows projects adds photos and says who agreed, and so does the city of the project; both under a name. */
export function mayKeepPhotos(actor: Actor, leadId: string): boolean {
  return actor.kind === 'user' && (mayManageFund(actor) || actsFor(actor, leadId));
}

/** A paper that shows an agreement is erased before its photo by the direction alone. */
export function mayForgetPapers(actor: Actor): boolean {
  return actor.kind === 'user' && maySignFundExceptions(actor);
}

/** What the public sees is the secretariat's to choose. */
export function mayChoosePhotos(actor: Actor): boolean {
  return actor.kind === 'user' && mayManageFund(actor);
}
