import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from 'vitest';
import type { Act } from '../act.ts';
import type { Role } from '../actor.ts';
import { gatherCatalogue } from '../catalogue.ts';
import { createPassingSigner } from '../signing/keys.ts';
import type { Db } from './db.ts';
import type { OpenDatabase } from './open.ts';
import { listSentJobs, testSender, type SentJob } from './testing/jobs.ts';
import { cloneDatabase, createEmptyDatabase, testEngine } from './testing/snapshot.ts';

/** The moment at which tests happen, unless they say otherwise. */
export const testNow = Temporal.Instant.from('2026-11-23T09:00:00Z');

/**
 * How a test wants its act: an officer by default, with nothing to count (`catalogue`) and mails that wait for their
 * departure (`site`).
 */
export interface ActOptions extends Partial<Omit<Act, 'db'>> {
  role?: Role;
}

/** What a test of the database is given; all it writes is undone when it ends. */
export interface DatabaseFixtures {
  /** The transaction of this test, on a database with every migration. */
  db: Db;
  /** Builds the act of someone: `act()`, `act({ role: 'reader' })`, `act({ actor: visitor })`. */
  act: (options?: ActOptions) => Act;
  /** The jobs that this test has sent so far. */
  sentJobs: () => Promise<SentJob[]>;
}

/**
 * A `test` whose database is real and empty of rows, on the engine that `BEFFROI_TEST_ENGINE` names (the embedded one
 * unless it says `postgres`). `const test = databaseTest()`, then `test('…', async ({ act, db }) => …)`.
 * A command that fails is undone as in production: `inTransaction` makes a savepoint.
 * @param seed run once in each test before it starts
 */
export function databaseTest(seed?: (act: Act) => Promise<void>) {
  return base.extend<DatabaseFixtures>({
    db: async ({}, use) => {
      const { db } = await workerDatabase();
      await rolledBack(db, use);
    },
    act: async ({ db }, use) => {
      const build = actBuilder(db);
      await seed?.(build({ actor: { kind: 'system', name: 'test' } }));
      await use(build);
    },
    sentJobs: async ({ db }, use) => use(() => listSentJobs(db)),
  });
}

/** Builds acts on a database: what `databaseTest` gives, for a test that opens its own. */
export function actBuilder(db: Db): DatabaseFixtures['act'] {
  return ({ role = 'officer', ...given } = {}) => ({
    db,
    actor: { kind: 'user', id: '00000000-0000-4000-8000-000000000001', name: 'Awa Diop', role },
    now: testNow,
    jobs: testSender,
    catalogue: gatherCatalogue([]),
    signer: testSigner,
    site: { url: 'http://localhost:3000', sendsMail: true },
    files: testFiles(),
    ...given,
  });
}

/** The database of this test worker: all migrations, no rows. What is written to it must be undone. */
export function workerDatabase(): Promise<OpenDatabase> {
  return (held.beffroiTestDatabase ??= cloneDatabase());
}

export { cloneDatabase, createEmptyDatabase, testEngine };

/** A folder of files for each test file, made when it is first asked for and taken away at the end. */
function testFiles(): string {
  if (!held.beffroiTestFiles) {
    const folder = (held.beffroiTestFiles = mkdtempSync(join(tmpdir(), 'beffroi-files-')));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  }
  return held.beffroiTestFiles;
}

/** One key for all that a test file signs. */
const testSigner = createPassingSigner();

// On the global object: each test file has its own copy of this module, the worker's database is one.
const held = globalThis as { beffroiTestDatabase?: Promise<OpenDatabase>; beffroiTestFiles?: string };

async function rolledBack(db: Db, use: (tx: Db) => Promise<void>): Promise<void> {
  const done = new Error('The test is over');
  await db
    .transaction(async (tx) => {
      await use(tx);
      throw done;
    })
    .catch((error: unknown) => {
      if (error !== done) throw error;
    });
}

/** How many statements some work sends to the database. */
export async function countStatements(db: Db, work: (db: Db) => Promise<unknown>): Promise<number> {
  // Drizzle has no other place through which both engines' statements pass.
  const { session } = db as unknown as { session: { prepareQuery: (...args: unknown[]) => unknown } };
  const prepare = session.prepareQuery;
  let count = 0;
  session.prepareQuery = (...args) => {
    count += 1;
    return prepare.apply(session, args);
  };
  try {
    await work(db);
  } finally {
    session.prepareQuery = prepare;
  }
  return count;
}
