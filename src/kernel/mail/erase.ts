import { and, eq, or } from 'drizzle-orm';
import type { Act } from '../act.ts';
import { holdsWords, withoutWords } from '../db/erase.ts';
import { addressTrouble, mailOutbox, mailReturn, mailReturnFile } from './schema.ts';

/** The address of nobody (RFC 2606): a mail keeps having one, and no server takes it. */
const nobody = 'adresse-effacee@beffroi.invalid';

/**
 * Erases words (a name, an address) from the outbox and from what came back, in the transaction of the erasure: nobody can read any more to whom
 * it was written, and what still waited to leave for that address does not leave.
 * @param pattern as `patternOf` makes it
 */
export async function eraseFromMails(act: Act, pattern: string): Promise<void> {
  const { recipient, subject, body, state } = mailOutbox;
  const update = act.db.update(mailOutbox);
  await update.set({ state: 'refused' }).where(and(holdsWords(recipient, pattern), eq(state, 'waiting')));
  await update.set({ recipient: nobody }).where(holdsWords(recipient, pattern));
  await update
    .set({ subject: withoutWords(subject, pattern), body: withoutWords(body, pattern) })
    .where(or(holdsWords(subject, pattern), holdsWords(body, pattern)));
  const back = { sender: mailReturn.sender, subject: mailReturn.subject, diagnostic: mailReturn.diagnostic, body: mailReturn.body };
  await act.db
    .update(mailReturn)
    .set(Object.fromEntries(Object.entries(back).map(([name, column]) => [name, withoutWords(column, pattern)])))
    .where(or(...Object.values(back).map((column) => holdsWords(column, pattern))));
  const { name } = mailReturnFile;
  await act.db
    .update(mailReturnFile)
    .set({ name: withoutWords(name, pattern) })
    .where(holdsWords(name, pattern));
  // That an address which nobody has any more takes no mails is of no use.
  await act.db.delete(addressTrouble).where(holdsWords(addressTrouble.address, pattern));
  await act.db
    .update(addressTrouble)
    .set({ reason: withoutWords(addressTrouble.reason, pattern) })
    .where(holdsWords(addressTrouble.reason, pattern));
}
