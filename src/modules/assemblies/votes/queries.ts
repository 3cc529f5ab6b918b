import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { findAnswerLink } from '../../../kernel/answers/links.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { findPartiesById, type PartyRef, revisionAt } from '../../register/index.ts';
import type { Refusal } from '../journal/rules.ts';
import { ballotRefusal } from '../journal/rules.ts';
import { readState } from '../journal/scene.ts';
import { isEntitled, isPresent, isRecused, type SittingState, type VoteState } from '../journal/state.ts';
import { mayReadSittings } from '../policy.ts';
import { agendaItem, ballot, sitting, sittingEntry, vote, voteMark, type AgendaItem, type Ballot, type Sitting } from '../schema.ts';
import { isOver } from '../sittings/rules.ts';
import { voterLink } from './links.ts';

/** A vote as one voter may see it: their own ballot to cast, or that of whoever gave them their proxy. */
export interface VoterBallot {
  vote: VoteState;
  number: number;
  item: AgendaItem;
  /** In whose name; the voter's own where it is their own party. */
  party: PartyRef;
  voices: number;
  /** Why it cannot be cast now; null where it can. */
  refusal: Refusal | null;
  /** What proves that it was received: the beginning of the digest of its entry in the journal. Says nothing of the choice. */
  receipt: string | null;
}

/** What a voter finds behind their link. */
export interface VoterPage {
  sitting: Sitting;
  party: PartyRef;
  state: SittingState;
  isOver: boolean;
  isPresent: boolean;
  isEntitled: boolean;
  ballots: VoterBallot[];
}

/**
 * What someone may do by the link that they were sent. An item from which they must stay out is not there at all.
 * @throws Missing where the link is none
 */
export async function readVoterPage(act: Act, token: string): Promise<VoterPage> {
  const link = await findAnswerLink(act, voterLink.purpose, token);
  if (!link) throw new Missing('link');
  const { sittingId, partyId } = voterLink.read(link.subject);
  const [found] = await act.db.select().from(sitting).where(eq(sitting.id, sittingId));
  if (!found) throw new Missing('sitting');
  // Whose ballots are in is said by the marks of those whom this voter votes for.
  const state = await readState(act, found, { ballots: false });
  const holding = [...state.proxies].filter(([, { holder }]) => holder === partyId).map(([principal]) => principal);
  const names = await findPartiesById(act.db, [partyId, ...holding], {
    on: dayOf(found.startsAt),
    revision: await revisionAt(act.db, null),
  });
  const party = names.get(partyId);
  if (!party) throw new Missing('party');
  return {
    sitting: found,
    party,
    state,
    isOver: link.state !== 'open' || isOver(state.step),
    isPresent: isPresent(state, partyId),
    isEntitled: isEntitled(state, partyId),
    ballots: await listVoterBallots(
      act,
      state,
      partyId,
      [partyId, ...holding].map((id) => names.get(id)!),
    ),
  };
}

/** The ballots of a closed vote, for whoever may see them: by name, or without any for a secret one. @throws Forbidden */
export async function listBallots(act: Act, voteId: string): Promise<Ballot[]> {
  if (!mayReadSittings(act.actor)) throw new Forbidden();
  return act.db.select().from(ballot).where(eq(ballot.voteId, voteId)).orderBy(asc(ballot.id));
}

async function listVoterBallots(act: Act, state: SittingState, voter: string, parties: readonly PartyRef[]): Promise<VoterBallot[]> {
  // Hands are raised in the room and paper is handed in.
  const votes = [...state.votes.values()].filter(
    ({ method, item, isCancelled }) => (method === 'named' || method === 'secret') && !isCancelled && !isRecused(state, item, voter),
  );
  if (votes.length === 0) return [];
  const ids = votes.map(({ id }) => id);
  const rows = await act.db
    .select({ id: vote.id, number: vote.number, item: agendaItem })
    .from(vote)
    .innerJoin(agendaItem, eq(agendaItem.id, vote.itemId))
    .where(inArray(vote.id, ids));
  const marks = await act.db
    .select({ voteId: voteMark.voteId, partyId: voteMark.partyId, castBy: voteMark.castBy, digest: sittingEntry.digest })
    .from(voteMark)
    .innerJoin(sittingEntry, and(eq(sittingEntry.sittingId, voteMark.sittingId), eq(sittingEntry.number, voteMark.entryNumber)))
    .where(
      and(
        inArray(voteMark.voteId, ids),
        inArray(
          voteMark.partyId,
          parties.map(({ id }) => id),
        ),
      ),
    );
  return votes.toReversed().flatMap((one) => {
    const row = rows.find(({ id }) => id === one.id)!;
    return parties.flatMap((party): VoterBallot[] => {
      const mark = marks.find(({ voteId, partyId }) => voteId === one.id && partyId === party.id);
      const by = party.id === voter ? null : voter;
      const closed = one.result ? 'vote_closed' : state.step === 'open' ? null : 'not_open';
      const refusal = closed ?? ballotRefusal(state, one, party.id, by);
      // Somebody's own ballot is not shown to the holder of a proxy that does not count.
      if (by !== null && refusal !== null && mark?.castBy !== voter) return [];
      const receipt = mark ? mark.digest.slice(0, 12) : null;
      return [{ vote: one, number: row.number, item: row.item, party, voices: state.voters.get(party.id)?.voices ?? 1, refusal, receipt }];
    });
  });
}
