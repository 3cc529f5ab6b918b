import { and, asc, eq, inArray } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Missing } from '../../../kernel/errors.ts';
import { journalEntry, revision, type JsonRow } from '../schema.ts';
import { changedColumns } from './in-words.ts';
import { isUuid } from './read.ts';
import { loadRefs, type Refs } from './refs.ts';
import type { FactChange } from './rows.ts';

/** One revision in the life of a fact: who, when, why, and what it changed. */
export interface FactVersion {
  revision: typeof revision.$inferSelect;
  change: FactChange;
  before: JsonRow | null;
  /** Null where the fact was retracted. */
  after: JsonRow | null;
  changed: string[];
}

export interface FactHistory {
  kind: string;
  factId: string;
  /** The fact as it last was, held or not. */
  last: JsonRow;
  held: boolean;
  /** Newest first. */
  versions: FactVersion[];
  refs: Refs;
}

/** Everything that ever happened to a fact, from the journal. @throws Missing */
export async function getFactHistory(db: Db, kind: string, factId: string, at: At): Promise<FactHistory> {
  const entries = isUuid(factId)
    ? await db
        .select()
        .from(journalEntry)
        .where(and(eq(journalEntry.factId, factId), eq(journalEntry.kind, kind)))
        .orderBy(asc(journalEntry.revision), asc(journalEntry.position))
    : [];
  if (entries.length === 0) throw new Missing(`${kind} ${factId}`);
  const numbers = [...new Set(entries.map((entry) => entry.revision))];
  const revisions = new Map((await db.select().from(revision).where(inArray(revision.number, numbers))).map((one) => [one.number, one]));
  const byRevision = Map.groupBy(entries, (entry) => entry.revision);
  const versions = numbers.map((number): FactVersion => {
    const ofRevision = byRevision.get(number)!;
    const before = ofRevision.find((entry) => entry.operation === 'close')?.row ?? null;
    // An erasure says what the row has become, and changes nothing of what it holds.
    const after = ofRevision.findLast((entry) => entry.operation !== 'close')?.row ?? null;
    return {
      revision: revisions.get(number)!,
      change: ofRevision.at(-1)!.change,
      before,
      after,
      changed: before && after ? changedColumns(before, after) : [],
    };
  });
  const newest = versions.findLast(({ change }) => change !== 'redact')!;
  return {
    kind,
    factId,
    last: (newest.after ?? newest.before)!,
    held: newest.after !== null,
    versions: versions.toReversed(),
    refs: await loadRefs(
      db,
      entries.map((entry) => entry.row),
      at,
    ),
  };
}
