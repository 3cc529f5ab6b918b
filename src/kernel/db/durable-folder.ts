import * as fs from 'node:fs';
import type { PGlite, PGliteOptions, postgresMod } from '@electric-sql/pglite';
import { PGlite as Lite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * A folder whose every commit reaches the disk. PGlite's own starts PostgreSQL with `-F` (no fsync), and the file system
 * it runs on has no `fsync` at all: a power cut then loses or breaks everything.
 */
export class DurableFolder extends NodeFS {
  readonly #lost: (why: string) => void;

  /** @param lost called when the disk refuses to confirm a write; it must end the process, for nothing more can be promised */
  constructor(folder: string, lost: (why: string) => void) {
    super(folder);
    this.#lost = lost;
  }

  override async init(lite: PGlite, options: Partial<PostgresMod>): Promise<{ emscriptenOpts: Partial<PostgresMod> }> {
    const { emscriptenOpts } = await super.init(lite, options);
    const addSync = (mod: PostgresMod) => {
      const nodeFs = (mod as unknown as { NODEFS: NodeFileSystem }).NODEFS;
      nodeFs.stream_ops['fsync'] = (stream) => {
        try {
          fs.fsyncSync(stream.nfd);
        } catch (error) {
          this.#lost((error as Error).message);
          throw new mod.FS.ErrnoError(inputOutputError);
        }
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] } };
  }
}

/** PGlite's way of starting PostgreSQL, with fsync; its `fdatasync` does nothing, hence the method. */
export const durableStart: NonNullable<PGliteOptions['startParams']> = [
  ...Lite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
];

/** EIO as Emscripten numbers it. */
const inputOutputError = 29;

type PostgresMod = postgresMod.PostgresMod;

/** The part of Emscripten's file system that is not in its types; `nfd` is Node's descriptor, of a file or of a folder. */
interface NodeFileSystem {
  stream_ops: Record<string, (stream: { nfd: number }) => number>;
}
