import { eq, inArray, or, sql } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Act } from '../../kernel/act.ts';
import { erased, holdsWords, patternOf, withoutWords } from '../../kernel/db/erase.ts';
import {
  delegate,
  delegateStep,
  invitationAnswer,
  invitationException,
  invitationLine,
  invitationListStep,
  invitationMail,
  invitationRecipient,
  sessionSpeaker,
} from './schema.ts';

/** Of an address that was erased: no mail ever goes there (RFC 2606). */
const nowhere = 'efface@example.invalid';

/** Where someone may be named, apart from what is theirs. */
const texts: readonly [PgTable, Record<string, AnyPgColumn>][] = [
  [delegateStep, { name: delegateStep.name, role: delegateStep.role, place: delegateStep.place, reason: delegateStep.reason }],
  [sessionSpeaker, { name: sessionSpeaker.name, role: sessionSpeaker.role }],
  [invitationMail, { name: invitationMail.name }],
  [invitationAnswer, { message: invitationAnswer.message, by: invitationAnswer.by }],
  [invitationException, { reason: invitationException.reason }],
  [invitationLine, { reasonFr: invitationLine.reasonFr, reasonEn: invitationLine.reasonEn }],
  [invitationListStep, { reason: invitationListStep.reason }],
];

/**
 * Erases someone from events, in the transaction of the erasure: that a party was invited, answered and came stays, and what a
 * list said stays signed by its digest, without the name.
 * @param words what they were ever called, and how they were ever reached
 */
export async function forgetInEvents(act: Act, personId: string, words: readonly string[]): Promise<void> {
  await act.db.execute(sql`select set_config('beffroi.redacting', ${personId}, true)`);
  const own = act.db.select({ id: delegate.id }).from(delegate).where(eq(delegate.personId, personId));
  await act.db
    .update(delegateStep)
    .set({ name: erased, role: null, email: null, place: null, reason: null })
    .where(inArray(delegateStep.delegateId, own));
  await act.db.update(sessionSpeaker).set({ name: erased, role: null }).where(eq(sessionSpeaker.personId, personId));
  await act.db.delete(invitationRecipient).where(eq(invitationRecipient.personId, personId));
  if (words.length > 0) await forgetWords(act, patternOf(words));
  await act.db.execute(sql`select set_config('beffroi.redacting', '', true)`);
}

async function forgetWords(act: Act, pattern: string): Promise<void> {
  await act.db
    .delete(invitationRecipient)
    .where(or(holdsWords(invitationRecipient.name, pattern), holdsWords(invitationRecipient.email, pattern)));
  await act.db.update(invitationMail).set({ email: nowhere, name: erased }).where(holdsWords(invitationMail.email, pattern));
  await act.db.update(delegateStep).set({ email: null }).where(holdsWords(delegateStep.email, pattern));
  for (const [table, columns] of texts) {
    const changes = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, withoutWords(column, pattern)]));
    await act.db
      .update(table)
      .set(changes)
      .where(or(...Object.values(columns).map((column) => holdsWords(column, pattern))));
  }
}
