import { randomUUID } from 'node:crypto';
import { and, eq, max } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { inItem } from '../agenda/commands.ts';
import { ballotRefusal } from '../journal/rules.ts';
import { inSitting, type Scene } from '../journal/scene.ts';
import type { VoteState } from '../journal/state.ts';
import { say } from '../messages.ts';
import { mayCount, mayHold, mayReadSittings } from '../policy.ts';
import { requireRecusalsSettled } from '../recusals/proposals.ts';
import { sitting, sittingTeller, vote, voteMark } from '../schema.ts';
import { doneBy } from '../sittings/commands.ts';
import { type NewVoting, readForm } from './form.ts';
import { isBallot, type VoteForm, type Voices } from './rules.ts';
import { destroyUrn, makeUrn, readUrn, sealBallot } from './urn.ts';

/**
 * Opens a vote on an item: nobody votes before. A secret one gets its urn first.
 * @returns the number of the vote in its sitting
 * @throws Forbidden, Missing; Invalid; Refused without a quorum
 */
export async function openVote(act: Act, slug: string, itemId: string, input: NewVoting): Promise<number> {
  if (!mayHold(act.actor)) throw new Forbidden();
  const id = randomUUID();
  if (input.method === 'secret') await makeUrn(act.files, id);
  try {
    return await inItem(act, slug, itemId, async (scene, item) => {
      const { act } = scene;
      if (item.kind === 'information' || item.kind === 'debate') throw new Refused(say.later('vote.noVoteItem'));
      await requireRecusalsSettled(scene, item.id);
      const form = await readForm(act, item.kind === 'election', dayOf(act.now), input);
      await scene.record({ kind: 'vote_opened', vote: id, item: item.id, method: input.method, form });
      const [last] = await act.db
        .select({ number: max(vote.number) })
        .from(vote)
        .where(eq(vote.sittingId, scene.sitting.id));
      const number = (last?.number ?? 0) + 1;
      await act.db
        .insert(vote)
        .values({ id, sittingId: scene.sitting.id, itemId: item.id, number, method: input.method, form, ...doneBy(act) });
      return number;
    });
  } catch (error) {
    if (input.method === 'secret') await destroyUrn(act.files, id);
    throw error;
  }
}

/** One ballot, in one's own name (`by` null) or in that of whoever gave one's proxy. */
export interface NewBallot {
  voteId: string;
  party: string;
  by: string | null;
  /** What it says, or how to read it once the voices of the voter are known. */
  says: Voices | ((form: VoteForm, voices: number) => Voices);
}

/**
 * Puts a ballot in. The caller has made sure of who votes: the voter's own link, or whoever holds the sitting for a vote by name.
 * Sent twice, it is one ballot, the first.
 * @returns false where this voter had voted already
 * @throws Refused with the reason why this voter may not; Invalid where the ballot is none
 */
export async function castBallot(act: Act, sittingId: string, { voteId, party, by, says: said }: NewBallot): Promise<boolean> {
  return inSitting(
    act,
    { id: sittingId },
    async (scene) => {
      const found = voteOf(scene, voteId);
      const { act } = scene;
      if (await hasVoted(act, voteId, party)) return false;
      const refusal = found.result || found.isCancelled ? 'vote_closed' : ballotRefusal(scene.state, found, party, by);
      if (refusal) throw new Refused(say.later(`refusal.${refusal}`));
      const { voices } = scene.state.voters.get(party)!;
      const says = typeof said === 'function' ? said(found.form, voices) : said;
      if (!isBallot(found.form, says, voices)) throw new Invalid({ says: say.later('refusal.ballot_wrong') });
      const isSecret = found.method === 'secret';
      const key = isSecret ? await readUrn(act.files, voteId) : null;
      if (isSecret && !key) throw new Refused(say.later('vote.urnLost'));
      const entryNumber = await scene.record({ kind: 'ballot', vote: voteId, party, by, says: isSecret ? null : says });
      await act.db.insert(voteMark).values({
        voteId,
        sittingId,
        partyId: party,
        castBy: by,
        entryNumber,
        envelope: key && sealBallot(key, says),
      });
      return true;
    },
    // Whether this voter has voted is a row of its own: the ballots of the others need not be read again each time.
    { ballots: false },
  );
}

/** Writes down what a voter says aloud in a vote by name. @throws Forbidden, Missing, Refused, Invalid */
export async function recordCall(act: Act, slug: string, number: number, party: string, says: Voices): Promise<boolean> {
  const { sittingId, id, method } = await findCounted(act, slug, number);
  // A secret ballot that somebody else enters is none.
  if (method !== 'named') throw new Refused(say.later('refusal.vote_method'));
  const by = await inSitting(act, { id: sittingId }, async ({ state }) => {
    const holder = state.present.has(party) ? null : state.proxies.get(party)?.holder;
    return holder ?? null;
  });
  return castBallot(act, sittingId, { voteId: id, party, by, says });
}

/** What a teller counted of raised hands. @throws Forbidden to who is no teller of the sitting; Missing, Refused */
export async function recordCount(act: Act, slug: string, number: number, voices: Voices): Promise<void> {
  const { sittingId, id } = await findCounted(act, slug, number);
  await inSitting(act, { id: sittingId }, (scene) => scene.record({ kind: 'counted', vote: id, teller: tellerOf(act), voices }));
}

/** What a teller reads on the paper ballot of a voter; it counts once two tellers read the same. @throws Forbidden, Missing, Refused */
export async function keyPaper(act: Act, slug: string, number: number, party: string, says: Voices): Promise<void> {
  const { sittingId, id } = await findCounted(act, slug, number);
  await inSitting(act, { id: sittingId }, async (scene) => {
    const entryNumber = await scene.record({ kind: 'keyed', vote: id, party, teller: tellerOf(act), says });
    const isRead = voteOf(scene, id).ballots.has(party);
    const mark = and(eq(voteMark.voteId, id), eq(voteMark.partyId, party));
    await scene.act.db.delete(voteMark).where(mark);
    if (isRead)
      await scene.act.db.insert(voteMark).values({ voteId: id, sittingId, partyId: party, castBy: null, entryNumber, envelope: null });
  });
}

/** Gives a vote up, with a reason: it has no result, and its envelopes are destroyed unopened. @throws Forbidden, Missing, Refused */
export async function cancelVote(act: Act, slug: string, number: number, reason: string): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  const found = await findVote(act, slug, number);
  await inSitting(act, { id: found.sittingId }, async (scene) => {
    await scene.record({ kind: 'vote_cancelled', vote: found.id, reason });
    await scene.act.db.update(voteMark).set({ envelope: null }).where(eq(voteMark.voteId, found.id));
  });
  await destroyUrn(act.files, found.id);
}

/** A vote of a sitting by its number. @throws Missing */
export async function findVote(act: Act, slug: string, number: number): Promise<typeof vote.$inferSelect> {
  const [found] = await act.db
    .select({ vote })
    .from(vote)
    .innerJoin(sitting, eq(sitting.id, vote.sittingId))
    .where(and(eq(sitting.slug, slug), eq(vote.number, number)));
  if (!found) throw new Missing(`vote ${number}`);
  return found.vote;
}

/** The state of a vote. @throws Missing */
export function voteOf(scene: Scene, voteId: string): VoteState {
  const found = scene.state.votes.get(voteId);
  if (!found) throw new Missing(`vote ${voteId}`);
  return found;
}

async function findCounted(act: Act, slug: string, number: number): Promise<typeof vote.$inferSelect> {
  // Whoever does not work here is not told which votes there are.
  if (!mayReadSittings(act.actor)) throw new Forbidden();
  const found = await findVote(act, slug, number);
  const tellers = await act.db
    .select({ userId: sittingTeller.userId })
    .from(sittingTeller)
    .where(eq(sittingTeller.sittingId, found.sittingId));
  if (
    !mayCount(
      act.actor,
      tellers.map(({ userId }) => userId),
    )
  )
    throw new Forbidden();
  return found;
}

function tellerOf({ actor }: Act): string {
  if (actor.kind !== 'user') throw new Forbidden();
  return actor.id;
}

async function hasVoted(act: Act, voteId: string, partyId: string): Promise<boolean> {
  const marks = await act.db
    .select({ partyId: voteMark.partyId })
    .from(voteMark)
    .where(and(eq(voteMark.voteId, voteId), eq(voteMark.partyId, partyId)));
  return marks.length > 0;
}
