import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import { createBackup } from './backup.ts';
import { tableEntry, type Manifest } from './manifest.ts';
import { openRestored } from './restore.ts';

/** What a drill found: the names of what did not come back as it was saved; none is the good news. */
export interface Drill {
  differences: string[];
}

/**
 * Restores a backup in a folder of its own, on the embedded engine, saves what was restored, and compares the two: each
 * table row by row (the register's journal among them), each file, each key.
 */
export async function drillBackup(config: Pick<Config, 'backupFolder'>, file: string): Promise<Drill> {
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

function compare(saved: Manifest, restored: Manifest): string[] {
  const entries = new Set([...Object.keys(saved.entries), ...Object.keys(restored.entries)]);
  const different = [...entries].filter((entry) => saved.entries[entry]?.sha256 !== restored.entries[entry]?.sha256);
  const sameRows = Object.keys(saved.tables)
    .filter((table) => saved.tables[table]!.rows !== restored.tables[table]?.rows)
    .map(tableEntry);
  return [...new Set([...different, ...sameRows])].sort();
}
