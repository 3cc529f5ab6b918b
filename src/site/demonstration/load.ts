import { ne } from 'drizzle-orm';
import { type Act, inTransaction } from '../../kernel/act.ts';
import { actorName } from '../../kernel/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { auditEntry } from '../../kernel/audit/schema.ts';
import { accountUser } from '../../kernel/auth/schema.ts';
import { demonstration, isDemonstration } from '../../kernel/demonstration/schema.ts';
import type { Db } from '../../kernel/db/db.ts';
import { Refused } from '../../kernel/errors.ts';
import { holdsReferenceOnly } from '../../modules/register/index.ts';
import { say } from './messages.ts';

/**
 * Fills a database where nobody has worked yet with a network that does not exist: all of it, or nothing. Its mails leave
 * for nobody.
 * @throws Refused beside anything that someone recorded, and the second time
 */
export async function loadDemonstration(given: Act, fill: (act: Act) => Promise<void>): Promise<void> {
  await inTransaction({ ...given, site: { ...given.site, sendsMail: false } }, async (act) => {
    if (await isDemonstration(act.db)) throw new Refused(say.later('twice'));
    if (await hasBeenUsed(act.db)) throw new Refused(say.later('used'));
    await fill(act);
    await act.db.insert(demonstration).values({ loadedAt: act.now });
    await audit(act, { command: 'demonstration.load', subject: actorName(act.actor) });
  });
}

/** Whether anyone has an account, or left a trace of their own beside what ships. */
async function hasBeenUsed(db: Db): Promise<boolean> {
  const ours = 'Beffroi';
  return (
    (await db.$count(accountUser)) > 0 || (await db.$count(auditEntry, ne(auditEntry.actor, ours))) > 0 || !(await holdsReferenceOnly(db))
  );
}
