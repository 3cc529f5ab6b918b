import { neededOf, type SittingSettings } from '../settings/rules.ts';
import type { SittingMode, SittingStep, VoteMethod } from '../vocabulary.ts';
import type { Voter } from '../voters/rules.ts';
import { tally, type Turnout, type VoteForm, type VoteResult, type Voices } from '../votes/rules.ts';
import type { Quorum } from './entries.ts';

/** A sitting at one moment: what its journal says up to there. */
export interface SittingState {
  mode: SittingMode;
  urgent: boolean;
  step: SittingStep;
  /** Frozen at the opening, as the voters are; before it, what they would be today. */
  settings: SittingSettings;
  voters: Map<string, Voter>;
  present: Set<string>;
  /** By principal. */
  proxies: Map<string, { id: string; holder: string }>;
  /** By item, then by party. */
  recusals: Map<string, Map<string, { origin: string; reason: string }>>;
  /** By item, those of whom it was said that they take part. */
  waived: Map<string, Set<string>>;
  votes: Map<string, VoteState>;
  /** Items taken off the agenda. */
  withdrawn: Set<string>;
  /** Those that hold, each with its item. */
  decisions: Map<string, string>;
}

export interface VoteState {
  id: string;
  item: string;
  method: VoteMethod;
  form: VoteForm;
  /** Who has voted, who cast it for them, and what it says unless the vote is secret. */
  ballots: Map<string, { by: string | null; says: Voices | null }>;
  /** What each teller counted. */
  counts: Map<string, Voices>;
  /** By voter, what each of those who read the paper ballots typed. */
  keyed: Map<string, Map<string, Voices>>;
  result: VoteResult | null;
  isCancelled: boolean;
  /** Those elected have been given their seats. */
  isSeated: boolean;
}

/** Whether someone is on the list of voters and nothing excludes them. */
export function isEntitled(state: SittingState, party: string): boolean {
  return state.voters.get(party)?.exclusion === null;
}

/** In writing, everyone is there until the sitting ends. */
export function isPresent(state: SittingState, party: string): boolean {
  return state.mode === 'written' ? isEntitled(state, party) : state.present.has(party);
}

export function isRecused(state: SittingState, item: string, party: string): boolean {
  return state.recusals.get(item)?.has(party) ?? false;
}

/**
 * Who may vote in someone's name: themselves while they are there, else the holder of their proxy while that one is there, is
 * entitled and may take part in the item. Null: nobody. The item is left out for the sitting as a whole.
 */
export function casterFor(state: SittingState, party: string, item: string | null): string | null {
  const may = (one: string) => isEntitled(state, one) && !(item !== null && isRecused(state, item, one));
  if (!may(party)) return null;
  if (isPresent(state, party)) return party;
  const holder = state.proxies.get(party)?.holder;
  return holder !== undefined && isPresent(state, holder) && may(holder) ? holder : null;
}

/** The quorum now, for the sitting or for one item, where those who must stay out count on neither side. */
export function quorumOf(state: SittingState, item: string | null = null): Quorum {
  const entitled = [...state.voters.values()].filter(
    ({ partyId, exclusion }) => exclusion === null && !(item !== null && isRecused(state, item, partyId)),
  );
  const casters = entitled.map(({ partyId }) => [partyId, casterFor(state, partyId, item)] as const);
  const present = casters.filter(([party, caster]) => caster === party).length;
  const represented = casters.filter(([party, caster]) => caster !== null && caster !== party).length;
  const needed = neededOf(state.settings.quorum, entitled.length);
  const counted = present + (state.settings.quorumProxies ? represented : 0);
  return { entitled: entitled.length, present, represented, needed, isReached: counted >= needed };
}

/** Who could vote as a vote is closed: in writing, only those who did are there. */
export function turnoutOf(state: SittingState, vote: VoteState): Turnout {
  const entitled = [...state.voters.values()].filter(
    ({ partyId, exclusion }) => exclusion === null && !isRecused(state, vote.item, partyId),
  );
  const isThere = ({ partyId }: Voter) =>
    vote.ballots.has(partyId) || (state.mode !== 'written' && casterFor(state, partyId, vote.item) !== null);
  const there = entitled.filter(isThere);
  const voices = (voters: readonly Voter[]) => voters.reduce((sum, one) => sum + one.voices, 0);
  const { isReached } = quorumOf(state, vote.item);
  const hasQuorum = state.mode === 'written' ? there.length >= neededOf(state.settings.quorum, entitled.length) : isReached;
  return { hasQuorum, present: voices(there), entitled: voices(entitled) };
}

/** What the vote says so far; of a secret vote, what its envelopes held once they are open. */
export function voicesOf(vote: VoteState, box: Voices | null): Voices {
  if (vote.method === 'hands') return vote.counts.values().next().value ?? {};
  if (vote.method === 'secret') return box ?? {};
  return tally([...vote.ballots.values()].map(({ says }) => says ?? {}));
}
