import { isGrant } from '../proposal.ts';
import type { Outcome } from '../../vocabulary.ts';

/** A dossier of a call at a sitting: its score, and what was decided of it; null while nothing was. */
export interface Decided {
  dossierId: string;
  callId: string;
  score: number | null;
  outcome: Outcome | null;
}

/**
 * The dossiers whose outcome departs from the ranking of their call at a sitting: granted although a better one was not, or not
 * although a worse one was. What has no score has no rank.
 */
export function departures(all: readonly Decided[]): Set<string> {
  const ranked = all.filter((one): one is Decided & { score: number; outcome: Outcome } => one.score !== null && one.outcome !== null);
  const departs = ranked.filter((one) =>
    ranked.some((other) => {
      if (other.callId !== one.callId || isGrant(other.outcome) === isGrant(one.outcome)) return false;
      return isGrant(one.outcome) ? other.score > one.score : other.score < one.score;
    }),
  );
  return new Set(departs.map(({ dossierId }) => dossierId));
}
