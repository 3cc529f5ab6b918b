import type { SittingSettings } from '../settings/rules.ts';
import type { RecusalOrigin, SittingMode, SittingStep, VoteMethod } from '../vocabulary.ts';
import type { Voter } from '../voters/rules.ts';
import type { VoteForm, VoteResult, Voices } from '../votes/rules.ts';

/**
 * What happens in a sitting, one entry each, as the journal keeps it. Parties, persons and files are named by their identifier: a
 * name that the register forgets is nowhere here. Nothing in an entry says what a secret ballot holds.
 */
export type Happening =
  | { kind: 'prepared'; mode: SittingMode; urgent: boolean }
  | { kind: 'step'; to: Exclude<SittingStep, 'open'> | 'open'; reason: string | null }
  | { kind: 'opened'; settings: SittingSettings; voters: Voter[] }
  | { kind: 'arrived'; party: string; remote: boolean }
  | { kind: 'left'; party: string }
  | { kind: 'proxy_given'; proxy: string; principal: string; holder: string; file: string }
  | { kind: 'proxy_revoked'; proxy: string; principal: string }
  | { kind: 'recused'; item: string; party: string; origin: RecusalOrigin; reason: string }
  /** `recusal_waived`: interests bind the party, and it takes part all the same. */
  | { kind: 'recusal_lifted' | 'recusal_waived'; item: string; party: string; reason: string }
  | { kind: 'item_moved'; item: string; to: number; reason: string | null }
  | { kind: 'item_withdrawn'; item: string; reason: string | null }
  /** A teller is an account. */
  | { kind: 'teller_named' | 'teller_removed'; teller: string }
  | { kind: 'vote_opened'; vote: string; item: string; method: VoteMethod; form: VoteForm }
  /** `says` is null in a secret vote. `by` is the holder of the proxy by which it was cast. */
  | { kind: 'ballot'; vote: string; party: string; by: string | null; says: Voices | null }
  | { kind: 'counted'; vote: string; teller: string; voices: Voices }
  | { kind: 'keyed'; vote: string; party: string; teller: string; says: Voices }
  /** `box` is what the envelopes of a secret vote held, all together. */
  | { kind: 'vote_closed'; vote: string; box: Voices | null; casting: 'for' | 'against' | null; result: VoteResult }
  | { kind: 'vote_cancelled'; vote: string; reason: string }
  | { kind: 'decided'; decision: string; code: string; item: string; vote: string | null }
  | { kind: 'decision_cancelled'; decision: string; code: string; reason: string }
  | { kind: 'seated'; vote: string; decision: string }
  /** Someone was erased: these entries lost a name, and what they became has these digests. */
  | { kind: 'erased'; entries: { number: number; digest: string }[] }
  | { kind: 'minutes_saved'; version: number }
  | { kind: 'minutes_approved'; version: number; by: string };

/** How many are there, and whether that is enough: what the journal keeps after each entry of an open sitting. */
export interface Quorum {
  entitled: number;
  present: number;
  represented: number;
  needed: number;
  isReached: boolean;
}
