import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Act } from '../act.ts';
import { hashToken, newToken } from '../auth/hash.ts';
import { answerLink } from './schema.ts';

/** A question that was put by mail. `open` until it is answered, taken back, or too old. */
export interface AnswerLink {
  id: string;
  /** What the answer is about: an identifier of the module that asked. */
  subject: string;
  state: 'open' | 'closed' | 'expired';
}

/**
 * Makes a link to put in a mail; it opens the page that answers, and the page's form does the answering, so that a mail
 * scanner which follows links answers nothing. Paths hold the token after `/lien/`, which the log leaves out.
 * @returns the token, which is kept nowhere
 */
export async function createAnswerLink(
  act: Act,
  { purpose, subject, expiresAt }: { purpose: string; subject: string; expiresAt: Temporal.Instant },
): Promise<string> {
  const token = newToken();
  await act.db
    .insert(answerLink)
    .values({ id: randomUUID(), purpose, subject, tokenHash: hashToken(token), createdAt: act.now, expiresAt });
  return token;
}

/** The link behind a token, whatever its state; null where there is none of this purpose. */
export async function findAnswerLink(act: Act, purpose: string, token: string): Promise<AnswerLink | null> {
  const [row] = await act.db
    .select()
    .from(answerLink)
    .where(and(eq(answerLink.tokenHash, hashToken(token)), eq(answerLink.purpose, purpose)));
  if (!row) return null;
  const isOver = Temporal.Instant.compare(row.expiresAt, act.now) <= 0;
  return { id: row.id, subject: row.subject, state: row.closedAt ? 'closed' : isOver ? 'expired' : 'open' };
}

/** Closes a link, in the transaction of the answer. @returns false where another request closed it first */
export async function closeAnswerLink(act: Act, id: string): Promise<boolean> {
  const closed = await act.db
    .update(answerLink)
    .set({ closedAt: act.now })
    .where(and(eq(answerLink.id, id), isNull(answerLink.closedAt)))
    .returning({ id: answerLink.id });
  return closed.length > 0;
}

/** Closes every open link about something: the question is answered otherwise, or no longer asked. */
export async function closeAnswerLinks(act: Act, purpose: string, subject: string): Promise<void> {
  await act.db
    .update(answerLink)
    .set({ closedAt: act.now })
    .where(and(eq(answerLink.purpose, purpose), eq(answerLink.subject, subject), isNull(answerLink.closedAt)));
}
