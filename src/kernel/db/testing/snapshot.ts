import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { buildBoss } from '../../jobs/boss.ts';
import { liteOptions, wrapLite } from '../embedded.ts';
import { migrate, readMigrations } from '../migrate.ts';
import type { OpenDatabase } from '../open.ts';
import { openServer } from '../server.ts';

/** The engine that tests run on. */
export const testEngine = process.env['BEFFROI_TEST_ENGINE'] === 'postgres' ? 'postgres' : 'pglite';

/** A database of one's own with every migration and no rows, copied from a snapshot; the caller closes it. */
export async function cloneDatabase(): Promise<OpenDatabase> {
  return testEngine === 'postgres' ? cloneServer() : cloneLite();
}

/** An empty database on the test server; the caller drops it. Only where `testEngine` is `postgres`. */
export async function createEmptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const url = serverUrl();
  const name = newName();
  await asAdministrator(url, (client) => client.query(`create database ${name} template template0 encoding 'UTF8'`));
  // Not by force: PostgreSQL waits a few seconds for connections that are just ending.
  return {
    url: inDatabase(url, name),
    drop: async () => void (await asAdministrator(url, (client) => client.query(`drop database ${name}`))),
  };
}

/** Changes with anything that the snapshot holds. */
function snapshotKey(): string {
  const versions = readFileSync('package-lock.json', 'utf8').match(
    /node_modules\/(?:pg-boss|@electric-sql\/pglite)": \{\s*"version": "[^"]+"/g,
  );
  return createHash('sha256')
    .update(JSON.stringify([versions, readMigrations().map(({ checksum }) => checksum)]))
    .digest('hex')
    .slice(0, 16);
}

async function cloneLite(): Promise<OpenDatabase> {
  const file = join(tmpdir(), `beffroi-test-${snapshotKey()}.tar`);
  if (!existsSync(file)) await writeSnapshot(file);
  const lite = await PGlite.create({ ...liteOptions, loadDataDir: new Blob([readFileSync(file)]) });
  await lite.exec("set time zone 'UTC'");
  return wrapLite(lite);
}

async function writeSnapshot(file: string): Promise<void> {
  const lite = await PGlite.create(liteOptions);
  await prepare(wrapLite(lite));
  const dump = await lite.dumpDataDir('none');
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, Buffer.from(await dump.arrayBuffer()));
  renameSync(draft, file);
  await lite.close();
  removeOldSnapshots();
}

/** Those that were made more than a day ago are of older migrations. */
function removeOldSnapshots(): void {
  const yesterday = Temporal.Now.instant().subtract({ hours: 24 }).epochMilliseconds;
  for (const name of readdirSync(tmpdir()).filter((one) => /^beffroi-test-[0-9a-f]{16}\.tar$/.test(one))) {
    const stat = statSync(join(tmpdir(), name), { throwIfNoEntry: false });
    if (stat && stat.mtimeMs < yesterday) rmSync(join(tmpdir(), name), { force: true });
  }
}

async function cloneServer(): Promise<OpenDatabase> {
  const url = serverUrl();
  const template = `beffroi_template_${snapshotKey()}`;
  const name = newName();
  await asAdministrator(url, async (client) => {
    // One worker makes the template while the others wait; a template takes no connection while it is copied.
    await client.query('select pg_advisory_lock(7238002)');
    const { rows } = await client.query('select from pg_database where datname = $1', [template]);
    if (rows.length === 0) {
      await client.query(`create database ${name} template template0 encoding 'UTF8'`);
      const open = await openServer(inDatabase(url, name), 2);
      await prepare(open);
      await open.close();
      await client.query(`alter database ${name} rename to ${template}`);
    }
    await client.query(`create database ${name} template ${template}`);
  });
  const open = await openServer(inDatabase(url, name), 5);
  return {
    ...open,
    async close() {
      await open.close();
      await asAdministrator(url, (client) => client.query(`drop database ${name}`));
    },
  };
}

function serverUrl(): string {
  const url = process.env['DATABASE_URL_TEST'];
  if (!url) throw new Error('DATABASE_URL_TEST is not set: run « npm run test:postgres », which starts a server');
  return url;
}

function newName(): string {
  return `beffroi_test_${randomUUID().replaceAll('-', '')}`;
}

async function prepare(open: OpenDatabase): Promise<void> {
  await migrate(open);
  const boss = buildBoss(open, { supervise: false, schedule: false });
  await boss.start();
  await boss.stop();
}

async function asAdministrator<T>(url: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}

function inDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.toString();
}
