import { and, asc, eq, lt, lte, sql } from 'drizzle-orm';
import type { Act } from '../act.ts';
import { markTrouble } from './addresses.ts';
import { readAttachments } from './attachments.ts';
import { timeOf } from './pace.ts';
import { withoutTokens } from './redact.ts';
import { mailOutbox, type MailState, type OutboxMail } from './schema.ts';
import { MailAnswered, type Transport } from './transport.ts';

/** How long a process holds a mail without saying that it is still at work. */
const lease = { seconds: 90 };
const renewal = 30_000;

/** Tries after which a mail is given up, whatever the mail server says: some three days. */
const mostAttempts = 16;

/** Takes one mail in hand; null where there is none due, or someone else has it. */
export async function claimMail(act: Act, which: { id: string } | 'paced'): Promise<OutboxMail | null> {
  const now = timeOf(act);
  const due = and(eq(mailOutbox.state, 'waiting'), which === 'paced' ? lte(mailOutbox.dueAt, now) : eq(mailOutbox.id, which.id));
  const next = act.db
    .select({ id: mailOutbox.id })
    .from(mailOutbox)
    .where(due)
    .orderBy(asc(mailOutbox.paced), asc(mailOutbox.dueAt))
    .limit(1)
    .for('update', { skipLocked: true });
  const [claimed] = await act.db
    .update(mailOutbox)
    .set({ state: 'sending', leaseUntil: now.add(lease), leavingAt: null, attempts: sql`${mailOutbox.attempts} + 1` })
    .where(eq(mailOutbox.id, next))
    .returning();
  return claimed ?? null;
}

/** Whether something waits to leave. */
export async function hasDue(act: Act): Promise<boolean> {
  const [due] = await act.db
    .select({ id: mailOutbox.id })
    .from(mailOutbox)
    .where(and(eq(mailOutbox.state, 'waiting'), lte(mailOutbox.dueAt, timeOf(act))))
    .limit(1);
  return due !== undefined;
}

/**
 * Hands a claimed mail to the server, and writes down what became of it. Where the connection is lost after the whole mail
 * was given and before the answer, nobody can say whether it left: it is `uncertain`, and is never sent again by itself.
 * @returns `lost` where the server could not be reached: there is no use in trying others now
 */
export async function deliver(act: Act, transport: Transport, mail: OutboxMail): Promise<'done' | 'lost'> {
  const mine = and(eq(mailOutbox.id, mail.id), eq(mailOutbox.attempts, mail.attempts));
  const held = and(mine, eq(mailOutbox.state, 'sending'));
  let left = false;
  const leaving = async () => {
    const marked = await act.db
      .update(mailOutbox)
      .set({ leavingAt: timeOf(act) })
      .where(held)
      .returning({ id: mailOutbox.id });
    // Held too long, and taken by someone else: this one must not end.
    if (marked.length === 0) throw new Error(`The mail ${mail.id} is in other hands`);
    left = true;
  };
  const renewing = setInterval(() => {
    act.db
      .update(mailOutbox)
      .set({ leaseUntil: timeOf(act).add(lease) })
      .where(held)
      .catch(() => {});
  }, renewal);
  let outcome: string | Error;
  try {
    outcome = await transport.send(mail, await readAttachments(act, mail.id), leaving);
  } catch (error) {
    outcome = error instanceof Error ? error : new Error(String(error));
  } finally {
    clearInterval(renewing);
  }
  const settle = (state: MailState, change: Partial<typeof mailOutbox.$inferInsert>) =>
    act.db
      .update(mailOutbox)
      .set({ state, leaseUntil: null, ...(state === 'waiting' || state === 'uncertain' ? {} : forgetting(mail)), ...change })
      // Who has the server's answer knows more than who found the mail left in doubt.
      .where(and(mine, sql`${mailOutbox.state} in ('sending', 'uncertain')`));
  if (typeof outcome === 'string') {
    await settle('sent', { sentAt: timeOf(act), answer: outcome, lastError: null });
    return 'done';
  }
  const words = outcome.message;
  if (!(outcome instanceof MailAnswered)) {
    await settle(left ? 'uncertain' : 'waiting', {
      lastError: words,
      dueAt: nextTry(act, mail.attempts),
      ...(left && mail.secret ? { body: '' } : {}),
    });
    return 'lost';
  }
  const isOver = outcome.isFinal || mail.attempts >= mostAttempts;
  await settle(isOver ? 'refused' : 'waiting', { lastError: words, answer: words, dueAt: nextTry(act, mail.attempts) });
  if (outcome.isAddress) await markTrouble(act, { address: mail.recipient, mailId: mail.id, since: timeOf(act), reason: words });
  return 'done';
}

/**
 * Takes back the mails of processes that died: those that had not been given whole wait again, the others are left in doubt.
 */
export async function takeBackLapsed(act: Act): Promise<void> {
  await act.db
    .update(mailOutbox)
    .set({
      state: sql`case when ${mailOutbox.leavingAt} is null then 'waiting' else 'uncertain' end`,
      body: sql`case when ${mailOutbox.leavingAt} is not null and ${mailOutbox.secret} then '' else ${mailOutbox.body} end`,
      leaseUntil: null,
    })
    .where(and(eq(mailOutbox.state, 'sending'), lt(mailOutbox.leaseUntil, timeOf(act))));
}

/** What is no longer kept of a mail once nothing more will become of it. */
export function forgetting({ secret, body }: Pick<OutboxMail, 'secret' | 'body'>) {
  return { body: secret ? '' : withoutTokens(body), unsubscribeUrl: null };
}

/** Half a minute, then longer and longer, six hours at most. */
function nextTry(act: Act, attempts: number): Temporal.Instant {
  return timeOf(act).add({ seconds: Math.min(30 * 4 ** (attempts - 1), 6 * 3600) });
}
