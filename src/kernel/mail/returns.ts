import { createHash, randomUUID } from 'node:crypto';
import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm';
import { type Act, inTransaction } from '../act.ts';
import { actorId, actorName } from '../actor.ts';
import { audit } from '../audit/audit.ts';
import { Forbidden, Invalid } from '../errors.ts';
import { keepFile, receiveFile, type ReceivedFile } from '../files/index.ts';
import { markTrouble } from './addresses.ts';
import { say } from './messages.ts';
import { mayReadOutbox } from './policy.ts';
import { readReturn, type ReadReturn } from './read-return.ts';
import { withoutTokens } from './redact.ts';
import { mailOutbox, mailReturn, mailReturnFile, type OutboxMail, type ReturnKind } from './schema.ts';

/** Bytes of what comes back; a notification holds a copy of the mail at most. */
export const longestReturn = 15_000_000;

/** What is kept of what comes with an answer. */
const keptKinds = ['pdf', 'image', 'word', 'spreadsheet'] as const;

/** How long after a mail its recipient's address alone is enough to know what came back for. */
const memory = { hours: 60 * 24 };

/** What was recorded of a file, and for which mail. */
export interface RecordedReturn {
  mailId: string;
  kind: ReturnKind;
  recipient: string;
  subject: string;
}

/**
 * Records a notification of non-delivery (RFC 3464) or an answer, on the mail that it is about: by its Message-ID, else by
 * the address. An address that takes no mails is then in trouble until someone says otherwise.
 * @param bytes the message as its file holds it (.eml)
 * @throws Forbidden; Invalid (`file`) where it is no mail, says nothing, is about none of ours, or was recorded before
 */
export async function recordReturn(act: Act, bytes: Uint8Array): Promise<RecordedReturn> {
  if (!mayReadOutbox(act.actor)) throw new Forbidden();
  const read = await readReturn(bytes, act.now);
  if (typeof read === 'string') throw new Invalid({ file: say.later(`return.${read}`) });
  const received = await receivePieces(act, read);
  return inTransaction(act, async (act) => {
    const found = await findMail(act, read);
    if (!found) throw new Invalid({ file: say.later('return.unmatched') });
    const { mail, matchedBy } = found;
    const { kind, sender, subject, writtenAt, status, diagnostic } = read;
    const [added] = await act.db
      .insert(mailReturn)
      .values({
        id: randomUUID(),
        mailId: mail.id,
        kind,
        matchedBy,
        digest: createHash('sha256').update(bytes).digest('hex'),
        sender,
        subject,
        writtenAt,
        status,
        diagnostic,
        // What comes back often quotes what was sent.
        body: withoutTokens(read.text),
        recordedAt: act.now,
        recordedById: actorId(act.actor),
        recordedBy: actorName(act.actor),
      })
      .onConflictDoNothing()
      .returning({ id: mailReturn.id });
    if (!added) throw new Invalid({ file: say.later('return.twice') });
    for (const [index, { name, file }] of received.entries())
      await act.db
        .insert(mailReturnFile)
        .values({ returnId: added.id, position: index + 1, name, fileId: file && (await keepFile(act, file)) });
    if (kind === 'undeliverable')
      await markTrouble(act, {
        address: mail.recipient,
        mailId: mail.id,
        since: writtenAt,
        reason: [status, diagnostic].filter(Boolean).join(' – ') || subject,
      });
    await audit(act, { command: 'mail.return', subject: mail.recipient, detail: { kind, subject: mail.subject } });
    return { mailId: mail.id, kind, recipient: mail.recipient, subject: mail.subject };
  });
}

/**
 * Takes in what came with an answer, checked by its content as whatever else people send; what is of no kind that is kept
 * stays a name. Before the transaction: what nothing refers to in the end is swept.
 */
async function receivePieces(act: Act, { files }: ReadReturn): Promise<{ name: string; file: ReceivedFile | null }[]> {
  const received = [];
  for (const { name, bytes } of files) {
    const whole = (async function* () {
      yield bytes;
    })();
    const file = await receiveFile(act, { name, bytes: whole }, { accept: keptKinds, most: longestReturn }).catch((error: unknown) => {
      if (error instanceof Invalid) return null;
      throw error;
    });
    received.push({ name: name.replaceAll(/[/\\]/g, ' '), file });
  }
  return received;
}

async function findMail(
  act: Act,
  { messageIds, addresses }: ReadReturn,
): Promise<{ mail: OutboxMail; matchedBy: 'message_id' | 'recipient' } | null> {
  if (messageIds.length > 0) {
    const [mail] = await act.db
      .select()
      .from(mailOutbox)
      .where(inArray(mailOutbox.messageId, messageIds))
      .orderBy(desc(mailOutbox.createdAt))
      .limit(1);
    if (mail) return { mail, matchedBy: 'message_id' };
  }
  if (addresses.length === 0) return null;
  const [mail] = await act.db
    .select()
    .from(mailOutbox)
    .where(
      and(
        inArray(sql`lower(${mailOutbox.recipient})`, addresses),
        eq(mailOutbox.secret, false),
        gte(mailOutbox.createdAt, act.now.subtract(memory)),
      ),
    )
    .orderBy(desc(mailOutbox.createdAt))
    .limit(1);
  return mail ? { mail, matchedBy: 'recipient' } : null;
}
