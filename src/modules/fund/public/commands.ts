import { z } from 'zod';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Refused } from '../../../kernel/errors.ts';
import { requiredText } from '../../../kernel/http/fields.ts';
import { maySignFundExceptions } from '../policy.ts';
import { lockProject } from '../projects/steps.ts';
import { signedByPerson } from '../signed.ts';
import { hideables } from '../vocabulary.ts';
import { say } from './messages.ts';
import { readPublication } from './queries.ts';
import { fundHiding } from './schema.ts';

export const hidingInput = z.object({ what: z.enum(hideables), hidden: z.enum(['yes', 'no']), reason: requiredText(1000) });

/** Hides a project from the public, or its amounts or places alone, or shows them again, with why: the direction alone. @throws Forbidden, Missing; Refused where it is so already */
export async function hideProject(act: Act, projectId: string, { what, hidden, reason }: z.output<typeof hidingInput>): Promise<void> {
  if (!maySignFundExceptions(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockProject(act, projectId);
    const { hidings, hides } = await readPublication(act.db, projectId);
    if (hides[what] === (hidden === 'yes')) throw new Refused(say.later('hiding.same'));
    await act.db
      .insert(fundHiding)
      .values({ projectId, number: hidings.length + 1, what, hidden: hidden === 'yes', reason, ...signedByPerson(act) });
    await audit(act, { command: 'fund.project.hide', subject: projectId, detail: { what, hidden, reason } });
  });
}
