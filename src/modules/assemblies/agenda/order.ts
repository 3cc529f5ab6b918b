import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Invalid } from '../../../kernel/errors.ts';
import { optionalText } from '../../../kernel/http/fields.ts';
import type { Scene } from '../journal/scene.ts';
import { say } from '../messages.ts';
import { mayHold } from '../policy.ts';
import { agendaItem, type AgendaItem } from '../schema.ts';
import { inItem } from './commands.ts';
import { listAgenda } from './queries.ts';

export const moveInput = z.object({ place: z.coerce.number().int().min(1).max(1000), reason: optionalText(1000) });

/** Gives an item another place; the others follow. @throws Forbidden, Missing, Refused; Invalid where there is no such place, or no reason once convened */
export async function moveItem(act: Act, slug: string, itemId: string, { place, reason }: z.output<typeof moveInput>): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inItem(act, slug, itemId, async (scene, item) => {
    const others = (await listAgenda(scene.act, item.sittingId)).filter(({ id }) => id !== item.id);
    const isNone = place > others.length + 1 || place === item.position;
    refuseWithoutReason(scene, reason, isNone ? { place: say.later('item.noPlace') } : {});
    await scene.record({ kind: 'item_moved', item: item.id, to: place, reason });
    await arrange(scene.act, others.toSpliced(place - 1, 0, item));
  });
}

export const withdrawalInput = z.object({ reason: optionalText(1000) });

/** Takes an item off the agenda; its papers stay with it. @throws Forbidden, Missing; Refused once it was put to the vote; Invalid without a reason once convened */
export async function withdrawItem(act: Act, slug: string, itemId: string, { reason }: z.output<typeof withdrawalInput>): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inItem(act, slug, itemId, async (scene, item) => {
    refuseWithoutReason(scene, reason, {});
    const { act } = scene;
    await scene.record({ kind: 'item_withdrawn', item: item.id, reason });
    const withdrawn = { position: null, withdrawnAt: act.now, withdrawnReason: reason };
    await act.db.update(agendaItem).set(withdrawn).where(eq(agendaItem.id, item.id));
    await arrange(act, await listAgenda(act, item.sittingId));
  });
}

/** Whoever was convened has read the agenda: what changes in it afterwards is explained. */
function refuseWithoutReason({ state }: Scene, reason: string | null, errors: Invalid['fields']): void {
  const all = state.step !== 'prepared' && !reason ? { ...errors, reason: say.later('item.noReason') } : errors;
  if (Object.keys(all).length > 0) throw new Invalid(all);
}

/** Numbers items 1, 2, 3, in one statement: no two have one place, not even in between. */
async function arrange(act: Act, items: readonly AgendaItem[]): Promise<void> {
  if (items.length === 0) return;
  const ids = JSON.stringify(items.map(({ id }) => id));
  await act.db.execute(sql`update agenda_item set position = placed.rank
    from jsonb_array_elements_text(${ids}::jsonb) with ordinality placed (id, rank) where agenda_item.id = placed.id::uuid`);
}
