import { sql } from 'drizzle-orm';
import { fromDrizzle, fromPglite, PgBoss, type ConstructorOptions } from 'pg-boss';
import type { PGlite } from '@electric-sql/pglite';
import type { Db } from '../db/db.ts';
import { datesParsers } from '../db/lite-client.ts';
import type { OpenDatabase } from '../db/open.ts';

/** pg-boss on this database: on the embedded engine itself, or with connections of its own to the server. */
export function buildBoss(open: OpenDatabase, options: ConstructorOptions): PgBoss {
  if (open.lite) return new PgBoss({ ...options, db: fromPglite(withDates(open.lite)), backend: 'pglite' });
  return new PgBoss({ ...options, connectionString: open.pool!.options.connectionString!, application_name: 'beffroi jobs', max: 4 });
}

/** The engine as pg-boss reads it: with dates. */
function withDates(lite: PGlite): Parameters<typeof fromPglite>[0] {
  return {
    query: (text, params) => lite.query(text, params, { parsers: datesParsers }),
    exec: (text) => lite.exec(text, { parsers: datesParsers }),
    listen: (channel, callback) => lite.listen(channel, callback),
  };
}

/** Where pg-boss writes. */
export type BossDatabase = NonNullable<ConstructorOptions['db']>;

/** Makes pg-boss write in our transaction. */
export function inside(db: Db): BossDatabase {
  return fromDrizzle(db, sql);
}

/** How a job is retried, and how soon a job is taken back from a process that died. */
export const queueOptions = {
  retryLimit: 5,
  retryDelay: 10,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 900,
  heartbeatSeconds: 30,
  // The worker is told of a new job, and so may look for one by itself seldom.
  notify: true,
} as const;
