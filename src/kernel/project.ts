import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file or folder of the project, found from the sources as from the bundle in `dist/`: `projectPath('migrations')`. */
export function projectPath(...parts: string[]): string {
  return join(projectFolder, ...parts);
}

const projectFolder = findUp(import.meta.dirname);

function findUp(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`No package.json above ${import.meta.dirname}`);
  return findUp(parent);
}
