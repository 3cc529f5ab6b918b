import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inArray } from 'drizzle-orm';
import type { Act } from '../act.ts';
import { onceADay } from '../jobs/daily.ts';
import type { Module } from '../module.ts';
import { forgetExpiredUploads } from './resumable/pieces.ts';
import { storedFile } from './schema.ts';

const sweepJob = 'files.sweep';
/** Milliseconds after which a file that nothing refers to was given up, not just sent. */
const forgotten = 24 * 60 * 60 * 1000;

/** Every night, takes away the files that no row refers to, sent by someone whose command was refused or never came, and those whose rest never came. */
export const sweeping = {
  name: 'files',
  jobs: {
    [sweepJob]: async (act) => {
      await onceADay(act, sweepJob, async (act) => {
        await sweepFiles(act);
        await forgetExpiredUploads(act);
      });
    },
  },
  schedule: [{ job: sweepJob, cron: '40 3 * * *' }],
} satisfies Module;

/** @returns how many files were taken away */
export async function sweepFiles(act: Act): Promise<number> {
  let swept = 0;
  for (const folder of await foldersOf(act.files)) {
    const names = await readdir(folder);
    const known = new Set(
      names.length === 0
        ? []
        : (
            await act.db
              .select({ id: storedFile.id })
              .from(storedFile)
              .where(inArray(storedFile.id, names.filter(isIdentifier)))
          ).map(({ id }) => id),
    );
    for (const name of names.filter((one) => !known.has(one))) {
      const file = join(folder, name);
      if ((await stat(file)).mtimeMs > act.now.epochMilliseconds - forgotten) continue;
      await rm(file);
      swept += 1;
    }
  }
  return swept;
}

async function foldersOf(files: string): Promise<string[]> {
  const entries = await readdir(files, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    // Nothing was ever stored.
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries.filter((entry) => entry.isDirectory() && /^[0-9a-f]{2}$/.test(entry.name)).map((entry) => join(files, entry.name));
}

function isIdentifier(name: string): boolean {
  return /^[0-9a-f-]{36}$/.test(name);
}
