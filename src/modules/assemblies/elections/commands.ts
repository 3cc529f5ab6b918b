import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Refused } from '../../../kernel/errors.ts';
import { day } from '../../../kernel/http/fields.ts';
import { formatDate } from '../../../kernel/i18n/format.ts';
import { endFact, factKinds, getComposition, inRevision, type Revision, recordFact, sourceFor } from '../../register/index.ts';
import { inSitting } from '../journal/scene.ts';
import { say } from '../messages.ts';
import { mayHold } from '../policy.ts';
import { decision, vote, voteResult } from '../schema.ts';
import { findVote } from '../votes/commands.ts';

export const seatingInput = z.object({ from: day });

/**
 * Gives those elected their seats in the register, from a day on, the decision being the source. Whoever had a seat in the
 * renewed body leaves it that day.
 * @throws Forbidden, Missing; Refused where nobody is elected, or where they have been seated
 */
export async function seatElected(act: Act, slug: string, number: number, { from }: z.output<typeof seatingInput>): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  const { id } = await findVote(act, slug, number);
  await inSitting(act, { slug }, async (scene) => {
    const [found] = await scene.act.db
      .select({ form: vote.form, result: voteResult.result, decision })
      .from(vote)
      .innerJoin(voteResult, eq(voteResult.voteId, vote.id))
      .innerJoin(decision, eq(decision.voteId, vote.id))
      .where(eq(vote.id, id));
    if (!found || found.form.kind !== 'election') throw new Refused(say.later('refusal.decision_not_adopted'));
    const { form, result, decision: taken } = found;
    await scene.record({ kind: 'seated', vote: id, decision: taken.id });
    await inRevision(scene.act, { command: 'assemblies.seat', reason: `Décision ${taken.code}` }, async (rev) => {
      const sourceId = await sourceFor(rev, { title: `Décision ${taken.code}, ${formatDate(from, 'fr')}`, url: null });
      await emptySeats(rev, form.bodyId, from, sourceId);
      for (const { seats } of form.candidates.filter(({ key }) => result.elected.includes(key))) {
        for (const { partyId, personId, function: role } of seats)
          await recordFact(rev, factKinds.seat, {
            from: { date: from, precision: 'day' },
            to: null,
            certainty: 'confirmed',
            sourceId,
            values: { bodyId: form.bodyId, partyId, personId, function: role as 'member' },
          });
      }
    });
  });
}

async function emptySeats(rev: Revision, bodyId: string, from: Temporal.PlainDate, sourceId: string): Promise<void> {
  const seats = await getComposition(rev.act.db, bodyId, { on: from, revision: rev.number });
  for (const { factId } of seats) await endFact(rev, factKinds.seat, factId, { to: { date: from, precision: 'day' }, sourceId });
}
