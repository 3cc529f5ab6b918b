import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { applyMigrations, migrate, readMigrations, type Migration } from '../db/migrate.ts';
import { openDatabase, type DatabaseSettings, type OpenDatabase } from '../db/open.ts';
import { inRawTransaction, type Raw } from '../db/raw.ts';
import { syncTree } from '../db/sync-tree.ts';
import { Refused } from '../errors.ts';
import { openArchive, type Archive } from './archive.ts';
import { isFileEntry, savedNames } from './folders.ts';
import { say } from './messages.ts';
import { tableEntry, type Manifest } from './manifest.ts';
import { batch, listTables, withoutConstraints, writeRows, writeSequences } from './tables.ts';

/**
 * Restores a backup in an empty database and data folder, on either engine whichever made it, then brings it to this
 * version. Every byte of the archive is checked before anything is written; a restore that fails leaves nothing.
 * @throws Refused naming what is damaged, missing, newer, or not empty
 */
export async function restoreBackup(config: DatabaseSettings, file: string): Promise<Manifest> {
  const { open, manifest } = await openRestored(config, file);
  await open.tidy();
  await open.close();
  return manifest;
}

/** The same, leaving the restored database open. */
export async function openRestored(config: DatabaseSettings, file: string): Promise<{ open: OpenDatabase; manifest: Manifest }> {
  const archive = await openArchive(file);
  try {
    const migrations = findMigrations(archive);
    const taken = savedNames.find((name) => existsSync(path.join(config.data, name)));
    if (taken) throw new Refused(say.later('backup.folderNotEmpty', { folder: config.data, name: taken }));
    const open = await openDatabase(config);
    try {
      await fill(open, config.data, archive, migrations);
      await migrate(open);
    } catch (error) {
      await open.close();
      throw error;
    }
    return { open, manifest: archive.manifest };
  } finally {
    archive.close();
  }
}

/** The migrations that made the saved tables: older ones are enough, for the others run afterwards. */
function findMigrations({ manifest, file }: Archive): Migration[] {
  const known = new Map(readMigrations().map((migration) => [migration.name, migration]));
  return manifest.migrations.map(({ name, checksum }) => {
    const migration = known.get(name);
    if (!migration) throw new Refused(say.later('backup.newer', { file, version: manifest.version }));
    if (migration.checksum !== checksum) throw new Refused(say.later('backup.changed', { file, migration: name }));
    return migration;
  });
}

/** All in one transaction, the files written just before its commit: what fails leaves the database empty. */
async function fill(open: OpenDatabase, data: string, archive: Archive, migrations: readonly Migration[]): Promise<void> {
  await inRawTransaction(open, async (raw) => {
    await raw.exec('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
    if ((await listTables(raw)).length > 0) throw new Refused(say.later('backup.databaseNotEmpty'));
    await applyMigrations(raw, migrations);
    await fillTables(raw, archive);
    try {
      await writeFiles(data, archive);
    } catch (error) {
      for (const name of savedNames) await rm(path.join(data, name), { recursive: true, force: true });
      throw error;
    }
  });
}

async function fillTables(raw: Raw, archive: Archive): Promise<void> {
  const tables = await listTables(raw);
  await withoutConstraints(raw, tables, async () => {
    // A migration may have put rows in: those of the backup take their place.
    if (tables.length > 0) await raw.exec(`truncate ${tables.map(({ sqlName }) => sqlName).join(', ')}`);
    for (const table of tables) {
      const saved = archive.manifest.tables[table.name];
      if (!saved) continue;
      let lines: string[] = [];
      for await (const line of readLines(await archive.read(tableEntry(table.name)))) {
        lines.push(line);
        if (lines.length === batch) {
          await writeRows(raw, table, saved.columns, lines);
          lines = [];
        }
      }
      if (lines.length > 0) await writeRows(raw, table, saved.columns, lines);
    }
    await writeSequences(raw, archive.manifest.sequences);
  });
}

/** Lines end at a line feed and nowhere else: Node's own reader also cuts at U+2028, which a text may hold. */
async function* readLines(stream: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
}

async function writeFiles(data: string, archive: Archive): Promise<void> {
  for (const entry of Object.keys(archive.manifest.entries).filter(isFileEntry)) {
    const file = path.join(data, entry);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await pipeline(await archive.read(entry), createWriteStream(file, { mode: 0o600 }));
  }
  syncTree(data);
}
