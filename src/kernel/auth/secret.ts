import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';

/** The secret that seals sessions: the setting's, else one made once and kept in the data folder. */
export async function openSecret({ secret, data }: Pick<Config, 'secret' | 'data'>): Promise<string> {
  if (secret) return secret;
  const file = join(data, 'secret');
  await mkdir(data, { recursive: true, mode: 0o700 });
  return (await readSecret(file)) ?? (await makeSecret(file));
}

/** Written whole beside, then given its name: a process that is killed leaves no empty secret. Of two that make one, the first wins. */
async function makeSecret(file: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  const made = await open(draft, 'wx', 0o600);
  try {
    await made.writeFile(`${randomBytes(48).toString('base64url')}\n`);
    await made.sync();
  } finally {
    await made.close();
  }
  try {
    await link(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await readSecret(file))!;
}

async function readSecret(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
