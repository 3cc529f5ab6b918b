import { randomUUID } from 'node:crypto';
import { and, eq, max } from 'drizzle-orm';
import { z } from 'zod';
import type { Act } from '../../../kernel/act.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { keepFile, type ReceivedFile } from '../../../kernel/files/index.ts';
import { day, optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { inSitting, type Scene } from '../journal/scene.ts';
import { say } from '../messages.ts';
import { mayHold } from '../policy.ts';
import { agendaItem, itemPaper, sitting, type AgendaItem } from '../schema.ts';
import { doneBy } from '../sittings/commands.ts';
import { isOver } from '../sittings/rules.ts';
import { itemKinds } from '../vocabulary.ts';

export const itemInput = z.object({
  kind: z.enum(itemKinds),
  titleFr: requiredText(300),
  titleEn: optionalText(300),
  proposalFr: z.string().trim().max(10_000).optional(),
  proposalEn: optionalText(10_000),
  /** The address of the sitting whose minutes are to be approved. */
  minutesOf: optionalText(200),
});
export type NewItem = z.output<typeof itemInput>;

/**
 * Puts an item at the end of the agenda, until the sitting is over.
 * @throws Forbidden, Missing; Invalid where a decision has no words, or where the minutes are of no earlier sitting of the body; Refused
 */
export async function addItem(act: Act, slug: string, input: NewItem): Promise<string> {
  if (!mayHold(act.actor)) throw new Forbidden();
  return inSitting(act, { slug }, async ({ act, sitting: found, state }) => {
    if (isOver(state.step)) throw new Refused(say.later('refusal.over'));
    if (input.kind === 'decision' && !input.proposalFr) throw new Invalid({ proposalFr: say.later('item.noProposal') });
    const minutesOf = input.kind === 'minutes' ? await findEarlier(act, found, input.minutesOf) : null;
    const [last] = await act.db
      .select({ position: max(agendaItem.position) })
      .from(agendaItem)
      .where(eq(agendaItem.sittingId, found.id));
    const id = randomUUID();
    await act.db.insert(agendaItem).values({
      id,
      sittingId: found.id,
      position: (last?.position ?? 0) + 1,
      kind: input.kind,
      titleFr: input.titleFr,
      titleEn: input.titleEn,
      proposalFr: input.proposalFr ?? '',
      proposalEn: input.proposalEn,
      minutesOf,
    });
    await audit(act, { command: 'sitting.item', subject: slug, detail: { title: input.titleFr } });
    return id;
  });
}

/** What a paper is called. */
export const paperInput = z.object({ title: requiredText(200) });

/** Joins a paper to an item, its file having been received. @throws Forbidden, Missing; Invalid */
export async function addPaper(act: Act, slug: string, itemId: string, title: string, file: ReceivedFile): Promise<string> {
  if (!mayHold(act.actor)) throw new Forbidden();
  const named = paperInput.safeParse({ title });
  if (!named.success) throw new Invalid({ title: say.later('paper.noTitle') });
  return inItem(act, slug, itemId, async ({ act }, item) => {
    const id = randomUUID();
    await act.db
      .insert(itemPaper)
      .values({ id, itemId: item.id, title: named.data.title, fileId: await keepFile(act, file), ...doneBy(act) });
    await audit(act, { command: 'sitting.paper', subject: slug, detail: { title: named.data.title } });
    return id;
  });
}

export const owedPaperInput = z.object({ title: requiredText(200), owedUntil: day });

/** Writes down a paper that will come after the vote (R10). @throws Forbidden, Missing; Refused where the sitting is no urgent one */
export async function expectPaper(act: Act, slug: string, itemId: string, input: z.output<typeof owedPaperInput>): Promise<string> {
  if (!mayHold(act.actor)) throw new Forbidden();
  return inItem(act, slug, itemId, async ({ act, sitting: found }, item) => {
    if (!found.urgent) throw new Refused(say.later('paper.notUrgent'));
    const id = randomUUID();
    await act.db.insert(itemPaper).values({ id, itemId: item.id, ...input, ...doneBy(act) });
    await audit(act, { command: 'sitting.owed', subject: slug, detail: { title: input.title } });
    return id;
  });
}

/** Gives the file of a paper that was owed. @throws Forbidden, Missing; Refused where it has come already */
export async function supplyPaper(act: Act, slug: string, paperId: string, file: ReceivedFile): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inSitting(act, { slug }, async ({ act, sitting: found }) => {
    const [paper] = await act.db
      .select({ id: itemPaper.id, fileId: itemPaper.fileId, title: itemPaper.title })
      .from(itemPaper)
      .innerJoin(agendaItem, eq(agendaItem.id, itemPaper.itemId))
      .where(and(eq(itemPaper.id, paperId), eq(agendaItem.sittingId, found.id)));
    if (!paper) throw new Missing(`paper ${paperId}`);
    if (paper.fileId) throw new Refused(say.later('paper.supplied'));
    await act.db
      .update(itemPaper)
      .set({ fileId: await keepFile(act, file), ...doneBy(act) })
      .where(eq(itemPaper.id, paper.id));
    await audit(act, { command: 'sitting.paper', subject: slug, detail: { title: paper.title } });
  });
}

/** Runs a command on an item of this very sitting. @throws Missing */
export async function inItem<T>(act: Act, slug: string, itemId: string, run: (scene: Scene, item: AgendaItem) => Promise<T>): Promise<T> {
  return inSitting(act, { slug }, async (scene) => {
    const [item] = await scene.act.db
      .select()
      .from(agendaItem)
      .where(and(eq(agendaItem.id, itemId), eq(agendaItem.sittingId, scene.sitting.id)));
    if (!item) throw new Missing(`item ${itemId}`);
    return run(scene, item);
  });
}

async function findEarlier(act: Act, { id, bodyId, startsAt }: typeof sitting.$inferSelect, slug: string | null): Promise<string> {
  const [earlier] = slug
    ? await act.db
        .select()
        .from(sitting)
        .where(and(eq(sitting.slug, slug), eq(sitting.bodyId, bodyId)))
    : [];
  if (!earlier || earlier.id === id || Temporal.Instant.compare(earlier.startsAt, startsAt) >= 0)
    throw new Invalid({ minutesOf: say.later('item.noMinutes') });
  return earlier.id;
}
