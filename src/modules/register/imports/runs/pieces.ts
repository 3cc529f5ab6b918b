import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import { say } from '../messages.ts';
import { importPiece } from '../schema.ts';
import { maxBytes } from '../table/table.ts';
import { UnreadableFile } from '../table/unreadable-file.ts';

const pieceSize = 1024 * 1024;

/**
 * Puts what arrives in a temporary file while `use` reads it, so that a slow sender holds no transaction open.
 * What goes beyond the limit is passed over, for a browser only reads an answer when all it sent was taken.
 */
export async function spool<T>(bytes: AsyncIterable<Uint8Array>, use: (read: () => AsyncIterable<Uint8Array>) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'beffroi-import-'));
  const path = join(folder, 'file');
  try {
    const file = await open(path, 'wx', 0o600);
    let total = 0;
    try {
      for await (const piece of bytes) {
        total += piece.length;
        if (total <= maxBytes) await file.writeFile(piece);
      }
    } finally {
      await file.close();
    }
    if (total > maxBytes) throw new UnreadableFile('too-big', say.later('file.tooBig', { max: maxBytes / 1024 / 1024 }));
    return await use(() => createReadStream(path, { highWaterMark: pieceSize }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Keeps a run's file, in pieces. */
export async function writePieces(db: Db, runId: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  let position = 0;
  for await (const piece of bytes) {
    await db.insert(importPiece).values({ runId, position, bytes: piece });
    position += 1;
  }
}

/** Reads a run's file back, a piece at a time. */
export async function* readPieces(db: Db, runId: string): AsyncGenerator<Uint8Array> {
  const positions = await db
    .select({ position: importPiece.position })
    .from(importPiece)
    .where(eq(importPiece.runId, runId))
    .orderBy(asc(importPiece.position));
  for (const { position } of positions) {
    const [piece] = await db
      .select({ bytes: importPiece.bytes })
      .from(importPiece)
      .where(and(eq(importPiece.runId, runId), eq(importPiece.position, position)));
    yield piece!.bytes;
  }
}

/** Lets go of a run's file. */
export async function dropPieces(db: Db, runId: string): Promise<void> {
  await db.delete(importPiece).where(eq(importPiece.runId, runId));
}
