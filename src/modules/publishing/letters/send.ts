import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { createAnswerLink } from '../../../kernel/answers/links.ts';
import { Missing } from '../../../kernel/errors.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import type { Attachment } from '../../../kernel/mail/attachments.ts';
import { sendMail } from '../../../kernel/mail/outbox.ts';
import { withoutTokens } from '../../../kernel/mail/redact.ts';
import { say } from './messages.ts';
import { letterPaths } from './paths.ts';
import { findRecipients } from './recipients.ts';
import { findWays, type Way } from './reach.ts';
import { isRefusable } from './rules.ts';
import { letter, letterAttachment } from './schema.ts';
import type { LetterPurpose, RefusablePurpose } from './vocabulary.ts';

export interface NewLetter {
  purpose: LetterPurpose;
  /** Purpose, recipient and version: the same key is one letter, however often it is asked for. */
  key: string;
  partyId: string;
  /** Where the caller knows better than the register whom to write to, in which language, and where. */
  to?: { email: string | null; lines: string[]; lang: Lang; personId?: string | null };
  subject: string;
  /** Plain text, paragraphs parted by an empty line; without the greeting, nothing is added to it but how to have no more. */
  text: string;
  /** Stored files (`keepBytes`), and calendars, which do not go on paper. */
  attachments?: readonly Attachment[];
}

/** A letter that was written, and how it goes. */
export type SentLetter = Way & { id: string };

/**
 * Writes to a party, in the transaction of what it announces: by mail at the rate of mailings, on paper where no address takes
 * mails, not at all where the party asked for no more of the kind. Either way it is on the party's page.
 * Whoever calls has checked that the actor may write to it.
 * @throws Missing where there is no such party
 */
export async function sendLetter(act: Act, written: NewLetter): Promise<SentLetter> {
  const to = written.to ?? (await recipientOf(act, written.partyId));
  return inTransaction(act, async (act) => {
    const [before] = await act.db.select().from(letter).where(eq(letter.key, written.key));
    if (before) return before;
    const ways = await findWays(act, written.purpose, [{ partyId: written.partyId, email: to.email }]);
    return writeLetter(act, written, to, ways.get(written.partyId)!);
  });
}

/** Whether the letter of a key was written already. */
export async function isWritten(act: Act, key: string): Promise<boolean> {
  return (await act.db.$count(letter, eq(letter.key, key))) > 0;
}

/** What is given of a letter once it is known how it goes. */
export type Addressee = NonNullable<NewLetter['to']>;

/** Writes a letter that goes a way already chosen; the same key twice writes one. */
export async function writeLetter(
  act: Act,
  { purpose, key, partyId, subject, text, attachments = [], mailingId = null }: NewLetter & { mailingId?: string | null },
  { email, lines, lang, personId = null }: Addressee,
  { channel, reason }: Way,
): Promise<SentLetter> {
  const id = randomUUID();
  const [added] = await act.db
    .insert(letter)
    .values({
      id,
      key,
      partyId,
      personId,
      mailingId,
      purpose,
      lang,
      channel,
      reason,
      address: email,
      lines: lines.join('\n'),
      subject: subject.replace(/\p{Cc}+/gu, ' ').trim(),
      // What its links open leaves with the mail; on paper they are printed.
      body: channel === 'paper' ? text : withoutTokens(text),
      createdAt: act.now,
      createdById: actorId(act.actor),
      createdBy: actorName(act.actor),
    })
    .onConflictDoNothing({ target: letter.key })
    .returning({ id: letter.id, channel: letter.channel, reason: letter.reason });
  if (!added) {
    const [first] = await act.db.select().from(letter).where(eq(letter.key, key));
    return first!;
  }
  const files = attachments.flatMap((one) => ('fileId' in one ? [one] : []));
  if (files.length > 0)
    await act.db
      .insert(letterAttachment)
      .values(files.map(({ name, fileId }, index) => ({ letterId: id, position: index + 1, name, fileId })));
  if (channel === 'mail') {
    const unsubscribeUrl = isRefusable(purpose) ? await unsubscribeLink(act, id) : null;
    await sendMail(act, {
      key: mailKey(key),
      to: email!,
      subject,
      text: unsubscribeUrl
        ? `${text}\n\n-- \n${say.in(lang)(`unsubscribe.${purpose as RefusablePurpose}`, { url: unsubscribeUrl })}`
        : text,
      lang,
      partyId,
      paced: true,
      attachments,
      unsubscribeUrl,
    });
  }
  return added;
}

/** The key of the mail that brings a letter. */
export function mailKey(key: string): string {
  return `letter:${key}`;
}

async function recipientOf(act: Act, partyId: string): Promise<Addressee> {
  const found = (await findRecipients(act, [partyId])).get(partyId);
  if (!found) throw new Missing(`party ${partyId}`);
  return { email: found.email, lines: found.lines, lang: found.lang, personId: found.head?.person.id ?? null };
}

/** What is kept for years: a mailbox may hold a mail that long. */
const linkLife = { hours: 24 * 365 * 5 };

async function unsubscribeLink(act: Act, letterId: string): Promise<string> {
  const token = await createAnswerLink(act, { purpose: 'unsubscribe', subject: letterId, expiresAt: act.now.add(linkLife) });
  return `${act.site.url}${letterPaths.unsubscription(token)}`;
}
