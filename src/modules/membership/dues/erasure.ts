import { or, sql } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Act } from '../../../kernel/act.ts';
import { holdsWords, patternOf, withoutWords } from '../../../kernel/db/erase.ts';
import { bankLine } from './bank/schema.ts';
import { dueContact, dueException, dueExceptionDecision, duePause, duePayment, dueReminder, ledgerEntry } from './schema.ts';

/** Where dues keep sentences in which someone may be named. */
const written: readonly { table: PgTable; columns: Record<string, AnyPgColumn> }[] = [
  { table: dueReminder, columns: { subject: dueReminder.subject, body: dueReminder.body } },
  { table: duePayment, columns: { payer: duePayment.payer, reference: duePayment.reference, note: duePayment.note } },
  { table: bankLine, columns: { payer: bankLine.payer, reference: bankLine.reference, words: bankLine.words } },
  { table: ledgerEntry, columns: { label: ledgerEntry.label } },
  { table: dueException, columns: { reason: dueException.reason } },
  { table: dueExceptionDecision, columns: { reason: dueExceptionDecision.reason } },
  { table: duePause, columns: { reason: duePause.reason } },
];

/**
 * Erases what dues hold of a person: their contact is no longer one, their name and address leave reminders, payments,
 * lines of the bank and reasons. Amounts, days and what was owed stay.
 */
export async function forgetInDues(act: Act, personId: string, words: readonly string[]): Promise<void> {
  const pattern = patternOf(words);
  // The triggers let sentences change while a person is being erased, and at no other time.
  await act.db.execute(sql`select set_config('beffroi.redacting', ${personId}, true)`);
  await act.db.delete(dueContact).where(or(holdsWords(dueContact.name, pattern), holdsWords(dueContact.email, pattern)));
  const recipients = sql`${dueReminder.recipients}::text`;
  await act.db
    .update(dueReminder)
    .set({ recipients: sql`${withoutWords(recipients, pattern)}::jsonb` })
    .where(holdsWords(recipients, pattern));
  for (const { table, columns } of written) {
    const values = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, withoutWords(column, pattern)]));
    await act.db
      .update(table)
      .set(values)
      .where(or(...Object.values(columns).map((column) => holdsWords(column, pattern))));
  }
  await act.db.execute(sql`select set_config('beffroi.redacting', '', true)`);
}
