import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Missing, Refused } from '../../../kernel/errors.ts';
import { requiredText } from '../../../kernel/http/fields.ts';
import { inItem } from '../agenda/commands.ts';
import { inSitting } from '../journal/scene.ts';
import { say } from '../messages.ts';
import { mayHold, maySignException } from '../policy.ts';
import { requireRecusalsSettled } from '../recusals/proposals.ts';
import { decision, decisionCancellation } from '../schema.ts';
import { doneBy } from '../sittings/commands.ts';
import { takeDecision } from './take.ts';

export const consensusInput = z.object({ confidential: z.literal('yes').optional() });

/** Writes down what nobody opposed, without a vote. @throws Forbidden, Missing; Refused without a quorum, or for an election */
export async function adoptWithoutVote(act: Act, slug: string, itemId: string, input: z.output<typeof consensusInput>): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inItem(act, slug, itemId, async (scene, item) => {
    if (item.kind !== 'decision') throw new Refused(say.later('decision.needsVote'));
    await requireRecusalsSettled(scene, item.id);
    await takeDecision(scene, { item, voteId: null, isPublic: input.confidential !== 'yes' });
  });
}

export const cancellationInput = z.object({ reason: requiredText(1000) });

/** Says that a decision no longer holds; it keeps its number and its words. @throws Forbidden, Missing, Refused */
export async function cancelDecision(act: Act, code: string, { reason }: z.output<typeof cancellationInput>): Promise<void> {
  if (!maySignException(act.actor)) throw new Forbidden();
  const [found] = await act.db.select().from(decision).where(eq(decision.code, code));
  if (!found) throw new Missing(`decision ${code}`);
  await inSitting(act, { id: found.sittingId }, async (scene) => {
    await scene.record({ kind: 'decision_cancelled', decision: found.id, code, reason });
    await scene.act.db.insert(decisionCancellation).values({ decisionId: found.id, reason, ...doneBy(scene.act) });
  });
}
