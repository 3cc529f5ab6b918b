import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { serialize } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { liteOptions, wrapLite } from '../../src/kernel/db/embedded.ts';
import { migrate } from '../../src/kernel/db/migrate.ts';
import { openDatabase, type OpenDatabase } from '../../src/kernel/db/open.ts';
import { listNames, type Operation, type Recording } from './disk.ts';
import { workloadAct, writeOne } from './workload.ts';

// Records what a scripted workload asks of the disk: `node recorder.js durable|stock DATA BASE FILE`. BASE receives the
// database as it was before, FILE the recording. `stock` is PGlite as it comes, without fsync: the control.
const [mode, data, base, file] = process.argv.slice(2) as [string, string, string, string];
const root = path.join(data, 'db');
const settings = { databaseUrl: undefined, databasePool: 1, data, url: '', checkpointSeconds: 3600 };
const writes = 45;

const first = await openDatabase(settings);
await migrate(first);
await first.close();
fs.cpSync(root, base, { recursive: true });

const recording = record(root);
const open = mode === 'durable' ? await openDatabase(settings) : await openStock();
for (let number = 1; number <= writes; number += 1) {
  await writeOne(workloadAct(open.db), `write-${number}`, number, (write) =>
    recording.operations.push({ kind: 'acknowledge', line: JSON.stringify(write) }),
  );
  if (number % 15 === 0) await open.checkpoint();
}
fs.writeFileSync(file, serialize(recording));
process.exit(0);

async function openStock(): Promise<OpenDatabase> {
  return wrapLite(await PGlite.create(root, liteOptions));
}

/** Puts itself under Emscripten's file system, which calls these functions of Node and no other to change the folder. */
function record(folder: string): Recording {
  const names = listNames(folder);
  const live = new Map(names);
  const descriptors = new Map<number, number>();
  const operations: Operation[] = [];
  const real = { ...fs };
  const inside = (target: unknown): string | null => {
    const name = path.relative(folder, String(target));
    return name.startsWith('..') ? null : name;
  };
  const create = (name: string, isFolder: boolean) => {
    const number = names.size + operations.length + 1;
    live.set(name, number);
    operations.push({ kind: 'create', path: name, file: number, folder: isFolder });
    return number;
  };
  const changed: Partial<Record<keyof typeof fs, (...args: never[]) => unknown>> = {
    openSync(target: string, flags: number, mode: number) {
      const descriptor = real.openSync(target, flags, mode);
      const name = inside(target);
      if (name !== null) {
        const number = live.get(name) ?? create(name, false);
        descriptors.set(descriptor, number);
        if (flags & fs.constants.O_TRUNC) operations.push({ kind: 'truncate', file: number, size: 0 });
      }
      return descriptor;
    },
    closeSync(descriptor: number) {
      descriptors.delete(descriptor);
      return real.closeSync(descriptor);
    },
    writeSync(descriptor: number, buffer: Uint8Array, offset: number, length: number, position: number) {
      const written = real.writeSync(descriptor, buffer, offset, length, position);
      const number = descriptors.get(descriptor);
      if (number !== undefined)
        operations.push({
          kind: 'write',
          file: number,
          position,
          bytes: Uint8Array.from(new Uint8Array(buffer.buffer, buffer.byteOffset + offset, written)),
        });
      return written;
    },
    fsyncSync(descriptor: number) {
      real.fsyncSync(descriptor);
      const number = descriptors.get(descriptor);
      if (number !== undefined) operations.push({ kind: 'sync', file: number });
    },
    ftruncateSync(descriptor: number, size: number) {
      real.ftruncateSync(descriptor, size);
      const number = descriptors.get(descriptor);
      if (number !== undefined) operations.push({ kind: 'truncate', file: number, size });
    },
    truncateSync(target: string, size: number) {
      real.truncateSync(target, size);
      const name = inside(target);
      if (name !== null) operations.push({ kind: 'truncate', file: live.get(name)!, size });
    },
    writeFileSync(target: string, content: string, options: object) {
      real.writeFileSync(target, content, options);
      const name = inside(target);
      if (name === null) return;
      if (content !== '') throw new Error(`A file is written whole, which is not recorded: ${target}`);
      if (live.has(name)) operations.push({ kind: 'truncate', file: live.get(name)!, size: 0 });
      else create(name, false);
    },
    mkdirSync(target: string, options: object) {
      const made = real.mkdirSync(target, options);
      const name = inside(target);
      if (name !== null && !live.has(name)) create(name, true);
      return made;
    },
    renameSync(from: string, to: string) {
      real.renameSync(from, to);
      const [name, next] = [inside(from), inside(to)];
      if (name === null || next === null) return;
      const number = live.get(name)!;
      live.delete(name);
      live.set(next, number);
      operations.push({ kind: 'rename', path: name, to: next, file: number });
    },
    unlinkSync: remove('unlinkSync'),
    rmdirSync: remove('rmdirSync'),
    symlinkSync() {
      throw new Error('A symbolic link is made, which is not recorded');
    },
  };
  function remove(how: 'unlinkSync' | 'rmdirSync') {
    return (target: string) => {
      real[how](target);
      const name = inside(target);
      if (name === null) return;
      operations.push({ kind: 'remove', path: name, file: live.get(name)! });
      live.delete(name);
    };
  }
  Object.assign(fs, changed);
  syncBuiltinESMExports();
  return { names, operations };
}
