import { createHash, randomUUID } from 'node:crypto';
import { count, desc, eq } from 'drizzle-orm';
import { type Act, inTransaction } from '../act.ts';
import { Forbidden, Missing } from '../errors.ts';
import type { Lang } from '../i18n/lang.ts';
import { mayReadOutbox } from './policy.ts';
import { mailOutbox, type MailState } from './schema.ts';

/** The job that takes a mail from the outbox to the mail server. */
export const deliverJob = 'mail.deliver';

export interface Mail {
  /** Purpose, recipient and version: the same key is one mail, however often it is asked for. */
  key: string;
  /** One address. */
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
  lang: Lang;
  /** It carries a link that signs in: nobody reads it here, and it is erased once it has left. */
  secret?: boolean;
}

export type OutboxMail = typeof mailOutbox.$inferSelect;

/** Puts a mail in the outbox and asks for its departure, in the transaction of what it announces. */
export async function sendMail(act: Act, mail: Mail): Promise<void> {
  await inTransaction(act, async (act) => {
    const state: MailState = act.site.sendsMail ? 'waiting' : 'kept';
    const [added] = await act.db
      .insert(mailOutbox)
      .values({
        id: randomUUID(),
        key: mail.key,
        recipient: mail.to.trim(),
        subject: cleanHeader(mail.subject),
        // What nobody may read and nothing will send is not kept.
        body: mail.secret && state === 'kept' ? '' : mail.text,
        lang: mail.lang,
        messageId: messageIdOf(mail.key, act.site.url),
        secret: mail.secret ?? false,
        state,
        createdAt: act.now,
      })
      .onConflictDoNothing({ target: mailOutbox.key })
      .returning({ id: mailOutbox.id });
    if (added && state === 'waiting') await act.jobs.send(act, deliverJob, { id: added.id });
  });
}

/** The outbox, the latest first. */
export async function listMails(
  act: Act,
  state: MailState | undefined,
  { page, size }: { page: number; size: number },
): Promise<{ mails: OutboxMail[]; total: number }> {
  if (!mayReadOutbox(act.actor)) throw new Forbidden();
  const where = state && eq(mailOutbox.state, state);
  const mails = await act.db
    .select()
    .from(mailOutbox)
    .where(where)
    .orderBy(desc(mailOutbox.createdAt), desc(mailOutbox.id))
    .limit(size)
    .offset((page - 1) * size);
  const [counted] = await act.db.select({ total: count() }).from(mailOutbox).where(where);
  return { mails: mails.map(withoutSecret), total: counted!.total };
}

/** One mail as staff may read it. @throws Missing */
export async function getMail(act: Act, id: string): Promise<OutboxMail> {
  if (!mayReadOutbox(act.actor)) throw new Forbidden();
  const [mail] = await act.db.select().from(mailOutbox).where(eq(mailOutbox.id, id));
  if (!mail) throw new Missing();
  return withoutSecret(mail);
}

/** A line break in a header would begin another header. */
function cleanHeader(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

/** Always the same for one mail: a server that gets it twice can see that it is one. */
function messageIdOf(key: string, url: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${new URL(url).hostname}>`;
}

/** Reading the outbox must not be a way to sign in as someone else. */
function withoutSecret(mail: OutboxMail): OutboxMail {
  return mail.secret ? { ...mail, body: '' } : mail;
}
