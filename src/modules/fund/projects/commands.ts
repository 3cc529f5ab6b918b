import { z } from 'zod';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { Forbidden, Refused } from '../../../kernel/errors.ts';
import { optionalText } from '../../../kernel/http/fields.ts';
import { mayManageFund, maySignFundExceptions } from '../policy.ts';
import type { ProjectState } from '../vocabulary.ts';
import { say } from './messages.ts';
import { lockProject, recordStep } from './steps.ts';

/** What someone decides of a project; the rest of its life follows from what is signed and closed. */
export const decidedStates = ['suspended', 'active', 'completed', 'cancelled'] as const satisfies readonly ProjectState[];

export const stepInput = z.object({ to: z.enum(decidedStates), reason: optionalText(1000) });

/** Suspends a project, takes it up again, says that it is completed, or cancels it: the direction alone cancels. @throws Forbidden, Missing, Refused, Invalid */
export async function decideStep(act: Act, projectId: string, { to, reason }: z.output<typeof stepInput>): Promise<void> {
  if (!(to === 'cancelled' ? maySignFundExceptions(act.actor) : mayManageFund(act.actor))) throw new Forbidden();
  await inTransaction(act, async (act) => {
    // Both signatures open a project, and nobody's word in their place.
    if ((await lockProject(act, projectId)) === 'agreement_sent') throw new Refused(say.later('step.unsigned'));
    await recordStep(act, projectId, { to, reason });
  });
}
