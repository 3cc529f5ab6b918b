import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite, types, type PGliteOptions } from '@electric-sql/pglite';
import { amcheck } from '@electric-sql/pglite/contrib/amcheck';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { drizzle } from 'drizzle-orm/pglite';
import type { Db } from './db.ts';
import { DurableFolder, durableStart } from './durable-folder.ts';
import { clientOf } from './lite-client.ts';
import { lockFolder } from './lock.ts';
import { say } from './messages.ts';
import type { DatabaseSettings, OpenDatabase } from './open.ts';
import { readInt8 } from './parsers.ts';
import { DatabaseRefused } from './refused.ts';
import { syncPath, syncTree } from './sync-tree.ts';

/** What every embedded database has, on disk or in memory. */
export const liteOptions = {
  extensions: { amcheck, btree_gist, pg_trgm, unaccent },
  parsers: { [types.INT8]: readInt8, [types.NUMERIC]: (text: string) => text },
} satisfies PGliteOptions;

/** Opens the embedded engine in `db/` of the data folder, for this process alone, durable, with a checkpoint on a timer. */
export async function openEmbedded(config: Pick<DatabaseSettings, 'data' | 'url' | 'checkpointSeconds'>): Promise<OpenDatabase> {
  const lock = lockFolder(config.data, config.url);
  try {
    const lite = await openLite(join(config.data, 'db'), endProcess);
    const open = wrapLite(lite);
    const timer = setInterval(() => void checkpointOrSay(open), config.checkpointSeconds * 1000).unref();
    return {
      ...open,
      async close() {
        clearInterval(timer);
        try {
          await open.checkpoint();
          await open.close();
        } finally {
          lock.release();
        }
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Opens a durable embedded engine in a folder that the caller holds.
 * @param lost ends the process: the disk no longer confirms what is written
 * @throws DatabaseRefused when PostgreSQL cannot open what is in the folder
 */
export async function openLite(folder: string, lost: (why: string) => void): Promise<PGlite> {
  if (!existsSync(join(folder, 'PG_VERSION'))) await layDown(folder, lost);
  removeEmptyPid(folder);
  const lite = await startLite(folder, lost);
  await lite.exec("set time zone 'UTC'");
  return lite;
}

/** Makes a new database beside its place, then puts it there: a first start that is cut leaves no half of one. */
async function layDown(folder: string, lost: (why: string) => void): Promise<void> {
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const lite = await startLite(draft, lost);
  await lite.close();
  // The first files are laid down by a program of its own, without fsync.
  syncTree(draft);
  renameSync(draft, folder);
  syncPath(dirname(folder));
}

async function startLite(folder: string, lost: (why: string) => void): Promise<PGlite> {
  const watch = watchLog(lost);
  try {
    const lite = await PGlite.create({
      ...liteOptions,
      fs: new DurableFolder(folder, lost),
      startParams: durableStart,
      onStderr: watch.read,
    });
    watch.opened();
    return lite;
  } catch (cause) {
    throw new DatabaseRefused(say.later('db.unopenable', { folder, why: watch.ends() ?? String(cause) }), { cause });
  }
}

/** The same face as a server, for an embedded engine whose life the caller minds. */
export function wrapLite(lite: PGlite): OpenDatabase {
  return {
    db: drizzle({ client: clientOf(lite) }) as unknown as Db,
    engine: 'pglite',
    lite,
    checkpoint: async () => {
      await lite.exec('checkpoint');
    },
    tidy: async () => {
      await lite.exec('vacuum (analyze)');
    },
    close: () => lite.close(),
  };
}

/**
 * Reads PostgreSQL's log, which is shown to nobody for it quotes statements. After a PANIC (a journal that cannot be
 * written) or a FATAL the engine is no more, yet the next statement would wait for ever instead of failing.
 */
function watchLog(lost: (why: string) => void) {
  let isOpen = false;
  let end: string | undefined;
  return {
    opened: () => (isOpen = true),
    ends: () => end,
    read(line: string) {
      end = /(?:PANIC|FATAL): +(.*)/.exec(line)?.[1] ?? end;
      if (isOpen && end) lost(end);
      return true;
    },
  };
}

/** After a kill PostgreSQL may leave an empty `postmaster.pid`, which it then refuses; whoever holds the folder's lock may remove it. */
function removeEmptyPid(folder: string): void {
  const file = join(folder, 'postmaster.pid');
  if (existsSync(file) && statSync(file).size === 0) rmSync(file);
}

/** A checkpoint that fails (a full disk) loses nothing: the journal still holds all, and the next one tries again. */
async function checkpointOrSay(open: OpenDatabase): Promise<void> {
  await open.checkpoint().catch((error: Error) => complain(say.in('fr')('db.checkpointFailed', { why: error.message })));
}

/** Stops at once, without a word to PostgreSQL: after a failed fsync nothing that it would still write can be trusted. */
function endProcess(why: string): never {
  try {
    complain(say.in('fr')('db.diskLost', { why }));
  } finally {
    // Even where the line cannot be written: the log may be on the same full disk.
    process.exit(1);
  }
}

function complain(message: string): void {
  // At once, whatever happens to the process next.
  writeSync(process.stderr.fd, `${JSON.stringify({ level: 'error', at: Temporal.Now.instant().toString(), message })}\n`);
}
