import { is, sql } from 'drizzle-orm';
import { PgTransaction } from 'drizzle-orm/pg-core';
import type { Actor } from './actor.ts';
import type { Catalogue } from './catalogue.ts';
import type { Db } from './db/db.ts';
import { changeChannel } from './db/generation.ts';
import { claimOnce, type Once } from './http/idempotency.ts';
import type { JobSender } from './jobs/sender.ts';
import type { Signer } from './signing/index.ts';

/** Everything a command or a query needs to know of the moment: the database or open transaction, who acts, what time it is. */
export interface Act {
  db: Db;
  actor: Actor;
  now: Temporal.Instant;
  /** What time it has become: for what must bear the instant at which it happened, after a long wait. `now` where absent. */
  clock?: () => Temporal.Instant;
  requestId?: string;
  jobs: JobSender;
  /** What the modules offer to count. */
  catalogue: Catalogue;
  /** Signs what is frozen or sealed. */
  signer: Signer;
  /** This installation: the address that its mails and proofs carry, whether its mails leave by themselves, whether all it holds is invented. */
  site: { url: string; sendsMail: boolean; isDemonstration?: boolean };
  /** The folder of stored files (kernel/files). */
  files: string;
  /** The form that is being answered: whatever it changes is changed once, however often it is sent. */
  once?: Once;
  /** Told of each commit before anyone else is: what was kept of the register until now is stale. */
  onCommit?: () => void;
}

/**
 * Runs `fn` in one transaction: all of it is kept, or nothing. A call inside another joins the outer transaction.
 * `fn` receives an act whose `db` is the transaction and must use only that one: on the embedded engine the outer one
 * would wait for ever, on PostgreSQL it would write outside. PostgreSQL may ask that a transaction be run again
 * (serialization, deadlock): `fn` then runs anew, at most three times in all, so it must do nothing outside the database.
 */
export async function inTransaction<T, A extends Act>(act: A, fn: (act: A) => Promise<T>): Promise<T> {
  if (opened.has(act.db)) return fn(act);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act.db
        .transaction(async (tx) => {
          opened.add(tx);
          const inner = { ...act, db: tx };
          if (act.once) await claimOnce(inner, act.once);
          const result = await fn(inner);
          // Delivered with the commit, to other processes that keep pages until something changes.
          await tx.execute(sql`select pg_notify(${changeChannel}, '')`);
          return result;
        })
        .then((result) => {
          act.onCommit?.();
          if (act.once) act.once.claimed = true;
          return result;
        });
    } catch (error) {
      // Inside someone else's transaction, this one is a savepoint: only the whole can be run again.
      if (attempt === 3 || is(act.db, PgTransaction) || !mustRunAgain(error)) throw error;
    }
  }
}

/** The transactions that `inTransaction` opened: a call that finds itself in one joins it. */
const opened = new WeakSet<Db>();

const serializationFailure = '40001';
const deadlock = '40P01';

function mustRunAgain(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof Error && 'code' in cause && (cause.code === serializationFailure || cause.code === deadlock);
}
