import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Db } from './db.ts';
import { say } from './messages.ts';
import type { OpenDatabase } from './open.ts';
import { readInt8, readInt8List } from './parsers.ts';
import { DatabaseRefused } from './refused.ts';
import { createStatementNames } from './statements.ts';

const oldestVersion = 15;

/** Opens PostgreSQL: connections in UTC, no statement that runs for ever nor is compiled, no transaction left open. */
export async function openServer(url: string, connections: number): Promise<OpenDatabase> {
  shareParsers();
  const nameStatements = createStatementNames();
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: 'beffroi',
    connectionTimeoutMillis: 10_000,
    statement_timeout: 120_000,
    idle_in_transaction_session_timeout: 120_000,
    keepAlive: true,
    // Not `options`, which poolers refuse; the promise is awaited before the connection is lent.
    onConnect: async (client) => {
      // A page's statement is planned for thousands of rows and done in less time than compiling it takes.
      await client.query("set time zone 'UTC'; set jit = off");
      nameStatements(client);
    },
  });
  // A connection that the server ends is told to whoever was using it by the failure of the statement; it is also an
  // event, which unheard would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await checkServer(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    db: drizzleOn(pool),
    engine: 'postgres',
    pool,
    checkpoint: async () => {},
    tidy: async () => {},
    close: () => pool.end(),
  };
}

/**
 * Drizzle on the pool, with a transaction of our own: Drizzle's never gives back a connection on which `begin` fails, so
 * that a server lost a few times would leave none to lend. Where it does fail nothing was done, and another connection is
 * tried: after a restart of the server the pool still holds some that are dead.
 */
function drizzleOn(pool: pg.Pool): Db {
  const db = drizzle(pool) as unknown as Db;
  db.transaction = async (work, config) => {
    for (let dead = 0; ; dead += 1) {
      const client = await pool.connect();
      let hasBegun = false;
      try {
        return await (drizzle(client) as unknown as Db).transaction(async (tx) => {
          hasBegun = true;
          return work(tx);
        }, config);
      } catch (error) {
        if (hasBegun || dead === pool.options.max) throw error;
      } finally {
        client.release();
      }
    }
  };
  return db;
}

async function checkServer(pool: pg.Pool): Promise<void> {
  const answer = await pool
    .query("select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding")
    .catch((cause: Error) => {
      throw new DatabaseRefused(say.later('db.unreachable', { why: cause.message || String(cause) }), { cause });
    });
  const { version, encoding } = answer.rows[0];
  const major = Math.floor(version / 10_000);
  if (major < oldestVersion) throw new DatabaseRefused(say.later('db.tooOld', { version: major, oldest: oldestVersion }));
  if (encoding !== 'UTF8') throw new DatabaseRefused(say.later('db.encoding', { encoding }));
}

/** Drizzle asks the driver's own table of parsers, so that is where both engines are made to agree. */
function shareParsers(): void {
  pg.types.setTypeParser(pg.types.builtins.INT8, readInt8);
  // `int8[]`, which the driver does not name.
  pg.types.setTypeParser(1016 as typeof pg.types.builtins.INT8, readInt8List);
}
