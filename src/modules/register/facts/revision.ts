import { desc, eq, lte, sql } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { revision } from '../schema.ts';

/** An open revision: the transaction in which facts are written, and its number. */
export interface Revision {
  act: Act;
  number: number;
  /** How many entries the journal has for it so far. */
  entries: number;
}

/** Any constant will do, so long as nothing else in the database takes the same advisory lock. */
const revisionLock = 7_238_001;

/**
 * Runs a write on the register as one numbered revision, with who, which command and why.
 * The number is given under a lock held until the commit, so that the order of numbers is the order of commits:
 * what was known at a revision never changes afterwards.
 */
export async function inRevision<T>(act: Act, why: { command: string; reason: string }, write: (rev: Revision) => Promise<T>): Promise<T> {
  return inTransaction(act, async (act) => {
    await lockRevisions(act.db);
    const [last] = await act.db.select().from(revision).orderBy(desc(revision.number)).limit(1);
    const number = (last?.number ?? 0) + 1;
    // The instant is that of the lock, not that at which a long import began: what was known until now stays as it was read.
    const now = act.clock?.() ?? act.now;
    // A clock set back must not put a revision before the one it follows.
    const at = last && Temporal.Instant.compare(last.at, now) > 0 ? last.at : now;
    await act.db.insert(revision).values({ number, at, actorId: actorId(act.actor), actor: actorName(act.actor), ...why });
    const rev: Revision = { act, number, entries: 0 };
    const result = await write(rev);
    await act.db.update(revision).set({ entries: rev.entries }).where(eq(revision.number, number));
    return result;
  });
}

/** Holds back every other revision until the end of the transaction. */
export async function lockRevisions(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${revisionLock})`);
}

/** The last revision at or before an instant; 0 when the register did not know anything yet. Null is now. */
export async function revisionAt(db: Db, knownAt: Temporal.Instant | null): Promise<number> {
  const [row] = await db
    .select({ number: revision.number })
    .from(revision)
    .where(knownAt ? lte(revision.at, knownAt) : undefined)
    .orderBy(desc(revision.number))
    .limit(1);
  return row?.number ?? 0;
}
