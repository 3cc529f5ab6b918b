import { desc, eq } from 'drizzle-orm';
import { Refused } from '../../../kernel/errors.ts';
import { signValue } from '../../../kernel/signing/index.ts';
import { inSitting, type Scene } from '../journal/scene.ts';
import { say } from '../messages.ts';
import { minutesApproval, minutesVersion } from '../schema.ts';
import { doneBy } from '../sittings/commands.ts';

/**
 * Approves the last version of the minutes of an earlier sitting, by a decision of this one, and signs their words.
 * @throws Refused where there are no minutes to approve
 */
export async function approveMinutes(scene: Scene, sittingId: string, decisionId: string): Promise<void> {
  await inSitting(scene.act, { id: sittingId }, async (earlier) => {
    const { act, sitting } = earlier;
    const [version] = await act.db
      .select()
      .from(minutesVersion)
      .where(eq(minutesVersion.sittingId, sittingId))
      .orderBy(desc(minutesVersion.number))
      .limit(1);
    if (!version) throw new Refused(say.later('minutes.none'));
    await earlier.record({ kind: 'minutes_approved', version: version.number, by: decisionId });
    const { text, hash, signature, key } = signValue(
      { sitting: sitting.slug, version: version.number, words: version.words, approvedIn: scene.sitting.slug, on: act.now.toString() },
      act.signer,
    );
    await act.db.insert(minutesApproval).values({
      sittingId,
      version: version.number,
      approvedIn: scene.sitting.id,
      decisionId,
      signed: text,
      hash,
      signature,
      keyId: key.id,
      ...doneBy(act),
    });
  });
}
