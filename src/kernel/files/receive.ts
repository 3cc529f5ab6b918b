import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { eq } from 'drizzle-orm';
import { fileTypeFromBuffer } from 'file-type';
import { actorId, actorName } from '../actor.ts';
import type { Act } from '../act.ts';
import { Invalid } from '../errors.ts';
import { formatNumber } from '../i18n/format.ts';
import type { Upload } from '../http/upload.ts';
import { fileKinds, type FileKind } from './kinds.ts';
import { say } from './messages.ts';
import { storedFile, type StoredFile } from './schema.ts';
import { inspectZip } from './zip.ts';

/** A file whose bytes are on disk, and which nothing refers to yet. */
export type ReceivedFile = Pick<StoredFile, 'id' | 'name' | 'mediaType' | 'size' | 'sha256'>;

/** What the beginning of a file must hold for its kind to be known. */
export const headLength = 4_100;

/**
 * Takes a file in while it arrives, checked by its content. To be called outside a transaction, which would last as long as
 * the sender's connection takes; `keepFile` then makes it part of one.
 * @throws Invalid (`field`) where no file was chosen, where it is empty or too long, or where it is of no accepted kind
 */
export async function receiveFile(
  act: Act,
  upload: Pick<Upload, 'name' | 'bytes'>,
  { accept, most, field = 'file' }: { accept: readonly FileKind[]; most: number; field?: string },
): Promise<ReceivedFile> {
  if (upload.name === null) throw new Invalid({ [field]: say.later('file.none') });
  const id = randomUUID();
  const final = pathOf(act.files, id);
  // A name that begins with a dot is left out of backups.
  const partial = join(dirname(final), `.${id}`);
  await mkdir(dirname(final), { recursive: true });
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let size = 0;
  const file = await open(partial, 'wx');
  try {
    for await (const piece of upload.bytes) {
      if (size < headLength) head.push(piece);
      size += piece.length;
      if (size > most)
        throw new Invalid({ [field]: say.later('file.tooLong', { most: formatNumber(Math.floor(most / 1_000_000), 'fr') }) });
      hash.update(piece);
      await file.write(piece);
    }
    if (size === 0) throw new Invalid({ [field]: say.later('file.empty') });
    const mediaType = await readKind(Buffer.concat(head), accept, field);
    await file.sync();
    await file.close();
    const fault = isZip(Buffer.concat(head)) ? await inspectZip(partial) : null;
    if (fault) throw new Invalid({ [field]: say.later(`file.${fault}`) });
    await rename(partial, final);
    await syncFolder(dirname(final));
    return { id, name: cleanName(upload.name), mediaType, size, sha256: hash.digest('hex') };
  } catch (error) {
    await file.close().catch(() => {});
    await rm(partial, { force: true });
    throw error;
  }
}

/** Makes a received file part of the transaction of the command that refers to it. */
export async function keepFile(act: Act, file: ReceivedFile): Promise<string> {
  await act.db.insert(storedFile).values({ ...file, storedAt: act.now, storedById: actorId(act.actor), storedBy: actorName(act.actor) });
  return file.id;
}

/**
 * Keeps a file that was written here (a PDF of ours), in the transaction of the command that refers to it.
 * @returns its identifier
 */
export async function keepBytes(act: Act, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<string> {
  const whole = (async function* () {
    yield bytes;
  })();
  return keepFile(act, await receiveFile(act, { name, bytes: whole }, { accept: ['pdf', 'word'], most: 20_000_000 }));
}

/** Forgets a stored file that nothing refers to any more; its bytes are swept. */
export async function forgetFile(act: Act, id: string): Promise<void> {
  await act.db.delete(storedFile).where(eq(storedFile.id, id));
}

/** Where the bytes of a stored file are. */
export function pathOf(folder: string, id: string): string {
  return join(folder, id.slice(0, 2), id);
}

/** Documents of Word, Excel and OpenDocument are archives. */
function isZip(head: Buffer): boolean {
  return head.toString('latin1', 0, 4) === 'PK\u0003\u0004';
}

async function readKind(head: Buffer, accept: readonly FileKind[], field: string): Promise<string> {
  const found = await fileTypeFromBuffer(head);
  const accepted = accept.flatMap((kind): readonly string[] => fileKinds[kind]);
  if (found && accepted.includes(found.mime)) return found.mime;
  throw new Invalid({
    [field]: (lang) => say.in(lang)('file.kind', { kinds: accept.map((kind) => say.in(lang)(`kind.${kind}`)).join(', ') }),
  });
}

/** A rename is on disk once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

function cleanName(name: string): string {
  const clean = name.replace(/[\p{Cc}/\\]+/gu, ' ').trim();
  return clean.slice(0, 200) || 'document';
}
