import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { and, count, eq, gt, lte } from 'drizzle-orm';
import { inTransaction, type Act } from '../../act.ts';
import { Missing, Refused } from '../../errors.ts';
import { say } from '../messages.ts';
import { unfinishedUpload } from '../schema.ts';

export type UnfinishedUpload = typeof unfinishedUpload.$inferSelect;

/** An upload of which the rest may still come, and how much of it is there. */
export interface KnownUpload extends UnfinishedUpload {
  offset: number;
}

/** Days during which the rest of a file may come. */
const waitingDays = 7;
/** Files that one owner may have under way: what was begun and left counts until it expires. */
const mostAtOnce = 10;

/** Begins a file that arrives in pieces. @throws Refused where too many of the same owner are under way */
export async function createUpload(act: Act, owner: string, { name, length }: { name: string; length: number }): Promise<UnfinishedUpload> {
  return inTransaction(act, async (act) => {
    const [underWay] = await act.db.select({ total: count() }).from(unfinishedUpload).where(ownedBy(act, owner));
    if (underWay!.total >= mostAtOnce) throw new Refused(say.later('file.tooManyAtOnce'));
    const row = {
      id: randomUUID(),
      owner,
      name,
      length,
      createdAt: act.now,
      expiresAt: act.now.add({ hours: waitingDays * 24 }),
    };
    await act.db.insert(unfinishedUpload).values(row);
    await mkdir(folderOf(act), { recursive: true });
    await (await open(pathOfPieces(act, row.id), 'wx')).close();
    return row;
  });
}

/** A file under way of this owner; null where there is none, or where it has expired. */
export async function findUpload(act: Act, owner: string, id: string): Promise<KnownUpload | null> {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return null;
  const [row] = await act.db
    .select()
    .from(unfinishedUpload)
    .where(and(eq(unfinishedUpload.id, id), ownedBy(act, owner)));
  return row ? { ...row, offset: await offsetOf(act, id) } : null;
}

/**
 * Writes the next piece of a file, which is on disk when this ends. Two that come at once take turns: the second is no longer
 * at its place.
 * @returns how much of the file is there; null where the piece does not begin there, or is too long
 */
export async function appendPiece(act: Act, { id, length }: UnfinishedUpload, offset: number, piece: Uint8Array): Promise<number | null> {
  return inTransaction(act, async (act) => {
    await act.db.select({ id: unfinishedUpload.id }).from(unfinishedUpload).where(eq(unfinishedUpload.id, id)).for('update');
    if ((await offsetOf(act, id)) !== offset || offset + piece.length > length) return null;
    const file = await open(pathOfPieces(act, id), 'a');
    try {
      await file.write(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    return offset + piece.length;
  });
}

/** Reads a whole file as it was sent. */
export function readPieces(act: Act, id: string): AsyncIterable<Uint8Array> {
  return createReadStream(pathOfPieces(act, id));
}

/** Takes a whole file for the transaction that makes it a stored one: whoever comes second finds it taken. @throws Missing */
export async function claimUpload(act: Act, id: string): Promise<void> {
  const claimed = await act.db.delete(unfinishedUpload).where(eq(unfinishedUpload.id, id)).returning({ id: unfinishedUpload.id });
  if (claimed.length === 0) throw new Missing(`upload ${id}`);
}

/** Forgets a file under way: it has become a stored file, or its sender has given it up. */
export async function forgetUpload(act: Act, id: string): Promise<void> {
  await act.db.delete(unfinishedUpload).where(eq(unfinishedUpload.id, id));
  await rm(pathOfPieces(act, id), { force: true });
}

/** Forgets the files whose rest never came. @returns how many */
export async function forgetExpiredUploads(act: Act): Promise<number> {
  const expired = await act.db.select({ id: unfinishedUpload.id }).from(unfinishedUpload).where(lte(unfinishedUpload.expiresAt, act.now));
  for (const { id } of expired) await forgetUpload(act, id);
  return expired.length;
}

function ownedBy(act: Act, owner: string) {
  return and(eq(unfinishedUpload.owner, owner), gt(unfinishedUpload.expiresAt, act.now));
}

async function offsetOf(act: Act, id: string): Promise<number> {
  const found = await stat(pathOfPieces(act, id)).catch((error: NodeJS.ErrnoException) => {
    // A restored backup has the row and not the pieces: the file begins again.
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found?.size ?? 0;
}

function folderOf(act: Act): string {
  return join(act.files, '.unfinished');
}

function pathOfPieces(act: Act, id: string): string {
  return join(folderOf(act), id);
}
