import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What was asked of the disk, in order. Paths are relative to the recorded folder; a file is known by its number, whatever its name. */
export type Operation =
  | { kind: 'create'; path: string; file: number; folder: boolean }
  | { kind: 'rename'; path: string; to: string; file: number }
  | { kind: 'remove'; path: string; file: number }
  | { kind: 'write'; file: number; position: number; bytes: Uint8Array }
  | { kind: 'truncate'; file: number; size: number }
  | { kind: 'sync'; file: number }
  | { kind: 'acknowledge'; line: string };

export interface Recording {
  /** The files and folders that were there, safe on disk, when the recording began: path → number. */
  names: Map<string, number>;
  operations: Operation[];
}

export interface Cut {
  /** How many operations were asked for before the power went. */
  at: number;
  /** How likely a block that was not synced has reached the disk all the same. */
  keep: number;
  /** What the disk writes whole: a page of the system, or a sector. */
  block: 512 | 4096;
  random: () => number;
}

/** Names that have been acknowledged before a cut. */
export function acknowledgedBefore({ operations }: Recording, at: number): string[] {
  return operations.slice(0, at).flatMap((operation) => (operation.kind === 'acknowledge' ? [operation.line] : []));
}

/**
 * Builds in `image` what the disk holds after a power cut: everything that was synced, and of the rest, block by block
 * and name by name, what chance kept.
 * @param base a copy of the folder as it was when the recording began
 */
export function buildImage(recording: Recording, base: string, image: string, cut: Cut): void {
  const operations = recording.operations.slice(0, cut.at);
  const names = keepNames(recording, operations, cut);
  const contents = keepContents(recording, base, operations, cut);
  cpSync(base, image, { recursive: true });
  for (const name of recording.names.keys()) {
    if (names.get(name) !== recording.names.get(name)) rmSync(path.join(image, name), { recursive: true, force: true });
  }
  for (const [name, file] of names) {
    const content = contents.get(file);
    if (content === 'folder') mkdirSync(path.join(image, name), { recursive: true });
    else if (content || recording.names.get(name) !== file) {
      mkdirSync(path.dirname(path.join(image, name)), { recursive: true });
      writeFileSync(path.join(image, name), content ?? readFileSync(path.join(base, nameOf(recording, file))));
    }
  }
}

/** Every file and folder under a folder, numbered, as a recording begins. */
export function listNames(folder: string): Map<string, number> {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map([['', 0], ...found.map((name, index) => [name, index + 1] as const)]);
}

type NameOperation = Extract<Operation, { kind: 'create' | 'rename' | 'remove' }>;

/**
 * The names on disk. What was done to a name is safe once its folder is synced, or, where it gave a file a name, once that
 * file is. Of what is not safe the disk kept the beginning: file systems write their journal in order.
 */
function keepNames({ names: before }: Recording, operations: readonly Operation[], { random }: Cut): Map<string, number> {
  const changes = operations.flatMap((operation, index) => (isOfNames(operation) ? [{ operation, index }] : []));
  const live = new Map(before);
  const folders = new Map(before);
  const synced = new Map<number, number>();
  operations.forEach((operation, index) => {
    if (operation.kind === 'sync') synced.set(operation.file, index);
    if (isOfNames(operation)) applyName(folders, operation);
  });
  const isSafe = ({ operation, index }: (typeof changes)[number]) => {
    const parents = [operation.path, ...(operation.kind === 'rename' ? [operation.to] : [])].map(
      (name) => folders.get(parentOf(name)) ?? before.get(parentOf(name)),
    );
    const witnesses = operation.kind === 'remove' ? parents : [...parents, operation.file];
    return witnesses.some((file) => file !== undefined && (synced.get(file) ?? -1) > index);
  };
  const unsafe = changes.filter((change) => !isSafe(change));
  const kept = new Set(unsafe.slice(0, Math.floor(random() * (unsafe.length + 1))));
  for (const change of changes) if (kept.has(change) || !unsafe.includes(change)) applyName(live, change.operation);
  return live;
}

function keepContents(
  recording: Recording,
  base: string,
  operations: readonly Operation[],
  { keep, block, random }: Cut,
): Map<number, Buffer | 'folder'> {
  const contents = new Map<number, Buffer | 'folder'>();
  const lastSync = new Map<number, number>();
  operations.forEach((operation, index) => {
    if (operation.kind === 'sync') lastSync.set(operation.file, index);
  });
  const content = (file: number): Buffer => {
    const held = contents.get(file);
    if (held === 'folder') throw new Error(`File ${file} is a folder`);
    if (held) return held;
    const name = nameOf(recording, file);
    return name === '' ? Buffer.alloc(0) : readFileSync(path.join(base, name));
  };
  operations.forEach((operation, index) => {
    if (operation.kind === 'create') contents.set(operation.file, operation.folder ? 'folder' : Buffer.alloc(0));
    if (operation.kind !== 'write' && operation.kind !== 'truncate') return;
    const isSynced = (lastSync.get(operation.file) ?? -1) > index;
    if (operation.kind === 'truncate') {
      if (isSynced || random() < keep) contents.set(operation.file, resize(content(operation.file), operation.size));
      return;
    }
    let held = content(operation.file);
    for (let from = 0; from < operation.bytes.length;) {
      const to = Math.min(operation.bytes.length, from + block - ((operation.position + from) % block));
      if (isSynced || random() < keep) {
        const end = operation.position + to;
        if (end > held.length) held = resize(held, end);
        held.set(operation.bytes.subarray(from, to), operation.position + from);
      }
      from = to;
    }
    contents.set(operation.file, held);
  });
  return contents;
}

function isOfNames(operation: Operation): operation is NameOperation {
  return operation.kind === 'create' || operation.kind === 'rename' || operation.kind === 'remove';
}

function applyName(names: Map<string, number>, operation: NameOperation): void {
  if (operation.kind === 'create') names.set(operation.path, operation.file);
  else names.delete(operation.path);
  if (operation.kind === 'rename') names.set(operation.to, operation.file);
}

function nameOf({ names }: Recording, file: number): string {
  return [...names].find(([, number]) => number === file)?.[0] ?? '';
}

function parentOf(name: string): string {
  const parent = path.dirname(name);
  return parent === '.' ? '' : parent;
}

function resize(content: Buffer, size: number): Buffer {
  if (size <= content.length) return Buffer.from(content.subarray(0, size));
  const grown = Buffer.alloc(size);
  grown.set(content);
  return grown;
}
