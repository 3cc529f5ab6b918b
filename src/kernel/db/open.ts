import type { PGlite } from '@electric-sql/pglite';
import type { Pool } from 'pg';
import type { Config } from '../config.ts';
import type { Db, Engine } from './db.ts';
import { openEmbedded } from './embedded.ts';
import { openServer } from './server.ts';

/** A database that is open, whichever its engine. */
export interface OpenDatabase {
  db: Db;
  engine: Engine;
  /** Folds the journal of the embedded engine into its tables; a server does it by itself. */
  checkpoint(): Promise<void>;
  /** Gives back the room of what was deleted and counts rows for the planner; a server does it by itself. Worth a call after a large import. */
  tidy(): Promise<void>;
  /** Ends every connection; the embedded engine is left clean and its folder free. */
  close(): Promise<void>;
  /** The embedded engine itself, for what must speak to it without Drizzle. */
  lite?: PGlite;
  /** The connections to the server, for what must hold one of its own. */
  pool?: Pool;
}

/** What opening needs to know of the configuration. */
export type DatabaseSettings = Pick<Config, 'databaseUrl' | 'databasePool' | 'data' | 'url' | 'checkpointSeconds'>;

/**
 * Opens PostgreSQL where `DATABASE_URL` is set, else the embedded engine in `BEFFROI_DATA`.
 * @throws DatabaseRefused when another process holds the folder, or when the server is too old or out of reach
 */
export async function openDatabase(config: DatabaseSettings): Promise<OpenDatabase> {
  return config.databaseUrl ? openServer(config.databaseUrl, config.databasePool) : openEmbedded(config);
}
