import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The file could not be read: it is not what it says, too long, or took too long. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

const isSource = import.meta.url.endsWith('.ts');
const root = fileURLToPath(new URL(isSource ? '../../../' : '../', import.meta.url));
const code = fileURLToPath(new URL('.', import.meta.url));

/**
 * Reads a file that someone sent with a program of ours that may read this file and nothing else: no other file but its own code, no
 * network, no environment, 256 MB of memory, 20 seconds.
 * @returns what it prints, as JSON @throws Unreadable
 */
export function readInJail(program: 'read-word-tables', file: string): Promise<unknown> {
  const script = fileURLToPath(new URL(`./${program}.${isSource ? 'ts' : 'js'}`, import.meta.url));
  const args = [
    '--permission',
    `--allow-fs-read=${file}`,
    `--allow-fs-read=${code}`,
    `--allow-fs-read=${root}node_modules/`,
    `--allow-fs-read=${root}package.json`,
    '--max-old-space-size=256',
    '--no-warnings',
    script,
    file,
  ];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env: {}, timeout: 20_000, killSignal: 'SIGKILL', maxBuffer: 20_000_000 }, (error, stdout) => {
      if (error) return reject(new Unreadable(`${program} did not read the file`, { cause: error }));
      resolve(JSON.parse(stdout));
    });
  });
}
