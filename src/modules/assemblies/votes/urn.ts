import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Voices } from './rules.ts';

/**
 * The urn of a secret vote: the key that seals each ballot until the vote is closed. It is a file outside the database, whose
 * name keeps it out of backups, and it is destroyed with the closing: what a copy of the database held of the ballots until
 * then can be opened by nobody any more.
 */
export async function makeUrn(files: string, voteId: string): Promise<void> {
  await mkdir(folderOf(files), { recursive: true, mode: 0o700 });
  const file = await open(fileOf(files, voteId), 'wx', 0o600);
  try {
    await file.writeFile(randomBytes(32));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The key of an urn; null where it is no longer there: a restored database brings none back. */
export async function readUrn(files: string, voteId: string): Promise<Buffer | null> {
  try {
    return await readFile(fileOf(files, voteId));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export async function destroyUrn(files: string, voteId: string): Promise<void> {
  await rm(fileOf(files, voteId), { force: true });
}

/** The votes that still have an urn. */
export async function listUrns(files: string): Promise<string[]> {
  return readdir(folderOf(files)).catch((error: NodeJS.ErrnoException) => {
    // No secret vote was ever held.
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** Seals a ballot. Whatever it says, the envelope has the same length. */
export function sealBallot(key: Buffer, says: Voices): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = JSON.stringify(says);
  if (Buffer.byteLength(text) > paddedLength) throw new Error('This ballot is longer than any that a form allows');
  const sealed = Buffer.concat([cipher.update(text.padEnd(paddedLength), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Opens an envelope. @throws where it was not sealed by this key, or was changed */
export function openEnvelope(key: Buffer, envelope: string): Voices {
  const bytes = Buffer.from(envelope, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  return JSON.parse(text) as Voices;
}

/** Longer than the ballot of any form: forty names of candidates (`votes/form.ts`), and voices split among many. */
const paddedLength = 2_048;

function folderOf(files: string): string {
  return join(files, '.urnes');
}

function fileOf(files: string, voteId: string): string {
  return join(folderOf(files), voteId);
}
