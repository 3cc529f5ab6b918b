import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { requiredText } from '../../../../kernel/http/fields.ts';
import { langs } from '../../../../kernel/i18n/lang.ts';
import { mayKeepDues } from '../policy.ts';
import { dueContact } from '../schema.ts';

export const contactInput = z.object({ name: requiredText(200), email: z.email().max(200), lang: z.enum(langs) });

/** Names who receives calls and reminders for a member, and in which language. @throws Forbidden */
export async function nameContact(act: Act, partyId: string, input: z.output<typeof contactInput>): Promise<void> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const said = { ...input, at: act.now, byId: actorId(act.actor), by: actorName(act.actor) };
    await act.db
      .insert(dueContact)
      .values({ partyId, ...said })
      .onConflictDoUpdate({ target: dueContact.partyId, set: said });
    await audit(act, { command: 'dues.contact', subject: partyId });
  });
}
