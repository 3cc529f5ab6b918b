import { desc, eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { mayReadSittings } from '../policy.ts';
import { minutesApproval, minutesVersion, type MinutesApproval, type MinutesVersion, type Sitting } from '../schema.ts';
import { getSitting } from '../sittings/commands.ts';

export interface Minutes {
  sitting: Sitting;
  /** The latest first. */
  versions: MinutesVersion[];
  approval: MinutesApproval | null;
}

/** The minutes of a sitting with all their versions. @throws Forbidden, Missing */
export async function getMinutes(act: Act, slug: string): Promise<Minutes> {
  if (!mayReadSittings(act.actor)) throw new Forbidden();
  const sitting = await getSitting(act, slug);
  const versions = await act.db
    .select()
    .from(minutesVersion)
    .where(eq(minutesVersion.sittingId, sitting.id))
    .orderBy(desc(minutesVersion.number));
  const [approval] = await act.db.select().from(minutesApproval).where(eq(minutesApproval.sittingId, sitting.id));
  return { sitting, versions, approval: approval ?? null };
}
