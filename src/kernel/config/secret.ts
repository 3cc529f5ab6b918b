import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';

/** The secret that seals sessions and links: the one that is set, else one made at the first start and kept in `secret`, mode 0600. */
export function openSecret(config: Pick<Config, 'secret' | 'data'>): string {
  if (config.secret) return config.secret;
  const file = join(config.data, 'secret');
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  try {
    // `wx` makes the file or fails: of two processes that start together, both read what one of them wrote.
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
