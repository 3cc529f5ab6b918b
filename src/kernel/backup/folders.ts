import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Source } from './archive.ts';

/** What the data folder holds beside the database and is saved with it. The secret opens what is sealed in the tables. */
export const savedNames = ['files', 'keys', 'secret'] as const;

/** Every file under the saved names, as an entry of the archive. */
export function listFiles(data: string): Source[] {
  return savedNames
    .filter((name) => existsSync(path.join(data, name)))
    .flatMap((name) => {
      if (name === 'secret') return [{ entry: name, path: path.join(data, name) }];
      return (
        readdirSync(path.join(data, name), { recursive: true, withFileTypes: true })
          // A name that begins with a dot is a file that is still being written.
          .filter((found) => found.isFile() && !found.name.startsWith('.'))
          .map((found) => path.join(found.parentPath, found.name))
          .sort()
          .map((file) => ({ entry: path.relative(data, file).split(path.sep).join('/'), path: file }))
      );
    });
}

/** Whether an entry of the archive is a file of the data folder. */
export function isFileEntry(entry: string): boolean {
  return savedNames.some((name) => entry === name || entry.startsWith(`${name}/`));
}
