import type { Exclusion } from '../vocabulary.ts';

/** What is known of a party that could sit, on the day. */
export interface Candidate {
  membership: 'member' | 'associate' | 'honorary' | 'suspended' | 'none';
  isAssociation: boolean;
  head: { personId: string; standing: 'sitting' | 'unconfirmed' | 'ended' | 'not_yet' } | null;
  /** In a body of seats: whose seat it is, and what has become of it (R6). */
  seat: { personId: string; standing: 'held' | 'unconfirmed' | 'vacant' } | null;
  owes: boolean;
}

/** A party on the list of a sitting: entitled where `exclusion` is null. */
export interface Voter {
  partyId: string;
  personId: string | null;
  voices: number;
  exclusion: Exclusion | null;
}

/**
 * Whether a party may vote, and who does so for it: a member in good standing whose head is sitting for certain (R6), one
 * voice each; an associate or an honorary member speaks only (R9). The first reason that excludes is the one that is said.
 */
export function entitle(
  partyId: string,
  { membership, isAssociation, head, seat, owes }: Candidate,
  rule: { arrears: boolean; associationVoices: number },
): Voter {
  const exclusion = exclusionOf({ membership, head, seat, owes }, rule.arrears);
  const personId = seat ? seat.personId : (head?.personId ?? null);
  return { partyId, personId, voices: isAssociation ? rule.associationVoices : 1, exclusion };
}

function exclusionOf({ membership, head, seat, owes }: Omit<Candidate, 'isAssociation'>, arrears: boolean): Exclusion | null {
  if (membership !== 'member') return membership === 'none' ? 'not_member' : membership;
  if (seat?.standing === 'vacant') return 'vacant_seat';
  if (!head || head.standing === 'ended' || head.standing === 'not_yet') return 'no_mandate';
  if (head.standing === 'unconfirmed' || seat?.standing === 'unconfirmed') return 'unconfirmed';
  return arrears && owes ? 'arrears' : null;
}
