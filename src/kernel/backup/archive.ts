import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline as chain, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as yauzl from 'yauzl';
import * as yazl from 'yazl';
import { syncPath } from '../db/sync-tree.ts';
import { Refused } from '../errors.ts';
import { say } from './messages.ts';
import { manifestEntry, manifestSchema, sealEntry, type Manifest } from './manifest.ts';

/** A file that goes into the archive under a name. */
export interface Source {
  entry: string;
  path: string;
}

/**
 * Writes the archive beside its name, then gives it its name: a backup is whole or not there.
 * @param about the manifest, but for what is only known once the entries are read
 */
export async function writeArchive(file: string, sources: readonly Source[], about: Omit<Manifest, 'entries'>): Promise<Manifest> {
  const manifest: Manifest = { ...about, entries: {} };
  const draft = `${file}.part`;
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  for (const { entry, path: from } of sources) {
    // What becomes of the chain is seen by yazl, at its end.
    addLazily(zip, entry, () =>
      chain(
        createReadStream(from),
        measured((seen) => (manifest.entries[entry] = seen)),
        () => {},
      ),
    );
  }
  // Asked for only when those before are written: by then the manifest is complete.
  let text = '';
  addLazily(zip, manifestEntry, () => Readable.from([Buffer.from((text = `${JSON.stringify(manifest, null, 2)}\n`))]));
  addLazily(zip, sealEntry, () => Readable.from([Buffer.from(`${createHash('sha256').update(text).digest('hex')}\n`)]));
  zip.end();
  try {
    // The archive holds keys and personal data: it is its owner's alone.
    await pipeline(output, createWriteStream(draft, { mode: 0o600, flush: true }));
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  syncPath(path.dirname(file));
  return manifest;
}

/** An archive of which every byte was checked. */
export interface Archive {
  file: string;
  manifest: Manifest;
  read(entry: string): Promise<Readable>;
  close(): void;
}

/** Opens an archive after reading it whole. @throws Refused naming the entry that is damaged, missing, or a stranger */
export async function openArchive(file: string): Promise<Archive> {
  const zip = await openZip(file);
  try {
    const entries = await listEntries(zip, file);
    const read = (entry: string) => openEntry(zip, entries, entry);
    const manifest = await readManifest(file, entries, read);
    for (const [entry, expected] of Object.entries(manifest.entries)) {
      if (!entries.has(entry)) throw new Refused(say.later('backup.missing', { file, entry }));
      if (!isSame(await measure(await read(entry)), expected)) throw damaged(file, entry);
    }
    const stranger = [...entries.keys()].find((entry) => !(entry in manifest.entries) && entry !== manifestEntry && entry !== sealEntry);
    if (stranger !== undefined) throw new Refused(say.later('backup.stranger', { file, entry: stranger }));
    return { file, manifest, read, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

interface Seen {
  sha256: string;
  bytes: number;
}

function addLazily(zip: yazl.ZipFile, entry: string, read: () => NodeJS.ReadableStream): void {
  zip.addReadStreamLazy(entry, { mode: 0o100600 }, (give) => give(null, read()));
}

/** Lets bytes through, and tells at the end how many they were and their SHA-256. */
function measured(tell: (seen: Seen) => void): Transform {
  const hash = createHash('sha256');
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, next) {
      hash.update(chunk);
      bytes += chunk.length;
      next(null, chunk);
    },
    flush(next) {
      tell({ sha256: hash.digest('hex'), bytes });
      next();
    },
  });
}

/** @returns null where the stream itself fails: what was compressed cannot be read */
async function measure(stream: Readable): Promise<Seen | null> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      hash.update(chunk as Buffer);
      bytes += (chunk as Buffer).length;
    }
  } catch {
    return null;
  }
  return { sha256: hash.digest('hex'), bytes };
}

function isSame(seen: Seen | null, expected: Seen): boolean {
  return seen !== null && seen.sha256 === expected.sha256 && seen.bytes === expected.bytes;
}

function damaged(file: string, entry: string): Refused {
  return new Refused(say.later('backup.damaged', { file, entry }));
}

async function readManifest(file: string, entries: ReadonlyMap<string, yauzl.Entry>, read: Archive['read']): Promise<Manifest> {
  for (const entry of [manifestEntry, sealEntry]) {
    if (!entries.has(entry)) throw new Refused(say.later('backup.missing', { file, entry }));
  }
  const [text, seal] = await Promise.all([manifestEntry, sealEntry].map(async (entry) => readText(await read(entry)).catch(() => null)));
  if (text === null || text === undefined) throw damaged(file, manifestEntry);
  if (seal?.trim() !== createHash('sha256').update(text).digest('hex')) throw damaged(file, seal ? manifestEntry : sealEntry);
  return manifestSchema.parse(JSON.parse(text));
}

async function readText(stream: Readable): Promise<string> {
  return Buffer.concat(await stream.toArray()).toString('utf8');
}

function openZip(file: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) reject(new Refused(say.later('backup.notArchive', { file, why: error.message })));
      else resolve(zip);
    });
  });
}

function listEntries(zip: yauzl.ZipFile, file: string): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>();
    zip.on('error', (error: Error) => reject(new Refused(say.later('backup.notArchive', { file, why: error.message }))));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

/** The entry's bytes; where even its header cannot be read, a stream that fails. */
function openEntry(zip: yauzl.ZipFile, entries: ReadonlyMap<string, yauzl.Entry>, entry: string): Promise<Readable> {
  return new Promise((resolve) => {
    zip.openReadStream(entries.get(entry)!, (error, stream) =>
      resolve(
        error
          ? new Readable({
              read() {
                this.destroy(error);
              },
            })
          : stream,
      ),
    );
  });
}
