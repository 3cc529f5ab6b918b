import { eq } from 'drizzle-orm';
import type { Act } from '../act.ts';
import type { JobHandler, Module } from '../module.ts';
import { claimMail, deliver, hasDue, takeBackLapsed } from './delivery.ts';
import { departuresJob, deliverJob } from './job-names.ts';
import { nextTurn, takeTurn, timeOf, waitUntil } from './pace.ts';
import { mailOutbox } from './schema.ts';
import type { Transport } from './transport.ts';

/** Mails on their way at once: a server answers in a second or so, and one a second are to leave. */
const lanes = 4;

/** How long one job goes on; what is left is another's, so that a process which must stop has nothing in hand. */
const longest = { seconds: 8 };

/** The jobs of mails; without a transport a mail that waited is kept. `perMinute`: how many of a mailing leave in a minute. */
export function mailing(transport: Transport | null, perMinute: number): Module & { jobs: Record<string, JobHandler> } {
  return {
    name: 'mail',
    jobs: {
      [deliverJob]: async (act, { id }) => {
        if (!transport) return keepAll(act);
        // It takes its place in the rate without waiting for it: someone is waiting for the mail.
        await takeTurn(act, perMinute);
        const mail = await claimMail(act, { id: String(id) });
        // A job may come twice: the second time there is nothing left to do.
        if (mail) await deliver(act, transport, mail);
      },
      [departuresJob]: async (act) => {
        if (!transport) return keepAll(act);
        await takeBackLapsed(act);
        const until = timeOf(act).add(longest);
        const ends = await Promise.all(Array.from({ length: lanes }, () => sendDue(act, transport, perMinute, until)));
        // A server that is out of reach is tried again with the next minute, not at once.
        if (ends.includes('lost') || !(await hasDue(act))) return;
        await act.jobs.send(act, departuresJob, {}, { after: await nextTurn(act) });
      },
    },
    // What waits is looked for each minute, whatever became of the job that should have sent it.
    schedule: [{ job: departuresJob, cron: '* * * * *' }],
  };
}

async function sendDue(act: Act, transport: Transport, perMinute: number, until: Temporal.Instant): Promise<'done' | 'lost'> {
  while (await hasDue(act)) {
    const turn = await takeTurn(act, perMinute, until);
    if (!turn) return 'done';
    await waitUntil(act, turn);
    const mail = await claimMail(act, 'paced');
    if (!mail) return 'done';
    if ((await deliver(act, transport, mail)) === 'lost') return 'lost';
  }
  return 'done';
}

async function keepAll(act: Act): Promise<void> {
  const waiting = await act.db.select().from(mailOutbox).where(eq(mailOutbox.state, 'waiting'));
  for (const { id, secret } of waiting)
    await act.db
      .update(mailOutbox)
      .set({ state: 'kept', ...(secret ? { body: '' } : {}) })
      .where(eq(mailOutbox.id, id));
}
