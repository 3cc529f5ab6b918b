import { canBecome, isOver, isUnderWay } from '../sittings/rules.ts';
import { countVoices, isBallot, isCount, isTied } from '../votes/rules.ts';
import type { Happening } from './entries.ts';
import { isSame } from './replay.ts';
import { casterFor, isEntitled, isPresent, isRecused, quorumOf, type SittingState, type VoteState, voicesOf } from './state.ts';

/** Why something cannot happen now: each has its sentence. */
export type Refusal =
  | 'step'
  | 'not_open'
  | 'not_convened'
  | 'no_voter'
  | 'already_present'
  | 'not_present'
  | 'proxy_written_mode'
  | 'proxy_self'
  | 'proxy_no_voter'
  | 'proxy_holder_no_voter'
  | 'proxy_twice'
  | 'proxy_of_proxy'
  | 'proxy_holds'
  | 'proxy_limit'
  | 'proxy_none'
  | 'recused_already'
  | 'recused_not'
  | 'over'
  | 'item_withdrawn'
  | 'item_voted'
  | 'teller_busy'
  | 'vote_unknown'
  | 'vote_closed'
  | 'vote_running'
  | 'vote_method'
  | 'vote_quorum'
  | 'ballot_recused'
  | 'ballot_absent'
  | 'ballot_holder'
  | 'ballot_excluded'
  | 'ballot_twice'
  | 'ballot_wrong'
  | 'count_wrong'
  | 'count_two'
  | 'count_differs'
  | 'keyed_unsure'
  | 'box'
  | 'tie'
  | 'decision_unknown'
  | 'decision_not_adopted'
  | 'seated_twice'
  | 'not_closed';

/** Whether something may happen in the sitting as it stands; null where nothing forbids it. Everything goes through here. */
export function refusalOf(state: SittingState, entry: Happening): Refusal | null {
  switch (entry.kind) {
    case 'prepared':
    case 'erased':
      return null;
    case 'step':
      return stepRefusal(state, entry.to);
    case 'opened':
      return canBecome(state.step, 'open') && state.step === 'convened' ? null : 'step';
    case 'arrived':
      return attendanceRefusal(state, entry.party) ?? (state.present.has(entry.party) ? 'already_present' : null);
    case 'left':
      return attendanceRefusal(state, entry.party) ?? (state.present.has(entry.party) ? null : 'not_present');
    case 'proxy_given':
      return proxyRefusal(state, entry);
    case 'proxy_revoked':
      return isUnderWay(state.step) ? (state.proxies.get(entry.principal)?.id === entry.proxy ? null : 'proxy_none') : 'not_convened';
    case 'recused':
    case 'recusal_lifted':
    case 'recusal_waived':
      return recusalRefusal(state, entry);
    case 'item_moved':
    case 'item_withdrawn':
      return agendaRefusal(state, entry);
    case 'teller_named':
      return isOver(state.step) ? 'over' : null;
    case 'teller_removed':
      return isOver(state.step) ? 'over' : [...state.votes.values()].some((vote) => isCounting(vote, entry.teller)) ? 'teller_busy' : null;
    case 'decided':
      return decisionRefusal(state, entry);
    case 'decision_cancelled':
      return state.decisions.has(entry.decision) ? null : 'decision_unknown';
    case 'seated':
      return seatingRefusal(state.votes.get(entry.vote));
    case 'minutes_saved':
      return state.step === 'closed' || state.step === 'minuted' ? null : 'not_closed';
    case 'minutes_approved':
      return canBecome(state.step, 'approved') ? null : 'not_closed';
    case 'vote_opened':
      return openingRefusal(state, entry);
    default:
      return voteRefusal(state, entry);
  }
}

/** Why a voter may not vote now, in person (`by` null) or through the holder of their proxy. */
export function ballotRefusal(state: SittingState, vote: VoteState, party: string, by: string | null): Refusal | null {
  if (!isEntitled(state, party)) return 'ballot_excluded';
  if (isRecused(state, vote.item, party) || (by !== null && isRecused(state, vote.item, by))) return 'ballot_recused';
  if (by === null && !isPresent(state, party)) return 'ballot_absent';
  // Nobody is the holder of their own proxy.
  if (by !== null && (by === party || casterFor(state, party, vote.item) !== by)) return 'ballot_holder';
  return vote.ballots.has(party) ? 'ballot_twice' : null;
}

function stepRefusal(state: SittingState, to: Extract<Happening, { kind: 'step' }>['to']): Refusal | null {
  if (to === 'open' && state.step !== 'suspended') return 'step';
  if (to === 'minuted' || to === 'approved' || !canBecome(state.step, to)) return 'step';
  const isEnding = to === 'closed' || to === 'suspended';
  return isEnding && [...state.votes.values()].some(isRunning) ? 'vote_running' : null;
}

function attendanceRefusal(state: SittingState, party: string): Refusal | null {
  if (!isUnderWay(state.step)) return 'not_convened';
  return state.voters.has(party) ? null : 'no_voter';
}

function proxyRefusal(state: SittingState, { principal, holder }: Extract<Happening, { kind: 'proxy_given' }>): Refusal | null {
  if (!isUnderWay(state.step)) return 'not_convened';
  if (state.mode === 'written') return 'proxy_written_mode';
  if (principal === holder) return 'proxy_self';
  if (!isEntitled(state, principal)) return 'proxy_no_voter';
  if (!isEntitled(state, holder)) return 'proxy_holder_no_voter';
  if (state.proxies.has(principal)) return 'proxy_twice';
  const held = (one: string) => [...state.proxies.values()].filter((proxy) => proxy.holder === one).length;
  if (state.proxies.has(holder)) return 'proxy_of_proxy';
  if (held(principal) > 0) return 'proxy_holds';
  return held(holder) >= state.settings.proxies ? 'proxy_limit' : null;
}

function recusalRefusal(
  state: SittingState,
  entry: Extract<Happening, { kind: 'recused' | 'recusal_lifted' | 'recusal_waived' }>,
): Refusal | null {
  if (isOver(state.step)) return 'over';
  if (state.step !== 'prepared' && !state.voters.has(entry.party)) return 'no_voter';
  if (state.withdrawn.has(entry.item)) return 'item_withdrawn';
  const isOut = isRecused(state, entry.item, entry.party);
  if (entry.kind !== 'recusal_lifted') return isOut ? 'recused_already' : null;
  // Whoever stayed out of a vote that has begun stays out of it: a quorum does not change under the feet of those who vote.
  if ([...state.votes.values()].some((vote) => vote.item === entry.item && isRunning(vote))) return 'vote_running';
  return isOut ? null : 'recused_not';
}

/** What was put to the vote, or decided, stays on the agenda. */
function agendaRefusal(state: SittingState, { kind, item }: Extract<Happening, { kind: 'item_moved' | 'item_withdrawn' }>): Refusal | null {
  if (isOver(state.step)) return 'over';
  if (state.withdrawn.has(item)) return 'item_withdrawn';
  if (kind === 'item_moved') return null;
  const votes = [...state.votes.values()].filter((vote) => vote.item === item);
  if (votes.some(isRunning)) return 'vote_running';
  return votes.some(({ result }) => result !== null) || [...state.decisions.values()].includes(item) ? 'item_voted' : null;
}

/** Whoever has counted hands or read paper in a vote that is open: their count would be nobody's. */
function isCounting(vote: VoteState, teller: string): boolean {
  return isRunning(vote) && (vote.counts.has(teller) || [...vote.keyed.values()].some((readings) => readings.has(teller)));
}

function decisionRefusal(state: SittingState, { vote: id, item }: Extract<Happening, { kind: 'decided' }>): Refusal | null {
  if (id === null) {
    if (state.step !== 'open') return 'not_open';
    if (state.withdrawn.has(item)) return 'item_withdrawn';
    return quorumOf(state).isReached ? null : 'vote_quorum';
  }
  const outcome = state.votes.get(id)?.result?.outcome;
  return outcome === 'adopted' || outcome === 'elected' ? null : 'decision_not_adopted';
}

function seatingRefusal(vote: VoteState | undefined): Refusal | null {
  if (vote?.result?.outcome !== 'elected') return 'decision_not_adopted';
  return vote.isSeated ? 'seated_twice' : null;
}

function openingRefusal(state: SittingState, entry: Extract<Happening, { kind: 'vote_opened' }>): Refusal | null {
  if (state.step !== 'open') return 'not_open';
  if (state.withdrawn.has(entry.item)) return 'item_withdrawn';
  if ([...state.votes.values()].some((vote) => vote.item === entry.item && isRunning(vote))) return 'vote_running';
  // In writing nobody raises a hand, and paper would have to come by post.
  if (state.mode === 'written' && (entry.method === 'hands' || entry.method === 'paper')) return 'vote_method';
  // Hands have no voices to split, and are not counted over several names.
  if (entry.method === 'hands' && entry.form.kind === 'election' && entry.form.byName && entry.form.seats > 1) return 'vote_method';
  return state.mode === 'written' || quorumOf(state, entry.item).isReached ? null : 'vote_quorum';
}

function voteRefusal(
  state: SittingState,
  entry: Extract<Happening, { kind: 'ballot' | 'counted' | 'keyed' | 'vote_closed' | 'vote_cancelled' }>,
): Refusal | null {
  const vote = state.votes.get(entry.vote);
  if (!vote) return 'vote_unknown';
  if (!isRunning(vote)) return 'vote_closed';
  if (entry.kind === 'vote_cancelled') return null;
  if (state.step !== 'open') return 'not_open';
  if (entry.kind === 'ballot') {
    if (vote.method !== 'named' && vote.method !== 'secret') return 'vote_method';
    if ((vote.method === 'secret') !== (entry.says === null)) return 'vote_method';
    const refusal = ballotRefusal(state, vote, entry.party, entry.by);
    if (refusal || entry.says === null) return refusal;
    return isBallot(vote.form, entry.says, state.voters.get(entry.party)!.voices) ? null : 'ballot_wrong';
  }
  if (entry.kind === 'counted') {
    if (vote.method !== 'hands') return 'vote_method';
    return isCount(vote.form, entry.voices, raisable(state, vote)) ? null : 'count_wrong';
  }
  if (entry.kind === 'keyed') return keyingRefusal(state, vote, entry);
  return closingRefusal(state, vote, entry);
}

function keyingRefusal(state: SittingState, vote: VoteState, { party, says }: Extract<Happening, { kind: 'keyed' }>): Refusal | null {
  if (vote.method !== 'paper') return 'vote_method';
  const caster = casterFor(state, party, vote.item);
  const refusal = ballotRefusal(state, vote, party, caster === party ? null : caster);
  // A ballot that two have read may be read again by a third: what they agree on counts.
  if (refusal && refusal !== 'ballot_twice') return refusal;
  return isBallot(vote.form, says, state.voters.get(party)!.voices, { onPaper: true }) ? null : 'ballot_wrong';
}

function closingRefusal(state: SittingState, vote: VoteState, entry: Extract<Happening, { kind: 'vote_closed' }>): Refusal | null {
  if (vote.method === 'hands') {
    const [first, ...others] = [...vote.counts.values()];
    if (!first || others.length === 0) return 'count_two';
    if (others.some((one) => !isSame(withoutZeros(one), withoutZeros(first)))) return 'count_differs';
    if (countVoices(first) > raisable(state, vote)) return 'count_wrong';
  }
  if (vote.method === 'paper' && [...vote.keyed.keys()].some((party) => !vote.ballots.has(party))) return 'keyed_unsure';
  if (vote.method === 'secret' && countVoices(entry.box ?? {}) !== ballotVoices(state, vote)) return 'box';
  const mustChoose = vote.form.kind === 'resolution' && state.settings.tie === 'chair' && isTied(voicesOf(vote, entry.box));
  return mustChoose !== (entry.casting !== null) ? 'tie' : null;
}

/** Voices that may be raised: of those there, and of those they represent. */
function raisable(state: SittingState, vote: VoteState): number {
  return [...state.voters.values()]
    .filter(({ partyId }) => casterFor(state, partyId, vote.item) !== null)
    .reduce((sum, { voices }) => sum + voices, 0);
}

/** Voices of those who have voted. */
function ballotVoices(state: SittingState, vote: VoteState): number {
  return [...vote.ballots.keys()].reduce((sum, party) => sum + (state.voters.get(party)?.voices ?? 0), 0);
}

function isRunning(vote: VoteState): boolean {
  return vote.result === null && !vote.isCancelled;
}

function withoutZeros(voices: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(voices).filter(([, count]) => count > 0));
}
