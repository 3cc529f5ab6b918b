import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Act } from '../../../kernel/act.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Refused } from '../../../kernel/errors.ts';
import { requiredText } from '../../../kernel/http/fields.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { asKnownNow, indexParties } from '../../register/index.ts';
import { inItem } from '../agenda/commands.ts';
import type { Scene } from '../journal/scene.ts';
import { say } from '../messages.ts';
import { mayHold } from '../policy.ts';
import { itemInterest, recusal } from '../schema.ts';
import { doneBy } from '../sittings/commands.ts';
import { isOver } from '../sittings/rules.ts';
import { interestKinds, type RecusalOrigin } from '../vocabulary.ts';
import { removeLostMarks } from '../votes/marks.ts';
import { groundsInWords, listProposals } from './proposals.ts';

export const interestInput = z.object({
  party: requiredText(200),
  kind: z.enum(interestKinds),
  note: z.string().trim().max(500).optional(),
});

/**
 * Writes down what binds a party of the register to an item; whether whoever that concerns stays out is then for someone to say.
 * @throws Forbidden, Missing, Refused; Invalid
 */
export async function declareInterest(act: Act, slug: string, itemId: string, input: z.output<typeof interestInput>): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inItem(act, slug, itemId, async ({ act, sitting: found, state }, item) => {
    if (isOver(state.step)) throw new Refused(say.later('refusal.over'));
    const parties = await indexParties(act.db, await asKnownNow(act, dayOf(found.startsAt)));
    const party = parties.resolve(input.party);
    await act.db
      .insert(itemInterest)
      .values({ id: randomUUID(), itemId: item.id, partyId: party.id, kind: input.kind, note: input.note ?? '', ...doneBy(act) })
      .onConflictDoNothing();
    await audit(act, { command: 'sitting.interest', subject: slug, detail: { party: party.slug, kind: input.kind } });
  });
}

export const confirmationInput = z.object({ party: z.uuid() });

/** Keeps out of an item a party that its interests bind to it; they are the reason. @throws Forbidden, Missing; Refused where nothing binds it */
export async function confirmRecusal(act: Act, slug: string, itemId: string, { party }: z.output<typeof confirmationInput>): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inItem(act, slug, itemId, async (scene, item) => {
    const { proposals, parties } = await listProposals(scene, item.id);
    const found = proposals.find(({ partyId }) => partyId === party);
    if (!found) throw new Refused(say.later('recusal.notProposed'));
    await recuse(scene, item.id, { party, origin: 'computed', reason: groundsInWords(found.grounds, parties, 'fr') });
  });
}

export const recusalInput = z.object({
  party: z.uuid(),
  origin: z.enum(['declared', 'challenged']),
  reason: requiredText(1000),
});

/**
 * Keeps a party out of an item: its papers, its debate, its votes; what it had voted on it is taken away while the vote is open.
 * @throws Forbidden, Missing, Refused
 */
export async function recuseVoter(act: Act, slug: string, itemId: string, input: z.output<typeof recusalInput>): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inItem(act, slug, itemId, (scene, item) => recuse(scene, item.id, input));
}

/** Why a party takes part although something binds it, or was thought to. */
export const liftingInput = z.object({ party: z.uuid(), reason: requiredText(1000) });

/** Says that a party takes part in an item although interests bind it, with the reason. @throws Forbidden, Missing; Refused where nothing binds it */
export async function waiveRecusal(act: Act, slug: string, itemId: string, input: z.output<typeof liftingInput>): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inItem(act, slug, itemId, async (scene, item) => {
    const { proposals } = await listProposals(scene, item.id);
    if (!proposals.some(({ partyId }) => partyId === input.party)) throw new Refused(say.later('recusal.notProposed'));
    await scene.record({ kind: 'recusal_waived', item: item.id, ...input });
  });
}

/** Lets a party take part again, with a reason. @throws Forbidden, Missing, Refused */
export async function liftRecusal(act: Act, slug: string, itemId: string, input: z.output<typeof liftingInput>): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inItem(act, slug, itemId, async (scene, item) => {
    await scene.record({ kind: 'recusal_lifted', item: item.id, ...input });
    await scene.act.db
      .update(recusal)
      .set({ liftedAt: scene.act.now })
      .where(and(eq(recusal.itemId, item.id), eq(recusal.partyId, input.party), isNull(recusal.liftedAt)));
  });
}

async function recuse(
  scene: Scene,
  itemId: string,
  { party, origin, reason }: { party: string; origin: RecusalOrigin; reason: string },
): Promise<void> {
  const { act, state } = scene;
  const before = new Map([...state.votes.values()].map((vote) => [vote.id, new Set(vote.ballots.keys())]));
  await scene.record({ kind: 'recused', item: itemId, party, origin, reason });
  await removeLostMarks(scene, before);
  await act.db.insert(recusal).values({ id: randomUUID(), itemId, partyId: party, origin, reason, ...doneBy(act) });
}
