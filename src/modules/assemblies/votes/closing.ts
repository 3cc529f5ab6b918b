import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { takeDecision } from '../decisions/take.ts';
import { resultNow } from '../journal/replay.ts';
import { inSitting, type Scene } from '../journal/scene.ts';
import type { VoteState } from '../journal/state.ts';
import { approveMinutes } from '../minutes/approve.ts';
import { mayHold } from '../policy.ts';
import { requireRecusalsSettled } from '../recusals/proposals.ts';
import { agendaItem, ballot, type Ballot, voteMark, voteResult } from '../schema.ts';
import { doneBy } from '../sittings/commands.ts';
import { findVote, voteOf } from './commands.ts';
import { openEnvelopes } from './marks.ts';
import { tally, type VoteResult, type Voices } from './rules.ts';
import { destroyUrn } from './urn.ts';

export const closingInput = z.object({
  /** What whoever chairs says of a tie. */
  casting: z
    .enum(['', 'for', 'against'])
    .optional()
    .transform((casting) => casting || null),
  /** The decision is left out of the record that the public reads. */
  confidential: z.literal('yes').optional(),
});
export type Closing = z.output<typeof closingInput>;

/**
 * Closes a vote: the envelopes of a secret one are opened all at once and destroyed, the ballots written without their voters,
 * the result kept. What is adopted is a decision, with its number.
 * @throws Forbidden, Missing; Refused where two tellers have not counted the same, or a tie waits for whoever chairs
 */
export async function closeVote(act: Act, slug: string, number: number, { casting, confidential }: Closing): Promise<VoteResult> {
  if (!mayHold(act.actor)) throw new Forbidden();
  const { id, itemId } = await findVote(act, slug, number);
  const result = await inSitting(act, { slug }, async (scene) => {
    const { act } = scene;
    await requireRecusalsSettled(scene, itemId);
    const found = voteOf(scene, id);
    const opened = found.method === 'secret' && !found.result && !found.isCancelled ? await openEnvelopes(scene, id) : null;
    const box = opened && tally(opened);
    const closing = { vote: id, box, casting };
    const result = resultNow(scene.state, closing)!;
    await scene.record({ kind: 'vote_closed', ...closing, result });
    const ballots = opened ? secretBallots(id, opened) : namedBallots(found);
    if (ballots.length > 0) await act.db.insert(ballot).values(ballots);
    await act.db.update(voteMark).set({ envelope: null }).where(eq(voteMark.voteId, id));
    await act.db.insert(voteResult).values({ voteId: id, result, ...doneBy(act) });
    await decide(scene, itemId, found, result, confidential !== 'yes');
    return result;
  });
  await destroyUrn(act.files, id);
  return result;
}

/**
 * Each voice a ballot of its own, so that a delegation with several is not seen by their number, in the order of identifiers
 * drawn at random: neither the rows nor their order on disk say who put them in, or when.
 */
export function secretBallots(voteId: string, opened: readonly Voices[]): Ballot[] {
  return opened
    .flatMap((one) => Object.entries(one).flatMap(([choice, voices]) => Array.from({ length: voices }, () => choice)))
    .map((choice) => ({ id: randomUUID(), voteId, partyId: null, choice, voices: 1 }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function namedBallots(found: VoteState): Ballot[] {
  return [...found.ballots].flatMap(([partyId, { says }]) =>
    Object.entries(says ?? {}).map(([choice, voices]) => ({ id: randomUUID(), voteId: found.id, partyId, choice, voices })),
  );
}

async function decide(scene: Scene, itemId: string, found: VoteState, { outcome, elected }: VoteResult, isPublic: boolean): Promise<void> {
  if (outcome !== 'adopted' && outcome !== 'elected') return;
  const [item] = await scene.act.db.select().from(agendaItem).where(eq(agendaItem.id, itemId));
  if (!item) throw new Missing(`item ${itemId}`);
  const winners = found.form.kind === 'election' ? found.form.candidates.filter(({ key }) => elected.includes(key)) : [];
  const decisionId = await takeDecision(scene, {
    item,
    voteId: found.id,
    isPublic,
    names: winners.map(({ label }) => label),
  });
  if (item.kind === 'minutes' && item.minutesOf) await approveMinutes(scene, item.minutesOf, decisionId);
}
