import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { keepFile, type ReceivedFile } from '../../../kernel/files/index.ts';
import { inSitting } from '../journal/scene.ts';
import { mayHold } from '../policy.ts';
import { proxy } from '../schema.ts';
import { doneBy } from '../sittings/commands.ts';

export const attendanceInput = z.object({ party: z.uuid(), change: z.enum(['arrived', 'left']) });

/** Writes down that a voter has come or gone; from then on a proxy that they hold counts, or no longer. @throws Forbidden, Missing, Refused */
export async function recordAttendance(act: Act, slug: string, { party, change }: z.output<typeof attendanceInput>): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inSitting(act, { slug }, async (scene) => {
    await scene.record(change === 'arrived' ? { kind: change, party, remote: scene.state.mode === 'video' } : { kind: change, party });
  });
}

/** Every one of these voters has come: those who are there already stay so. @throws Forbidden, Missing, Refused */
export async function recordArrivals(act: Act, slug: string, parties: readonly string[]): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inSitting(act, { slug }, async (scene) => {
    for (const party of new Set(parties)) {
      if (!scene.state.present.has(party)) await scene.record({ kind: 'arrived', party, remote: scene.state.mode === 'video' });
    }
  });
}

export const proxyInput = z.object({ principal: z.uuid(), holder: z.uuid() });

/**
 * Records a proxy that was given in writing. It counts while its holder is there and whoever gave it is not.
 * @throws Forbidden, Missing; Refused to oneself, to who may not vote, to who has given theirs, beyond the limit of a holder
 */
export async function giveProxy(
  act: Act,
  slug: string,
  { principal, holder }: z.output<typeof proxyInput>,
  file: ReceivedFile,
): Promise<string> {
  if (!mayHold(act.actor)) throw new Forbidden();
  return inSitting(act, { slug }, async (scene) => {
    const id = randomUUID();
    await scene.record({ kind: 'proxy_given', proxy: id, principal, holder, file: file.id });
    const { act, sitting } = scene;
    await act.db.insert(proxy).values({
      id,
      sittingId: sitting.id,
      principalId: principal,
      holderId: holder,
      fileId: await keepFile(act, file),
      ...doneBy(act),
    });
    return id;
  });
}

/** Takes a proxy back. @throws Forbidden, Missing, Refused */
export async function revokeProxy(act: Act, slug: string, proxyId: string): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inSitting(act, { slug }, async (scene) => {
    const { act, sitting } = scene;
    const [found] = await act.db
      .select()
      .from(proxy)
      .where(and(eq(proxy.id, proxyId), eq(proxy.sittingId, sitting.id)));
    if (!found) throw new Missing(`proxy ${proxyId}`);
    await scene.record({ kind: 'proxy_revoked', proxy: found.id, principal: found.principalId });
    await act.db.update(proxy).set({ revokedAt: act.now }).where(eq(proxy.id, found.id));
  });
}
