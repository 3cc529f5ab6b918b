import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';

/** The secret that seals sessions: the setting's, else one made once and kept in the data folder. */
export async function openSecret({ secret, data }: Pick<Config, 'secret' | 'data'>): Promise<string> {
  if (secret) return secret;
  const file = join(data, 'secret');
  await mkdir(data, { recursive: true, mode: 0o700 });
  try {
    const made = await open(file, 'wx', 0o600);
    await made.writeFile(`${randomBytes(48).toString('base64url')}\n`);
    await made.sync();
    await made.close();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}
