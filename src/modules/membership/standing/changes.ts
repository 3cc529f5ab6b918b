import { randomUUID } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Missing, Refused } from '../../../kernel/errors.ts';
import { day, requiredText } from '../../../kernel/http/fields.ts';
import { asKnownNow, findParty, inRevision, listStatuses, type PartyRef, sourceFor } from '../../register/index.ts';
import { refuseFuture } from '../applications/life.ts';
import { say } from '../messages.ts';
import { mayManageMembership } from '../policy.ts';
import { membershipChange } from '../schema.ts';
import { membershipChanges } from '../vocabulary.ts';
import { getNetwork } from './network.ts';
import { findStanding } from './queries.ts';
import { recordStatus } from './record.ts';
import { canChange, statusAfter } from './rules.ts';

export const changeInput = z.object({
  change: z.enum(membershipChanges),
  from: day,
  /** Who decided it, and when: it is the source of the fact. */
  decision: requiredText(500),
  reason: requiredText(2000),
});

export type Change = typeof membershipChange.$inferSelect;

/**
 * Changes a membership: it is suspended, given back, left, taken away, given anew, or honoured. What it was stays in the
 * register up to that day, with its own source.
 * @throws Forbidden, Missing; Refused where the standing of that day has no such change; Invalid for a day to come
 */
export async function changeMembership(act: Act, slug: string, input: z.output<typeof changeInput>): Promise<void> {
  if (!mayManageMembership(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const { change, from, decision, reason } = input;
    refuseFuture(act, 'from', from);
    const at = await asKnownNow(act, from);
    const party = await findParty(act.db, slug, at);
    if (!party) throw new Missing(slug);
    const network = await getNetwork(act.db, at);
    const held = (await findStanding(act.db, at, [party.id])).get(party.id)!;
    if (!canChange(held, change)) throw new Refused((lang) => say.in(lang)('change.notNow', { why: held.why(lang) }));
    const statuses = await listStatuses(act.db, network.id, at, { partyIds: [party.id] });
    const after = statusAfter(change, statuses, held.status);
    const words = { party: party.name.fr, decision };
    const factId = await inRevision(
      act,
      { command: `membership ${change}`, reason: say.in('fr')(`register.change.${change}`, words) },
      async (rev) => {
        const sourceId = await sourceFor(rev, { title: decision, publisher: network.name.fr });
        return recordStatus(rev, { partyId: party.id, networkId: network.id, ...after, from, sourceId });
      },
    );
    await act.db.insert(membershipChange).values({
      id: randomUUID(),
      partyId: party.id,
      change,
      startsOn: from,
      decision,
      reason,
      factId,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
    await audit(act, { command: `membership.${change}`, subject: slug, detail: { from: from.toString(), decision, reason } });
  });
}

/** What changed a membership, the latest first. */
export function listChanges(act: Act, { id }: Pick<PartyRef, 'id'>): Promise<Change[]> {
  return act.db
    .select()
    .from(membershipChange)
    .where(eq(membershipChange.partyId, id))
    .orderBy(desc(membershipChange.startsOn), desc(membershipChange.at));
}

/** What may change in a membership today. */
export async function listPossibleChanges(act: Act, { id }: Pick<PartyRef, 'id'>): Promise<Change['change'][]> {
  const at = await asKnownNow(act);
  const held = (await findStanding(act.db, at, [id])).get(id)!;
  return membershipChanges.filter((change) => canChange(held, change));
}
