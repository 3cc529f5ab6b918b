import { and, eq, isNull } from 'drizzle-orm';
import { type Act, inTransaction } from '../../act.ts';
import type { JobHandler } from '../../module.ts';
import { hashToken, newToken } from '../hash.ts';
import { accountUser } from '../schema.ts';
import { createLink } from './commands.ts';
import { mailSignInLink } from './mails.ts';

const sendLinkJob = 'accounts.send-sign-in-link';

/**
 * Asks for a sign-in link. Nothing here depends on whether the address has an account, not even the time taken: the job looks.
 * @returns what the browser keeps to be known again
 */
export async function askSignInLink(act: Act, email: string): Promise<string> {
  const browser = newToken();
  await act.jobs.send(act, sendLinkJob, { email, browserHash: hashToken(browser) });
  return browser;
}

export const signInLinkJobs: Record<string, JobHandler> = {
  [sendLinkJob]: (act, { email, browserHash }) =>
    inTransaction(act, async (act) => {
      const [user] = await act.db
        .select()
        .from(accountUser)
        .where(and(eq(accountUser.email, String(email)), isNull(accountUser.deactivatedAt)));
      // A job that comes twice makes two mails, and using one ends the other: better than none.
      if (user)
        await mailSignInLink(act, user, await createLink(act, { purpose: 'sign_in', userId: user.id, browserHash: String(browserHash) }));
    }),
};
