import { desc, eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Missing, Refused } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import type { DossierState } from '../vocabulary.ts';
import { signed } from '../signed.ts';
import { say } from './messages.ts';
import { mayBecome } from './rules.ts';
import { type FundDossier, fundDossier, fundDossierStep } from './schema.ts';

/** Takes a dossier for the transaction: what is done to it waits its turn. @throws Missing */
export async function lockDossier(act: Act, id: string): Promise<FundDossier & { state: DossierState; steps: number }> {
  const [dossier] = await act.db.select().from(fundDossier).where(eq(fundDossier.id, id)).for('update');
  if (!dossier) throw new Missing(`dossier ${id}`);
  const [step] = await act.db
    .select()
    .from(fundDossierStep)
    .where(eq(fundDossierStep.dossierId, id))
    .orderBy(desc(fundDossierStep.number))
    .limit(1);
  return { ...dossier, state: step!.state, steps: step!.number };
}

/**
 * Takes a dossier one step further in its life. Whoever calls has checked that the actor may, and holds the dossier (`lockDossier`).
 * @throws Refused where its life does not lead there
 */
export async function takeDossierStep(
  act: Act,
  { id, state, steps }: { id: string; state: DossierState | null; steps: number },
  to: DossierState,
  { onDay = dayOf(act.now), reason = null }: { onDay?: Temporal.PlainDate; reason?: string | null } = {},
): Promise<void> {
  if (!mayBecome(state, to))
    throw new Refused((lang) =>
      say.in(lang)('dossier.cannotBecome', { from: say.in(lang)(`state.${state ?? 'draft'}`), to: say.in(lang)(`state.${to}`) }),
    );
  await act.db.insert(fundDossierStep).values({
    dossierId: id,
    number: steps + 1,
    state: to,
    onDay,
    reason,
    ...signed(act),
  });
}
