import { defaultSettings } from '../settings/rules.ts';
import { resultOf, type VoteResult } from '../votes/rules.ts';
import type { Happening, Quorum } from './entries.ts';
import { quorumOf, type SittingState, turnoutOf, type VoteState, voicesOf } from './state.ts';

/** A sitting of which nothing is known yet. */
export function emptyState(): SittingState {
  return {
    mode: 'on_site',
    urgent: false,
    step: 'prepared',
    settings: defaultSettings,
    voters: new Map(),
    present: new Set(),
    proxies: new Map(),
    recusals: new Map(),
    waived: new Map(),
    votes: new Map(),
    withdrawn: new Set(),
    decisions: new Map(),
  };
}

/** Carries one entry into the state. It was accepted when it was written: nothing is judged again here. */
export function carry(state: SittingState, entry: Happening): void {
  switch (entry.kind) {
    case 'prepared':
      state.mode = entry.mode;
      state.urgent = entry.urgent;
      return;
    case 'step':
      state.step = entry.to;
      return;
    case 'opened':
      state.step = 'open';
      state.settings = entry.settings;
      state.voters = new Map(entry.voters.map((one) => [one.partyId, one]));
      return;
    case 'arrived':
      state.present.add(entry.party);
      return;
    case 'left':
      state.present.delete(entry.party);
      return;
    case 'proxy_given':
      state.proxies.set(entry.principal, { id: entry.proxy, holder: entry.holder });
      return;
    case 'proxy_revoked':
      state.proxies.delete(entry.principal);
      return;
    case 'recused':
      recuse(state, entry);
      return;
    case 'recusal_lifted':
    case 'recusal_waived':
      state.recusals.get(entry.item)?.delete(entry.party);
      state.waived.set(entry.item, (state.waived.get(entry.item) ?? new Set()).add(entry.party));
      return;
    case 'item_withdrawn':
      state.withdrawn.add(entry.item);
      return;
    case 'item_moved':
    case 'teller_named':
    case 'teller_removed':
    case 'erased':
      return;
    case 'decided':
      state.decisions.set(entry.decision, entry.item);
      return;
    case 'decision_cancelled':
      state.decisions.delete(entry.decision);
      return;
    case 'minutes_saved':
      if (state.step === 'closed') state.step = 'minuted';
      return;
    case 'minutes_approved':
      state.step = 'approved';
      return;
    default:
      carryVote(state, entry);
  }
}

/** The sitting told again from its journal. */
export function replay(entries: Iterable<Happening>): SittingState {
  const state = emptyState();
  for (const entry of entries) carry(state, entry);
  return state;
}

/** Where the journal no longer says what was recorded. */
export interface Difference {
  entry: number;
  what: 'quorum' | 'result';
  recorded: Quorum | VoteResult | null;
  recomputed: Quorum | VoteResult | null;
}

/** Tells a sitting again, and compares the quorum at each moment and each result with what was recorded then. */
export function compareReplay(entries: readonly { number: number; happening: Happening; after: Quorum | null }[]): Difference[] {
  const state = emptyState();
  const differences: Difference[] = [];
  for (const { number, happening, after } of entries) {
    if (happening.kind === 'vote_closed') {
      const recomputed = resultNow(state, happening);
      if (!isSame(recomputed, happening.result))
        differences.push({ entry: number, what: 'result', recorded: happening.result, recomputed });
    }
    carry(state, happening);
    const quorum = quorumAfter(state);
    if (!isSame(quorum, after)) differences.push({ entry: number, what: 'quorum', recorded: after, recomputed: quorum });
  }
  return differences;
}

/** The quorum that the journal keeps beside an entry: there is one once the voters are frozen. */
export function quorumAfter(state: SittingState): Quorum | null {
  return state.step === 'open' || state.step === 'suspended' ? quorumOf(state) : null;
}

/** What a vote decides, were it closed now. */
export function resultNow(
  state: SittingState,
  { vote: id, box, casting }: Pick<Extract<Happening, { kind: 'vote_closed' }>, 'vote' | 'box' | 'casting'>,
): VoteResult | null {
  const vote = state.votes.get(id);
  return vote ? resultOf(vote.form, voicesOf(vote, box), turnoutOf(state, vote), state.settings, casting) : null;
}

/** Whoever must stay out of an item has no ballot in its open votes, and neither has whoever they voted for as a holder. */
function recuse(state: SittingState, { item, party, origin, reason }: Extract<Happening, { kind: 'recused' }>): void {
  const known = state.recusals.get(item) ?? new Map<string, { origin: string; reason: string }>();
  state.recusals.set(item, known.set(party, { origin, reason }));
  state.waived.get(item)?.delete(party);
  for (const vote of state.votes.values()) {
    if (vote.item !== item || vote.result || vote.isCancelled) continue;
    for (const [voter, { by }] of vote.ballots) if (voter === party || by === party) vote.ballots.delete(voter);
    vote.keyed.delete(party);
  }
}

function carryVote(
  state: SittingState,
  entry: Extract<Happening, { kind: 'vote_opened' | 'ballot' | 'counted' | 'keyed' | 'vote_closed' | 'vote_cancelled' | 'seated' }>,
): void {
  if (entry.kind === 'vote_opened') {
    const { vote: id, item, method, form } = entry;
    const nothing = { ballots: new Map(), counts: new Map(), keyed: new Map(), result: null, isCancelled: false, isSeated: false };
    state.votes.set(id, { id, item, method, form, ...nothing });
    return;
  }
  const vote = state.votes.get(entry.vote);
  if (!vote) return;
  if (entry.kind === 'ballot') vote.ballots.set(entry.party, { by: entry.by, says: entry.says });
  if (entry.kind === 'counted') vote.counts.set(entry.teller, entry.voices);
  if (entry.kind === 'keyed') key(vote, entry);
  if (entry.kind === 'vote_closed') vote.result = entry.result;
  if (entry.kind === 'vote_cancelled') vote.isCancelled = true;
  if (entry.kind === 'seated') vote.isSeated = true;
}

/** A paper ballot counts once two people read the same on it. */
function key(vote: VoteState, { party, teller, says }: Extract<Happening, { kind: 'keyed' }>): void {
  const readings = (vote.keyed.get(party) ?? new Map<string, typeof says>()).set(teller, says);
  vote.keyed.set(party, readings);
  const agrees = [...readings].some(([other, theirs]) => other !== teller && isSame(theirs, says));
  if (agrees) vote.ballots.set(party, { by: null, says });
  else vote.ballots.delete(party);
}

/** Whether two plain values say the same, whatever the order of their names: a database gives names back in its own. */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => isSame((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]))
  );
}
