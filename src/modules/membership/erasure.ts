import { eq, sql } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Act } from '../../kernel/act.ts';
import { holdsWords, patternOf, withoutWords } from '../../kernel/db/erase.ts';
import {
  applicationDocument,
  applicationStep,
  capException,
  capitalOpinion,
  correctionProposal,
  membershipApplication,
  membershipChange,
  opinionRequest,
} from './schema.ts';

/** An address that reaches nobody (RFC 2606), where one was erased: a request is never without one. */
const nowhere = 'efface@effacement.invalid';

/**
 * Erases what membership holds of a person who is being erased from the register: as the head or the contact of an applicant, as who
 * was asked for an opinion or gave one, in what was written about them. What happened, and when, stays.
 */
export async function forgetPerson(act: Act, personId: string, words: readonly string[]): Promise<void> {
  await act.db.update(opinionRequest).set({ personId: null }).where(eq(opinionRequest.personId, personId));
  if (words.length === 0) return;
  const pattern = patternOf(words);
  await act.db.execute(sql`select set_config('beffroi.redacting', ${personId}, true)`);
  for (const [table, columns] of written) for (const column of columns) await eraseWords(act, table, column, pattern);
  for (const [table, column] of addresses)
    await act.db
      .update(table)
      .set({ [propertyOf(column)]: nowhere })
      .where(holdsWords(column, pattern));
  await act.db.execute(sql`select set_config('beffroi.redacting', '', true)`);
}

/** Where a person may be written of. */
const written: readonly (readonly [PgTable, readonly AnyPgColumn[]])[] = [
  [
    membershipApplication,
    [membershipApplication.headName, membershipApplication.contactName, membershipApplication.motives, membershipApplication.createdBy],
  ],
  [applicationStep, [applicationStep.by, applicationStep.reason]],
  [applicationDocument, [applicationDocument.addedBy, applicationDocument.withdrawnBy]],
  [opinionRequest, [opinionRequest.addressee]],
  [capitalOpinion, [capitalOpinion.signatory, capitalOpinion.text, capitalOpinion.by]],
  [capException, [capException.reason]],
  [membershipChange, [membershipChange.reason, membershipChange.decision]],
  [correctionProposal, [correctionProposal.proposal, correctionProposal.answer, correctionProposal.by]],
];

/** Where a person may be reached. */
const addresses = [
  [membershipApplication, membershipApplication.contactEmail],
  [opinionRequest, opinionRequest.email],
] as const;

async function eraseWords(act: Act, table: PgTable, column: AnyPgColumn, pattern: string): Promise<void> {
  await act.db
    .update(table)
    .set({ [propertyOf(column)]: withoutWords(column, pattern) })
    .where(holdsWords(column, pattern));
}

/** The property of the schema behind a column: `head_name` → `headName`. */
function propertyOf(column: AnyPgColumn): string {
  return column.name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
