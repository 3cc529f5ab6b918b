import type { Actor } from '../../../kernel/actor.ts';
import { mayManageFund } from '../policy.ts';

/** Whoever follows projects reviews their reports, under a name; never the city. */
export function mayReviewReports(actor: Actor): boolean {
  return actor.kind === 'user' && mayManageFund(actor);
}
