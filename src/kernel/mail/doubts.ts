import { and, eq } from 'drizzle-orm';
import { type Act, inTransaction } from '../act.ts';
import { audit } from '../audit/audit.ts';
import { Forbidden, Missing, Refused } from '../errors.ts';
import { forgetting } from './delivery.ts';
import { startDepartures } from './outbox.ts';
import { say } from './messages.ts';
import { mayReadOutbox } from './policy.ts';
import { mailOutbox, type OutboxMail } from './schema.ts';

/**
 * Sends again a mail of which nobody can say whether it left, with the same Message-ID: a mailbox that had it can see that
 * it is the same.
 * @throws Forbidden, Missing; Refused where it is no longer in doubt, or where what it opened was forgotten
 */
export async function resendMail(act: Act, id: string): Promise<void> {
  await settleDoubt(act, id, 'mail.resend', async (act, mail) => {
    if (mail.secret) throw new Refused(say.later('mail.secretIsGone'));
    await act.db.update(mailOutbox).set({ state: 'waiting', leavingAt: null, dueAt: act.now }).where(eq(mailOutbox.id, id));
    await startDepartures(act);
  });
}

/** Takes a mail that was in doubt as gone: its recipient has it. @throws Forbidden, Missing; Refused where it is no longer in doubt */
export async function vouchMail(act: Act, id: string): Promise<void> {
  await settleDoubt(act, id, 'mail.vouch', async (act, mail) => {
    await act.db
      .update(mailOutbox)
      .set({ state: 'sent', sentAt: mail.leavingAt, ...forgetting(mail) })
      .where(eq(mailOutbox.id, id));
  });
}

async function settleDoubt(act: Act, id: string, command: string, settle: (act: Act, mail: OutboxMail) => Promise<void>): Promise<void> {
  if (!mayReadOutbox(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const [mail] = await act.db
      .select()
      .from(mailOutbox)
      .where(and(eq(mailOutbox.id, id)))
      .for('update');
    if (!mail) throw new Missing();
    if (mail.state !== 'uncertain') throw new Refused(say.later('mail.noDoubt'));
    await settle(act, mail);
    await audit(act, { command, subject: mail.recipient, detail: { subject: mail.subject } });
  });
}
