import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import type { Config } from '../config.ts';
import { readApplied } from '../db/migrate.ts';
import type { OpenDatabase } from '../db/open.ts';
import { inRawTransaction, type Raw } from '../db/raw.ts';
import { writeArchive, type Source } from './archive.ts';
import { listFiles } from './folders.ts';
import { productVersion, tableEntry, type Manifest } from './manifest.ts';
import { listTables, readRows, readSequences, type Table } from './tables.ts';

/**
 * Saves everything in one archive: every table as it is at one instant, the files, the keys and the secret, with the
 * hash of each. Jobs that wait are not saved: restored, they would send again what was sent since.
 * On the embedded engine others wait while the tables are read, not while they are compressed.
 */
export async function createBackup(open: OpenDatabase, config: Pick<Config, 'data'>, file: string): Promise<Manifest> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(`${file}.tables-`);
  try {
    const dump = await dumpTables(open, folder);
    return await writeArchive(file, [...dump.sources, ...listFiles(config.data)], {
      format: 1,
      version: productVersion(),
      createdAt: Temporal.Now.instant().toString({ smallestUnit: 'second' }),
      migrations: dump.migrations,
      tables: dump.tables,
      sequences: dump.sequences,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Dump extends Pick<Manifest, 'migrations' | 'tables' | 'sequences'> {
  sources: Source[];
}

async function dumpTables(open: OpenDatabase, folder: string): Promise<Dump> {
  return inRawTransaction(open, async (raw) => {
    await raw.exec(
      'set transaction isolation level repeatable read, read only; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0',
    );
    const dump: Dump = { sources: [], migrations: await readApplied(raw), tables: {}, sequences: await readSequences(raw) };
    for (const table of await listTables(raw)) {
      const source = { entry: tableEntry(table.name), path: path.join(folder, `${table.name}.ndjson`) };
      const rows = await dumpTable(raw, table, source.path);
      dump.sources.push(source);
      dump.tables[table.name] = { columns: table.columns.map(({ name }) => name), rows };
    }
    return dump;
  });
}

async function dumpTable(raw: Raw, table: Table, file: string): Promise<number> {
  const stream = createWriteStream(file, { mode: 0o600 });
  const rows = await readRows(raw, table, async (lines) => {
    if (!stream.write(`${lines.join('\n')}\n`)) await new Promise((resolve) => stream.once('drain', resolve));
  });
  stream.end();
  await finished(stream);
  return rows;
}
