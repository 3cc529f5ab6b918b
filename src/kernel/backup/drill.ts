import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Config } from '../config.ts';
import { createBackup } from './backup.ts';
import { tableEntry, type Manifest } from './manifest.ts';
import { openRestored } from './restore.ts';

/** What a drill found: the names of what did not come back as it was saved; none is the good news. */
export interface Drill {
  differences: string[];
}

/** What the drill's thread is told. */
export interface DrillOrder {
  config: Pick<Config, 'backupFolder'>;
  file: string;
}

/**
 * Restores a backup in a folder of its own, on the embedded engine, saves what was restored, and compares the two: each
 * table row by row (the register's journal among them), each file, each key. It runs in a thread of its own.
 */
export async function drillBackup({ backupFolder }: DrillOrder['config'], file: string): Promise<Drill> {
  const workerData: DrillOrder = { config: { backupFolder }, file };
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, { workerData, execArgv: [] });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The drill ended with status ${code} and no answer`)));
  });
}

/** What `drillBackup` does, in this thread. */
export async function restoreAndCompare(config: DrillOrder['config'], file: string): Promise<Drill> {
  const folder = await mkdtemp(path.join(config.backupFolder, 'drill-'));
  try {
    const data = path.join(folder, 'data');
    const { open, manifest } = await openRestored(
      { databaseUrl: undefined, databasePool: 1, data, url: '', checkpointSeconds: 3600 },
      file,
    );
    try {
      const again = await createBackup(open, { data }, path.join(folder, 'again.zip'));
      return { differences: compare(manifest, again) };
    } finally {
      await open.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

// The same code runs bundled, from dist/, and from its sources.
const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL('./drill-worker.ts', import.meta.url)
  : new URL('./drill-worker.js', import.meta.url);

function compare(saved: Manifest, restored: Manifest): string[] {
  const entries = new Set([...Object.keys(saved.entries), ...Object.keys(restored.entries)]);
  const different = [...entries].filter((entry) => saved.entries[entry]?.sha256 !== restored.entries[entry]?.sha256);
  const sameRows = Object.keys(saved.tables)
    .filter((table) => saved.tables[table]!.rows !== restored.tables[table]?.rows)
    .map(tableEntry);
  return [...new Set([...different, ...sameRows])].sort();
}
