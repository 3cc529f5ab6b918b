import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { and, asc, desc, eq, gte, lt, lte, sql } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { dayOf, secretariatTimeZone } from '../../../kernel/i18n/format.ts';
import type { Signer, Verifier } from '../../../kernel/signing/index.ts';
import { contactErasure, personRedaction } from '../persons/schema.ts';
import { journalEntry, journalSeal, revision } from '../schema.ts';
import { factKinds, type FactKind } from './kinds.ts';
import { lockRevisions, revisionDigest, revisionLine } from './revision.ts';
import { replay, type ReplayedRow } from './replay.ts';
import { entryDigest, type Entry } from './rows.ts';

/** What a check of the journal found; no fault, and the register is what its journal says. */
export interface JournalCheck {
  revisions: number;
  entries: number;
  seals: number;
  /** Entries and revisions of which something personal was erased: their own digest is taken at its word, the chain holds it. */
  redacted: number;
  faults: JournalFault[];
}

export interface JournalFault {
  what:
    | 'digest'
    | 'redaction'
    | 'revision'
    | 'missing'
    | 'replay'
    | 'row-absent'
    | 'row-differs'
    | 'row-unknown'
    | 'seal'
    | 'signature'
    | 'chain'
    | 'number';
  where: string;
}

/**
 * Closes each day that is over and not yet sealed: a hash over the day's entries and the previous seal, signed.
 * Looks at the last day sealed, not at the tick that called it; running it twice changes nothing.
 */
export async function sealJournal(act: Act, signer: Signer): Promise<number> {
  return inTransaction(act, async (act) => {
    await lockRevisions(act.db);
    const [first] = await act.db.select({ at: revision.at }).from(revision).orderBy(asc(revision.number)).limit(1);
    let [last] = await act.db.select().from(journalSeal).orderBy(desc(journalSeal.day)).limit(1);
    if (!first) return 0;
    const today = dayOf(act.now);
    let day = last ? last.day.add({ days: 1 }) : dayOf(first.at);
    let sealed = 0;
    for (; Temporal.PlainDate.compare(day, today) < 0; day = day.add({ days: 1 })) {
      const content = await dayContent(act.db, day);
      const previousHash = last?.hash ?? null;
      const hash = sealHash(day, content, previousHash);
      const { signature, keyId } = signer.sign(hash);
      const seal = { day, ...content, previousHash, hash, signature, keyId, sealedAt: act.now };
      await act.db.insert(journalSeal).values(seal);
      last = seal;
      sealed += 1;
    }
    return sealed;
  });
}

/**
 * Checks everything that can be checked without trusting the register: each entry's digest, that the facts are what a
 * replay of the journal gives, and that the chain of signed seals is whole.
 */
export async function verifyJournal(db: Db, verifier: Verifier): Promise<JournalCheck> {
  const entries = await db.select().from(journalEntry).orderBy(asc(journalEntry.revision), asc(journalEntry.position));
  const faults: JournalFault[] = [];
  const erasures = await readErasures(db, entries);
  for (const one of entries) {
    const where = `${one.revision}.${one.position}`;
    if (one.redactedIn !== null) {
      if (!erasures.allows(one)) faults.push({ what: 'redaction', where });
      continue;
    }
    const entry: Entry = {
      kind: one.kind,
      fact_id: one.factId,
      row_id: one.rowId,
      operation: one.operation,
      change: one.change,
      row: one.row,
    };
    if (entryDigest(one.salt, entry) !== one.digest) faults.push({ what: 'digest', where });
  }
  const replayed = replay(entries);
  faults.push(...replayed.faults.map((where) => ({ what: 'replay' as const, where })));
  faults.push(...(await compareFacts(db, replayed.rows)));
  const revisions = await db.select().from(revision).orderBy(asc(revision.number));
  const counted = Map.groupBy(entries, (entry) => entry.revision);
  revisions.forEach((one, index) => {
    if (one.number !== index + 1) faults.push({ what: 'number', where: String(one.number) });
    if ((counted.get(one.number)?.length ?? 0) !== one.entries) faults.push({ what: 'missing', where: String(one.number) });
    if (one.redactedIn !== null) {
      if (!erasures.revisions.has(one.redactedIn)) faults.push({ what: 'redaction', where: String(one.number) });
    } else if (one.digest !== null && revisionDigest(one.salt!, one) !== one.digest) {
      faults.push({ what: 'revision', where: String(one.number) });
    }
  });
  const seals = await db.select().from(journalSeal).orderBy(asc(journalSeal.day));
  let previousHash: string | null = null;
  for (const seal of seals) {
    const where = seal.day.toString();
    if (seal.previousHash !== previousHash) faults.push({ what: 'chain', where });
    if (sealHash(seal.day, await dayContent(db, seal.day), seal.previousHash) !== seal.hash) faults.push({ what: 'seal', where });
    if (!(await verifier.verify(seal.hash, seal.signature, seal.keyId))) faults.push({ what: 'signature', where });
    previousHash = seal.hash;
  }
  const redacted = [...entries, ...revisions].filter((one) => one.redactedIn !== null).length;
  return { revisions: revisions.length, entries: entries.length, seals: seals.length, redacted, faults };
}

/**
 * What erasures allow. An entry that lost what was personal no longer gives its digest: it must be of a person erased, or whose contacts were, in
 * that very revision, and say what that revision's own entry, sealed with its day, says its row became.
 */
async function readErasures(db: Db, entries: readonly (typeof journalEntry.$inferSelect)[]) {
  const rows = [...(await db.select().from(personRedaction)), ...(await db.select().from(contactErasure))];
  const revisions = new Map(rows.map((one) => [one.revision, one.personId]));
  const became = new Map(
    entries.filter((one) => one.operation === 'redact').map((one) => [`${one.revision} ${one.rowId}`, canonicalize(one.row)]),
  );
  return {
    revisions,
    allows: ({ redactedIn, rowId, row }: (typeof entries)[number]) =>
      revisions.get(redactedIn!) === row['person_id'] && became.get(`${redactedIn} ${rowId}`) === canonicalize(row),
  };
}

interface DayContent {
  firstRevision: number | null;
  lastRevision: number | null;
  entriesHash: string;
}

async function dayContent(db: Db, day: Temporal.PlainDate): Promise<DayContent> {
  const from = day.toZonedDateTime(secretariatTimeZone).toInstant();
  const to = day.add({ days: 1 }).toZonedDateTime(secretariatTimeZone).toInstant();
  const revisions = await db
    .select()
    .from(revision)
    .where(and(gte(revision.at, from), lt(revision.at, to)))
    .orderBy(asc(revision.number));
  const first = revisions[0]?.number ?? 0;
  const entries = await db
    .select({ revision: journalEntry.revision, digest: journalEntry.digest })
    .from(journalEntry)
    .where(and(gte(journalEntry.revision, first), lte(journalEntry.revision, revisions.at(-1)?.number ?? -1)))
    .orderBy(asc(journalEntry.revision), asc(journalEntry.position));
  const digests = Map.groupBy(entries, (entry) => entry.revision);
  const hash = createHash('sha256');
  for (const one of revisions) {
    hash.update(one.digest ?? revisionLine(one));
    for (const { digest } of digests.get(one.number) ?? []) hash.update(digest);
  }
  return { firstRevision: revisions[0]?.number ?? null, lastRevision: revisions.at(-1)?.number ?? null, entriesHash: hash.digest('hex') };
}

function sealHash(day: Temporal.PlainDate, content: DayContent, previousHash: string | null): string {
  return createHash('sha256')
    .update(JSON.stringify([day.toString(), content.firstRevision, content.lastRevision, content.entriesHash, previousHash]))
    .digest('hex');
}

async function compareFacts(db: Db, replayed: Map<string, ReplayedRow>): Promise<JournalFault[]> {
  const faults: JournalFault[] = [];
  const unseen = new Set(replayed.keys());
  for (const kind of Object.values(factKinds) as FactKind[]) {
    for (const fact of await storedRows(db, kind)) {
      unseen.delete(fact.id);
      const expected = replayed.get(fact.id);
      if (!expected || expected.kind !== kind.name) faults.push({ what: 'row-unknown', where: `${kind.name} ${fact.id}` });
      else if (fact.from !== expected.from || fact.to !== expected.to || !fact.same)
        faults.push({ what: 'row-differs', where: `${kind.name} ${fact.id}` });
    }
  }
  return [...faults, ...[...unseen].map((where) => ({ what: 'row-absent' as const, where }))];
}

/** Every row of a kind, and whether it says what its first journal entry says; compared as the table's own type. */
async function storedRows(db: Db, kind: FactKind): Promise<{ id: string; from: number; to: number | null; same: boolean }[]> {
  const { table } = kind;
  return db
    .select({
      id: table.id,
      from: sql<number>`lower(${table.recorded})`.mapWith(Number),
      to: sql<number | null>`upper(${table.recorded})`.mapWith((value) => (value === null ? null : Number(value))),
      same: sql<boolean>`to_jsonb(${table}.*) - 'recorded' = to_jsonb(jsonb_populate_record(null::${table}, ${journalEntry.row})) - 'recorded'`,
    })
    .from(table)
    .leftJoin(journalEntry, and(eq(journalEntry.rowId, table.id), eq(journalEntry.operation, 'record')));
}
