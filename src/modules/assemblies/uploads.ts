import type { Act } from '../../kernel/act.ts';
import { Invalid, Refused } from '../../kernel/errors.ts';
import { type FileKind, receiveFile, type ReceivedFile } from '../../kernel/files/index.ts';
import type { RouteContext } from '../../kernel/http/env.ts';
import type { FormResult } from '../../kernel/http/forms.ts';
import { BrokenUpload, readUpload, type Upload } from '../../kernel/http/upload.ts';
import { say } from './messages.ts';

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
  const { act, lang } = c.var;
  let upload: Upload | undefined;
  try {
    upload = await readUpload(c);
    const file = await receiveFile(act, upload, { accept, most: longest });
    return { ok: true, value: await run(act, file, upload.fields) };
  } catch (error) {
    const values = upload?.fields ?? {};
    if (error instanceof BrokenUpload) return { ok: false, values, errors: { file: say.in(lang)('paper.broken') } };
    if (error instanceof Refused) return { ok: false, values, errors: { '': error.sentence(lang) } };
    if (error instanceof Invalid)
      return {
        ok: false,
        values,
        errors: Object.fromEntries(Object.entries(error.fields).map(([name, sentence]) => [name, sentence(lang)])),
      };
    throw error;
  }
}
