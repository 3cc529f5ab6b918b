import { createHash, randomUUID } from 'node:crypto';
import { and, asc, count, desc, eq } from 'drizzle-orm';
import { type Act, inTransaction } from '../act.ts';
import { Forbidden, Missing } from '../errors.ts';
import type { Lang } from '../i18n/lang.ts';
import { departuresJob, deliverJob } from './job-names.ts';
import { attach, type Attachment } from './attachments.ts';
import { mayReadOutbox } from './policy.ts';
import { withoutTokens } from './redact.ts';
import { mailAttachment, mailOutbox, mailReturn, mailReturnFile, type MailReturn, type MailState, type OutboxMail } from './schema.ts';

export interface Mail {
  /** Purpose, recipient and version: the same key is one mail, however often it is asked for. */
  key: string;
  /** One address. */
  to: string;
  subject: string;
  /** Plain text. What a link of it opens (`/lien/…`) is forgotten once it has left. */
  text: string;
  lang: Lang;
  /** It carries a link that signs in, or votes: nobody reads it here, and it is erased once it has left. */
  secret?: boolean;
  /** The party that it is written to, or about: it is on the party's page. */
  partyId?: string | null;
  attachments?: readonly Attachment[];
  /** One of many: it leaves at the rate of mailings (BEFFROI_MAILS_PER_MINUTE), after those that someone waits for. */
  paced?: boolean;
  /** Where its recipient asks for no more of the kind (RFC 8058): whole, with the token of this mail. */
  unsubscribeUrl?: string | null;
}

/** Puts a mail in the outbox and asks for its departure, in the transaction of what it announces. @throws Refused where what goes with it is too long */
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
        dueAt: act.now,
        partyId: mail.partyId ?? null,
        paced: mail.paced ?? false,
        unsubscribeUrl: mail.unsubscribeUrl ?? null,
      })
      .onConflictDoNothing({ target: mailOutbox.key })
      .returning({ id: mailOutbox.id });
    if (!added) return;
    await attach(act, added.id, mail.attachments ?? []);
    if (state === 'waiting' && !mail.paced) await act.jobs.send(act, deliverJob, { id: added.id });
  });
}

/** Asks that the mails of a mailing begin to leave; without it they begin within a minute. */
export async function startDepartures(act: Act): Promise<void> {
  if (act.site.sendsMail) await act.jobs.send(act, departuresJob, {});
}

/** The outbox, the latest first. @throws Forbidden */
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
  return { mails: mails.map(readable), total: counted!.total };
}

/** A mail with what goes with it, and what came back. */
export interface MailFile {
  mail: OutboxMail;
  attachments: { position: number; name: string; mediaType: string }[];
  /** The latest first. */
  returns: (MailReturn & { files: { position: number; name: string; isKept: boolean }[] })[];
}

/** One mail as staff may read it. @throws Forbidden, Missing */
export async function getMail(act: Act, id: string): Promise<MailFile> {
  if (!mayReadOutbox(act.actor)) throw new Forbidden();
  const [mail] = await act.db.select().from(mailOutbox).where(eq(mailOutbox.id, id));
  if (!mail) throw new Missing();
  const attachments = await act.db
    .select({ position: mailAttachment.position, name: mailAttachment.name, mediaType: mailAttachment.mediaType })
    .from(mailAttachment)
    .where(eq(mailAttachment.mailId, id))
    .orderBy(asc(mailAttachment.position));
  const returns = await act.db.select().from(mailReturn).where(eq(mailReturn.mailId, id)).orderBy(desc(mailReturn.writtenAt));
  const files = await act.db
    .select({ file: mailReturnFile })
    .from(mailReturnFile)
    .innerJoin(mailReturn, eq(mailReturn.id, mailReturnFile.returnId))
    .where(eq(mailReturn.mailId, id))
    .orderBy(asc(mailReturnFile.position));
  return {
    mail: readable(mail),
    attachments,
    returns: returns.map((one) => ({
      ...one,
      files: files
        .filter(({ file }) => file.returnId === one.id)
        .map(({ file: { position, name, fileId } }) => ({ position, name, isKept: fileId !== null })),
    })),
  };
}

/** A file that came with an answer to a mail. @returns its stored file @throws Forbidden, Missing */
export async function findReturnedFile(act: Act, mailId: string, returnId: string, position: number): Promise<string> {
  if (!mayReadOutbox(act.actor)) throw new Forbidden();
  const [found] = await act.db
    .select({ fileId: mailReturnFile.fileId })
    .from(mailReturnFile)
    .innerJoin(mailReturn, eq(mailReturn.id, mailReturnFile.returnId))
    .where(
      and(
        eq(mailReturn.mailId, mailId),
        eq(mailReturnFile.returnId, returnId),
        eq(mailReturnFile.position, Number.isSafeInteger(position) ? Math.min(position, 1_000) : 0),
      ),
    );
  if (!found?.fileId) throw new Missing('returned file');
  return found.fileId;
}

/** One thing that goes with a mail. @throws Forbidden, Missing */
export async function findMailFile(act: Act, id: string, position: number): Promise<typeof mailAttachment.$inferSelect> {
  if (!mayReadOutbox(act.actor)) throw new Forbidden();
  const [found] = await act.db
    .select()
    .from(mailAttachment)
    .where(and(eq(mailAttachment.mailId, id), eq(mailAttachment.position, Number.isSafeInteger(position) ? Math.min(position, 1_000) : 0)));
  if (!found) throw new Missing('attachment');
  return found;
}

/** The mails to or about a party, the latest first, but those that sign in. Whoever calls has checked that the person may read them. */
export async function listPartyMails(act: Act, partyId: string): Promise<OutboxMail[]> {
  const mails = await act.db
    .select()
    .from(mailOutbox)
    .where(and(eq(mailOutbox.partyId, partyId), eq(mailOutbox.secret, false)))
    .orderBy(desc(mailOutbox.createdAt), desc(mailOutbox.id));
  return mails.map(readable);
}

/** A line break in a header would begin another header. */
function cleanHeader(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

/** Always the same for one mail: a server that gets it twice can see that it is one. */
function messageIdOf(key: string, url: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${new URL(url).hostname}>`;
}

/**
 * Reading the outbox must be a way neither to sign in nor to answer in someone's place; only what no server will take, and
 * someone must hand over, keeps its links.
 */
function readable(mail: OutboxMail): OutboxMail {
  if (mail.secret) return { ...mail, body: '', unsubscribeUrl: null };
  return mail.state === 'kept' ? mail : { ...mail, body: withoutTokens(mail.body), unsubscribeUrl: null };
}
