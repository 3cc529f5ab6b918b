import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { say } from './messages.ts';
import { DatabaseRefused } from './refused.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Takes the data folder for this process alone, or refuses naming who has it: two processes would corrupt the database.
 *
 * The lock is the operating system's (fcntl), which Node reaches through SQLite's exclusive transaction: it ends with the
 * process however it ends, `kill -9` included, holds between containers that share the folder, and leaves no window in
 * which two processes both judge a lock file stale. `beffroi.pid` only tells people who holds it.
 * @param url where the holder answers, told to whoever is refused
 */
export function lockFolder(folder: string, url: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const holderFile = join(folder, 'beffroi.pid');
  const lock = new DatabaseSync(join(folder, 'beffroi.lock'));
  try {
    lock.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    lock.close();
    if (!(error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy)) throw error;
    throw new DatabaseRefused(say.later('db.held', { folder, ...readHolder(holderFile) }), { cause: error });
  }
  writeFileSync(holderFile, JSON.stringify({ pid: process.pid, url }));
  return {
    release() {
      rmSync(holderFile, { force: true });
      lock.close();
    },
  };
}

const sqliteBusy = 5;

function readHolder(file: string): { pid: string; url: string } {
  try {
    const { pid, url } = JSON.parse(readFileSync(file, 'utf8'));
    return { pid: String(pid), url: String(url) };
  } catch {
    // Between the holder's lock and its first line there is an instant: who it is stays unknown.
    return { pid: '?', url: '' };
  }
}
