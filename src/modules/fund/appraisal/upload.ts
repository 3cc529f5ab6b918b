import type { Act } from '../../../kernel/act.ts';
import { Invalid, Refused } from '../../../kernel/errors.ts';
import { type FileKind, receiveFile, type ReceivedFile } from '../../../kernel/files/index.ts';
import type { RouteContext } from '../../../kernel/http/env.ts';
import { type FormResult, refusalErrors } from '../../../kernel/http/forms.ts';
import { BrokenUpload, readUpload, type Upload } from '../../../kernel/http/upload.ts';
import { say } from './messages.ts';

/** Evidence that offices keep: twenty megabytes at most. */
const longest = 20_000_000;

/**
 * Reads a form whose last field may be a file, and runs the command with both; what either refuses comes back beside the fields. The
 * caller has made sure that whoever asks may send a file.
 */
export async function submitWithFile<R>(
  c: RouteContext,
  accept: readonly FileKind[],
  run: (act: Act, fields: Record<string, string>, file: ReceivedFile | null) => Promise<R>,
): Promise<FormResult<R>> {
  const { act, lang } = c.var;
  let upload: Upload | undefined;
  try {
    upload = await readUpload(c);
    const file = upload.name === null ? null : await receiveFile(act, upload, { accept, most: longest });
    return { ok: true, value: await run(act, upload.fields, file) };
  } catch (error) {
    const values = upload?.fields ?? {};
    if (error instanceof BrokenUpload) return { ok: false, values, errors: { file: say.in(lang)('diligence.broken') } };
    if (error instanceof Invalid || error instanceof Refused) return { ok: false, values, errors: refusalErrors(error, lang)! };
    throw error;
  }
}
