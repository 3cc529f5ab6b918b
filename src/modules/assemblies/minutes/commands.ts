import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Refused } from '../../../kernel/errors.ts';
import { requiredText } from '../../../kernel/http/fields.ts';
import { listDecisions } from '../decisions/queries.ts';
import { inSitting, listHappenings } from '../journal/scene.ts';
import { say } from '../messages.ts';
import { mayHold } from '../policy.ts';
import { minutesVersion } from '../schema.ts';
import { doneBy } from '../sittings/commands.ts';
import { readDossier } from '../sittings/queries.ts';
import { draftMinutes } from './draft.ts';

export const minutesInput = z.object({
  words: requiredText(200_000).transform((words) => words.replace(/\r\n?/g, '\n')),
  /** The number of the version that the person had before them, 0 for none. */
  base: z.coerce.number().int().min(0).max(100_000),
});

/** Writes the first version of the minutes from what happened. @throws Forbidden, Missing; Refused before the closing, or a second time */
export async function beginMinutes(act: Act, slug: string): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inSitting(act, { slug }, async (scene) => {
    const { act, sitting } = scene;
    const closing = (await listHappenings(act, sitting.id)).findLast(
      ({ happening }) => happening.kind === 'step' && happening.to === 'closed',
    );
    if (!closing || (await latestNumber(act, sitting.id)) > 0) throw new Refused(say.later('refusal.not_closed'));
    const decisions = await listDecisions(act.db, { sittingId: sitting.id });
    const words = draftMinutes(await readDossier(act, sitting), decisions.toReversed(), closing.at);
    await scene.record({ kind: 'minutes_saved', version: 1 });
    await act.db.insert(minutesVersion).values({ sittingId: sitting.id, number: 1, words, ...doneBy(act) });
  });
}

/**
 * Saves the minutes as a new version; what was written before stays.
 * @throws Forbidden, Missing; Refused when someone saved in between, or once they are approved
 */
export async function saveMinutes(act: Act, slug: string, { words, base }: z.output<typeof minutesInput>): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inSitting(act, { slug }, async (scene) => {
    const { act, sitting } = scene;
    const last = await latestNumber(act, sitting.id);
    if (last !== base) throw new Refused(say.later('minutes.overtaken'));
    await scene.record({ kind: 'minutes_saved', version: last + 1 });
    await act.db.insert(minutesVersion).values({ sittingId: sitting.id, number: last + 1, words, ...doneBy(act) });
  });
}

async function latestNumber(act: Act, sittingId: string): Promise<number> {
  const [last] = await act.db
    .select({ number: minutesVersion.number })
    .from(minutesVersion)
    .where(eq(minutesVersion.sittingId, sittingId))
    .orderBy(desc(minutesVersion.number))
    .limit(1);
  return last?.number ?? 0;
}
