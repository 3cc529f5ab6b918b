import { eq, sql } from 'drizzle-orm';
import type { JobHandler } from '../module.ts';
import { deliverJob } from './outbox.ts';
import { mailOutbox } from './schema.ts';
import { MailRefused, type Transport } from './transport.ts';

/** Tries after which a mail is given up, whatever the mail server says. */
const mostAttempts = 8;

/** The handlers of mails; without a transport a mail that waited is kept. */
export function mailJobs(transport: Transport | null): Record<string, JobHandler> {
  return {
    async [deliverJob](act, { id }) {
      const [mail] = await act.db
        .select()
        .from(mailOutbox)
        .where(eq(mailOutbox.id, String(id)));
      // A job may come twice: the second time there is nothing left to do.
      if (mail?.state !== 'waiting') return;
      const update = (change: Partial<typeof mailOutbox.$inferInsert>) =>
        act.db.update(mailOutbox).set(change).where(eq(mailOutbox.id, mail.id));
      if (!transport) {
        await update({ state: 'kept', ...erased(mail.secret) });
        return;
      }
      try {
        await transport.send(mail);
      } catch (error) {
        const final = error instanceof MailRefused || mail.attempts + 1 >= mostAttempts;
        await act.db
          .update(mailOutbox)
          .set({
            attempts: sql`${mailOutbox.attempts} + 1`,
            lastError: error instanceof Error ? error.message : String(error),
            ...(final ? { state: 'refused', ...erased(mail.secret) } : {}),
          })
          .where(eq(mailOutbox.id, mail.id));
        if (final) return;
        throw error;
      }
      await update({ state: 'sent', sentAt: act.now, attempts: mail.attempts + 1, lastError: null, ...erased(mail.secret) });
    },
  };
}

function erased(secret: boolean): { body?: string } {
  return secret ? { body: '' } : {};
}
