import { createHash, randomBytes } from 'node:crypto';
import { desc, eq, lte, sql } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
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
    // No finer than PostgreSQL keeps it: the digest is of what will be read back.
    const now = (act.clock?.() ?? act.now).round({ smallestUnit: 'microsecond', roundingMode: 'floor' });
    // A clock set back must not put a revision before the one it follows.
    const at = last && Temporal.Instant.compare(last.at, now) > 0 ? last.at : now;
    const line = { number, at, actorId: actorId(act.actor), actor: actorName(act.actor), ...why };
    await act.db.insert(revision).values(line);
    const rev: Revision = { act, number, entries: 0 };
    const result = await write(rev);
    const salt = randomBytes(16).toString('hex');
    const digest = revisionDigest(salt, { ...line, entries: rev.entries });
    await act.db.update(revision).set({ entries: rev.entries, salt, digest }).where(eq(revision.number, number));
    return result;
  });
}

/** What a revision is sealed by: who, when, which command, why, and how many entries the journal has for it. */
export function revisionLine(
  one: Pick<typeof revision.$inferSelect, 'number' | 'at' | 'actorId' | 'actor' | 'command' | 'reason' | 'entries'>,
): string {
  return JSON.stringify([one.number, one.at.toString(), one.actorId, one.actor, one.command, one.reason, one.entries]);
}

/** The digest of a revision's line; salted, so that it says nothing of a name that was erased from it. */
export function revisionDigest(salt: string, one: Parameters<typeof revisionLine>[0]): string {
  return createHash('sha256').update(salt).update(revisionLine(one)).digest('hex');
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

/** A day (today, unless said), as the register knows it now. */
export async function asKnownNow({ db, now }: Pick<Act, 'db' | 'now'>, on = dayOf(now)): Promise<At> {
  return { on, revision: await revisionAt(db, null) };
}
