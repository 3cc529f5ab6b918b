import { and, asc, desc, eq, gte, inArray, lt, min, sql } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Missing } from '../../../kernel/errors.ts';
import { secretariatTimeZone } from '../../../kernel/i18n/format.ts';
import { changedColumns } from '../facts/in-words.ts';
import { loadRefs, type Refs } from '../facts/refs.ts';
import type { FactChange } from '../facts/rows.ts';
import { likePattern } from '../search/words.ts';
import { journalEntry, revision, type JsonRow } from '../schema.ts';

export type RevisionRow = typeof revision.$inferSelect;

/** What the journal may be narrowed to; days are those of the secretariat, both included. */
export interface JournalFilters {
  text?: string | undefined;
  command?: string | undefined;
  from?: Temporal.PlainDate | undefined;
  to?: Temporal.PlainDate | undefined;
}

/** The revisions of the register, the latest first; and the commands that ever wrote one. */
export async function listRevisions(
  db: Db,
  filters: JournalFilters,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: RevisionRow[]; total: number; commands: string[] }> {
  const where = and(
    filters.text ? sql`folded(${revision.reason} || ' ' || ${revision.actor}) like ${likePattern(filters.text)}` : undefined,
    filters.command ? eq(revision.command, filters.command) : undefined,
    filters.from && gte(revision.at, startOf(filters.from)),
    filters.to && lt(revision.at, startOf(filters.to.add({ days: 1 }))),
  );
  const commands = await db.selectDistinct({ command: revision.command }).from(revision).orderBy(asc(revision.command));
  return {
    rows: await db.select().from(revision).where(where).orderBy(desc(revision.number)).limit(limit).offset(offset),
    total: await db.$count(revision, where),
    commands: commands.map((one) => one.command),
  };
}

/** What a revision did to one fact. */
export interface RevisionChange {
  kind: string;
  factId: string;
  change: FactChange;
  before: JsonRow | null;
  after: JsonRow | null;
  changed: string[];
}

/** One revision and what it did, fact by fact. @throws Missing */
export async function getRevision(
  db: Db,
  number: number,
  at: At,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ revision: RevisionRow; changes: RevisionChange[]; total: number; refs: Refs }> {
  const [found] = Number.isSafeInteger(number) ? await db.select().from(revision).where(eq(revision.number, number)) : [];
  if (!found) throw new Missing(`revision ${number}`);
  const ofRevision = eq(journalEntry.revision, number);
  const facts = await db
    .select({ factId: journalEntry.factId })
    .from(journalEntry)
    .where(ofRevision)
    .groupBy(journalEntry.factId)
    .orderBy(min(journalEntry.position))
    .limit(limit)
    .offset(offset);
  const [counted] = await db
    .select({ total: sql<number>`count(distinct ${journalEntry.factId})`.mapWith(Number) })
    .from(journalEntry)
    .where(ofRevision);
  const entries =
    facts.length === 0
      ? []
      : await db
          .select()
          .from(journalEntry)
          .where(
            and(
              ofRevision,
              inArray(
                journalEntry.factId,
                facts.map((one) => one.factId),
              ),
            ),
          )
          .orderBy(asc(journalEntry.position));
  const byFact = Map.groupBy(entries, (entry) => entry.factId);
  const changes = facts.map(({ factId }): RevisionChange => {
    const ofFact = byFact.get(factId)!;
    const before = ofFact.find((entry) => entry.operation === 'close')?.row ?? null;
    const after = ofFact.findLast((entry) => entry.operation !== 'close')?.row ?? null;
    return {
      kind: ofFact[0]!.kind,
      factId,
      change: ofFact.at(-1)!.change,
      before,
      after,
      changed: before && after ? changedColumns(before, after) : [],
    };
  });
  return {
    revision: found,
    changes,
    total: counted!.total,
    refs: await loadRefs(
      db,
      entries.map((entry) => entry.row),
      at,
    ),
  };
}

function startOf(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime(secretariatTimeZone).toInstant();
}
