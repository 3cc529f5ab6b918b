import { and, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { erased, holdsWords, patternOf, withoutWords } from '../../../../kernel/db/erase.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { eraseFromMails } from '../../../../kernel/mail/erase.ts';
import type { Module } from '../../../../kernel/module.ts';
import { factKinds, type FactKind } from '../../facts/kinds.ts';
import { retractFact } from '../../facts/record.ts';
import { inRevision, type Revision } from '../../facts/revision.ts';
import { journalRedacted } from '../../facts/rows.ts';
import { eraseFromImports } from '../../imports/runs/erase.ts';
import { eraseFromQuestions } from '../../mandates/questions/erase.ts';
import { mayErase } from '../../policy.ts';
import { journalEntry, type JsonRow, revision, source } from '../../schema.ts';
import { refuseErased } from '../commands.ts';
import { contactErasure, personContact, personName, personRedaction } from '../schema.ts';
import { personalColumns } from './personal.ts';

/**
 * Erases a person, in one revision: their name and how they were reached disappear from rows, history and journal, from
 * the reasons of revisions, sources, questions, imports and mails; that someone held an office, and when, stays. The journal
 * still verifies. It cannot be undone.
 * @param forget what other modules hold of a person (`forgetPerson` of the manifests)
 * @returns the revision's number
 * @throws Missing, and Refused where they are erased already
 */
export async function redactPerson(
  act: Act,
  personId: string,
  reason: string,
  forget: readonly NonNullable<Module['forgetPerson']>[],
): Promise<number> {
  if (!mayErase(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    await refuseErased(act, personId);
    const words = await listWords(act, personId);
    const pattern = patternOf(words);
    const why = { command: 'person redact', reason: withoutPattern(reason, words) };
    return inRevision(act, why, async (rev) => {
      // Again: another erasure may have been waited for.
      await refuseErased(rev.act, personId);
      await rev.act.db.insert(personRedaction).values({ personId, revision: rev.number });
      await redactKinds(rev, personId, personalColumns);
      await eraseWords(rev, personId, pattern);
      for (const one of forget) await one(rev.act, personId, words);
      return rev.number;
    });
  });
}

/**
 * Erases how someone is reached, in one revision: the register holds it no more, and it disappears from rows, history and
 * journal, from reasons, sources, questions, imports and mails. Their name and their mandates stay.
 * @returns the revision's number
 * @throws Missing where the register holds no contact of theirs
 */
export async function eraseContacts(act: Act, personId: string, reason: string): Promise<number> {
  if (!mayErase(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) =>
    inRevision(act, { command: 'contacts redact', reason }, async (rev) => {
      const held = await rev.act.db
        .select({ factId: personContact.factId })
        .from(personContact)
        .where(and(eq(personContact.personId, personId), sql`upper_inf(${personContact.recorded})`));
      if (held.length === 0) throw new Missing(`contacts of ${personId}`);
      const words = await listOwnContacts(rev.act, personId);
      await rev.act.db.insert(contactErasure).values({ revision: rev.number, personId });
      for (const { factId } of held) await retractFact(rev, factKinds.personContact as FactKind, factId);
      await redactKinds(
        rev,
        personId,
        personalColumns.filter(({ kind }) => kind.table === personContact),
      );
      if (words.length > 0) await eraseWords(rev, personId, patternOf(words));
      return rev.number;
    }),
  );
}

/** Every way in which the person alone was ever reached: the address of a town hall is their successor's too. */
async function listOwnContacts({ db }: Act, personId: string): Promise<string[]> {
  const rows = await db.select({ personId: personContact.personId, value: personContact.value }).from(personContact);
  const others = new Set(rows.flatMap((row) => (row.personId === personId ? [] : row.value.toLowerCase())));
  const own = rows.filter((row) => row.personId === personId && row.value !== erased && !others.has(row.value.toLowerCase()));
  return [...new Set(own.map(({ value }) => value))];
}

async function redactKinds(rev: Revision, personId: string, kinds: typeof personalColumns): Promise<void> {
  await rev.act.db.execute(sql`select set_config('beffroi.redacting', ${personId}, true)`);
  for (const { kind, columns } of kinds) {
    const becomes = Object.fromEntries(Object.entries(columns).map(([column, one]) => [column, one.becomes]));
    await redactRows(rev, kind, personId, becomes);
  }
  await rev.act.db.execute(sql`select set_config('beffroi.redacting', '', true)`);
}

/** Wherever what is erased was written in sentences. */
async function eraseWords(rev: Revision, personId: string, pattern: string): Promise<void> {
  await eraseFromRevisions(rev, pattern);
  await eraseFromSources(rev.act, pattern);
  await eraseFromQuestions(rev.act, personId, pattern);
  await eraseFromImports(rev.act, pattern);
  await eraseFromMails(rev.act, pattern);
}

/** Everything that the person was ever called, and every way in which they were ever reached. */
async function listWords(act: Act, personId: string): Promise<string[]> {
  const names = await act.db.select().from(personName).where(eq(personName.personId, personId));
  const contacts = await act.db.select().from(personContact).where(eq(personContact.personId, personId));
  const words = [...names.flatMap(({ name, sortKey }) => [name, sortKey]), ...contacts.map(({ value }) => value)];
  return [...new Set(words.filter((word) => word !== erased))];
}

/** The rows of one kind, as they are held and as they ever were, and what the journal says of them. */
async function redactRows(
  rev: Revision,
  kind: (typeof personalColumns)[number]['kind'],
  personId: string,
  becomes: Record<string, string | null>,
): Promise<void> {
  const table = kind.table as typeof personName;
  const rows = await rev.act.db
    .update(table)
    .set(becomes)
    .where(and(eq(table.personId, personId), isToRedact(table, becomes)))
    .returning({ row: sql<JsonRow>`to_jsonb(${table}.*) - 'recorded'`, from: sql<number>`lower(${table.recorded})`.mapWith(Number) });
  if (rows.length === 0) return;
  const became = rows.toSorted((one, other) => one.from - other.from).map(({ row }) => row);
  await journalRedacted(rev, kind, became);
  await rev.act.db
    .update(journalEntry)
    .set({
      row: sql`(select became from jsonb_array_elements(${JSON.stringify(became)}::jsonb) became where (became ->> 'id')::uuid = ${journalEntry.rowId})`,
      salt: '',
      redactedIn: rev.number,
    })
    .where(
      and(
        inArray(
          journalEntry.rowId,
          became.map((row) => String(row['id'])),
        ),
        ne(journalEntry.operation, 'redact'),
      ),
    );
}

/** Where only notes are personal, rows without any have nothing to lose. */
function isToRedact(table: typeof personName, becomes: Record<string, string | null>): SQL | undefined {
  const isNoted = sql`(${table.note} is not null or ${table.retainedReason} is not null)`;
  return Object.values(becomes).includes(erased) ? undefined : isNoted;
}

async function eraseFromRevisions(rev: Revision, pattern: string): Promise<void> {
  await rev.act.db
    .update(revision)
    .set({ reason: withoutWords(revision.reason, pattern), salt: '', redactedIn: rev.number })
    .where(and(holdsWords(revision.reason, pattern), ne(revision.number, rev.number), isNull(revision.redactedIn)));
  // One that an earlier erasure already touched keeps the mark of that one.
  await rev.act.db
    .update(revision)
    .set({ reason: withoutWords(revision.reason, pattern) })
    .where(and(holdsWords(revision.reason, pattern), ne(revision.number, rev.number)));
}

async function eraseFromSources(act: Act, pattern: string): Promise<void> {
  await act.db
    .update(source)
    .set({
      title: withoutWords(source.title, pattern),
      publisher: withoutWords(source.publisher, pattern),
      note: withoutWords(source.note, pattern),
      // An address that holds the name leads nowhere without it.
      url: sql`case when ${holdsWords(source.url, pattern)} then null else ${source.url} end`,
      // The digest of the words would let a name be guessed.
      digest: sql`'redacted ' || ${source.id}`,
    })
    .where(or(...[source.title, source.publisher, source.note, source.url].map((column) => holdsWords(column, pattern))));
}

/** The reason of an erasure is kept for ever: it does not bring back what it erases. */
function withoutPattern(reason: string, words: readonly string[]): string {
  return words.reduce((text, word) => text.replaceAll(new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu'), erased), reason);
}
