import { randomUUID } from 'node:crypto';
import { desc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { asKnownNow, listMandates } from '../../register/index.ts';
import { isId } from '../dues/ids.ts';
import { say } from '../messages.ts';
import { mayManageMembership, mayReadMembership } from '../policy.ts';
import { correctionProposal } from '../schema.ts';

export const correctionInput = z.object({ mandate: optionalText(36), proposal: requiredText(2000) });
export const settlementInput = z.object({ outcome: z.enum(['done', 'declined']), answer: optionalText(2000) });

export type Correction = typeof correctionProposal.$inferSelect;

/**
 * Says what is not right about one's own city: for the secretariat, who corrects the register. A mandate that it is about is one of
 * that city's.
 * @throws Forbidden to anyone but a city; Invalid for a mandate of another
 */
export async function proposeCorrection(act: Act, { mandate, proposal }: z.output<typeof correctionInput>): Promise<void> {
  const { actor } = act;
  if (actor.kind !== 'user' || actor.role !== 'city' || !actor.partyId) throw new Forbidden();
  const partyId = actor.partyId;
  await inTransaction(act, async (act) => {
    if (mandate !== null) {
      const at = await asKnownNow(act);
      const own = await listMandates(act.db, at, { partyIds: [partyId] });
      if (!own.some(({ factId }) => factId === mandate)) throw new Invalid({ mandate: say.later('correction.otherMandate') });
    }
    await act.db.insert(correctionProposal).values({
      id: randomUUID(),
      partyId,
      mandateFactId: mandate,
      proposal,
      at: act.now,
      byId: actorId(actor),
      by: actorName(actor),
    });
    await audit(act, { command: 'membership.proposeCorrection', subject: partyId });
  });
}

/** Says what came of a proposal: done, or not and why. @throws Forbidden, Missing, Refused when it is settled; Invalid without a why */
export async function settleCorrection(act: Act, id: string, { outcome, answer }: z.output<typeof settlementInput>): Promise<void> {
  if (!mayManageMembership(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const [row] = isId(id) ? await act.db.select().from(correctionProposal).where(eq(correctionProposal.id, id)).for('update') : [];
    if (!row) throw new Missing(`correction ${id}`);
    if (row.outcome !== null) throw new Refused(say.later('correction.settled'));
    if (outcome === 'declined' && answer === null) throw new Invalid({ answer: say.later('correction.answerMissing') });
    await act.db
      .update(correctionProposal)
      .set({ outcome, answer, settledAt: act.now, settledBy: actorName(act.actor) })
      .where(eq(correctionProposal.id, id));
    await audit(act, { command: 'membership.settleCorrection', subject: row.partyId, detail: { id, outcome } });
  });
}

/** What one city proposed, the latest first. The caller has checked who reads it. */
export function listCorrectionsOf(act: Act, partyId: string): Promise<Correction[]> {
  return act.db
    .select()
    .from(correctionProposal)
    .where(eq(correctionProposal.partyId, partyId))
    .orderBy(desc(correctionProposal.at))
    .limit(50);
}

/** What cities proposed and nobody has answered, the oldest first. @throws Forbidden */
export async function listOpenCorrections(act: Act): Promise<Correction[]> {
  if (!mayReadMembership(act.actor)) throw new Forbidden();
  return act.db.select().from(correctionProposal).where(isNull(correctionProposal.outcome)).orderBy(correctionProposal.at).limit(200);
}

/** One proposal. @throws Forbidden, Missing */
export async function getCorrection(act: Act, id: string): Promise<Correction> {
  if (!mayReadMembership(act.actor)) throw new Forbidden();
  const [row] = isId(id) ? await act.db.select().from(correctionProposal).where(eq(correctionProposal.id, id)) : [];
  if (!row) throw new Missing(`correction ${id}`);
  return row;
}
