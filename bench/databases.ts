import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Act } from '../src/kernel/act.ts';
import { gatherCatalogue } from '../src/kernel/catalogue.ts';
import type { Db } from '../src/kernel/db/db.ts';
import { migrate } from '../src/kernel/db/migrate.ts';
import { openServer } from '../src/kernel/db/server.ts';
import { createPassingSigner } from '../src/kernel/signing/index.ts';
import { modules } from '../src/modules.ts';
import { startCluster } from '../scripts/postgres-cluster.ts';

/** PostgreSQL for the time of the benchmarks, on a socket of its own, as durable as in production. */
export interface Databases {
  /** A new database with every migration, or a copy of another whose connections are closed. */
  create(name: string, template?: string): Promise<Database>;
  drop(database: Database): Promise<void>;
  /** A folder that the server may write to. */
  folder: string;
  /** Of the server: `15.14`. */
  version: string;
  remove(): Promise<void>;
}

export interface Database {
  name: string;
  url: string;
  db: Db;
  /** Plain SQL: for data made by the hundred thousand, and for yardsticks written by hand. */
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** What an administrator does on it, now. */
  act(): Act;
  close(): Promise<void>;
}

export async function startDatabases(): Promise<Databases> {
  const cluster = await startCluster({ durable: true });
  const folder = join(new URL(cluster.url).searchParams.get('host')!, 'files');
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  const [{ version }] = (await administer(cluster.url, `select split_part(current_setting('server_version'), ' ', 1) as version`)) as [
    { version: string },
  ];
  return {
    folder,
    version,
    async create(name, template) {
      await administer(cluster.url, `create database ${name} template ${template ?? 'template0'}`);
      return openDatabaseAt(name, inDatabase(cluster.url, name), template === undefined);
    },
    async drop(database) {
      await database.close();
      await administer(cluster.url, `drop database ${database.name}`);
    },
    remove: cluster.remove,
  };
}

async function administer(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

async function openDatabaseAt(name: string, url: string, isNew: boolean): Promise<Database> {
  const open = await openServer(url, 4);
  if (isNew) await migrate(open);
  return {
    name,
    url,
    db: open.db,
    query: async (text, values) => (await open.pool!.query<Record<string, unknown>>(text, values)).rows,
    act: () => actOn(open.db),
    close: open.close,
  };
}

const signer = createPassingSigner();
const catalogue = gatherCatalogue(modules);

function actOn(db: Db): Act {
  return {
    db,
    actor: { kind: 'system', name: 'bench' },
    now: Temporal.Now.instant(),
    jobs: { send: async () => '' },
    catalogue,
    signer,
    site: { url: 'http://localhost', sendsMail: false },
    files: '',
  };
}

function inDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.toString();
}
