import { isRecused, type SittingState } from '../journal/state.ts';
import type { InterestKind } from '../vocabulary.ts';

/** A voter whom an interest binds to an item, and who is not kept out of it yet: for someone to confirm. */
export interface ProposedRecusal {
  partyId: string;
  kinds: InterestKind[];
}

/** The recusals that the interests declared on an item call for. */
export function proposedRecusals(
  state: SittingState,
  itemId: string,
  interests: readonly { partyId: string; kind: InterestKind }[],
): ProposedRecusal[] {
  const bound = Map.groupBy(
    interests.filter(({ partyId }) => state.voters.has(partyId) && !isRecused(state, itemId, partyId)),
    (one) => one.partyId,
  );
  return [...bound].map(([partyId, all]) => ({ partyId, kinds: [...new Set(all.map((one) => one.kind))] }));
}
