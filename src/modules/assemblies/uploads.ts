import { z } from 'zod';
import type { Act } from '../../kernel/act.ts';
import { type FileKind, receiveFile, type ReceivedFile } from '../../kernel/files/index.ts';
import type { RouteContext } from '../../kernel/http/env.ts';
import { type FormResult, submitUpload } from '../../kernel/http/forms.ts';

/** Papers of sittings and proxies: what offices send, twenty megabytes at most. */
const longest = 20_000_000;

/**
 * Reads a form with one file and runs the command with it; what either refuses comes back beside the fields. The caller has made
 * sure that whoever asks may send a file.
 */
export async function submitFile<R>(
  c: RouteContext,
  accept: readonly FileKind[],
  run: (act: Act, file: ReceivedFile, fields: Record<string, string>) => Promise<R>,
): Promise<FormResult<R>> {
  const { act } = c.var;
  return submitUpload(c, z.record(z.string(), z.string()), async (fields, upload) =>
    run(act, await receiveFile(act, upload, { accept, most: longest }), fields),
  );
}
