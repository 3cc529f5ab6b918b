import type { z } from 'zod';
import { Invalid, Refused } from '../errors.ts';
import type { Lang } from '../i18n/lang.ts';
import type { RouteContext } from './env.ts';
import { say } from '../messages.ts';
import { inputSentence } from './input-errors.ts';
import { withoutNul } from './nul.ts';
import { BrokenUpload, readUpload, type Upload } from './upload.ts';

/** Sentences by field; `''` is for the form as a whole. */
export type FieldErrors = Record<string, string>;

/** What the person typed, to be shown again as it was. */
export type FormValues = Record<string, string | string[]>;

export type FormResult<T> = { ok: true; value: T } | { ok: false; values: FormValues; errors: FieldErrors };

/**
 * Reads a posted form with the command's schema. Bad input is a value: every error at once, by field,
 * with what was typed. Files come through uploads, not through here.
 */
export async function readForm<S extends z.ZodType>(c: RouteContext, schema: S): Promise<FormResult<z.output<S>>> {
  return checkInput(schema, await formValues(c), c.var.lang);
}

/**
 * Reads a form and runs the command; what the command refuses (`Invalid`, `Refused`) comes back as errors
 * beside the fields, with what was typed.
 */
export async function submitForm<S extends z.ZodType, R>(
  c: RouteContext,
  schema: S,
  run: (input: z.output<S>) => Promise<R>,
): Promise<FormResult<R>> {
  const read = await readForm(c, schema);
  if (!read.ok) return read;
  try {
    return { ok: true, value: await run(read.value) };
  } catch (error) {
    const errors = refusalErrors(error, c.var.lang);
    if (!errors) throw error;
    return { ok: false, values: await formValues(c), errors };
  }
}

/**
 * The same for a form with one file: its fields are checked before the file is read. A form that is cut is refused beside the file,
 * which is the field `file`. The caller has made sure that whoever asks may send one.
 */
export async function submitUpload<S extends z.ZodType, R>(
  c: RouteContext,
  schema: S,
  run: (input: z.output<S>, upload: Upload) => Promise<R>,
): Promise<FormResult<R>> {
  let values: FormValues = {};
  try {
    const upload = await readUpload(c);
    values = upload.fields;
    const read = checkInput(schema, values, c.var.lang);
    return read.ok ? { ok: true, value: await run(read.value, upload) } : read;
  } catch (error) {
    const errors = error instanceof BrokenUpload ? { file: say.in(c.var.lang)('upload.cut') } : refusalErrors(error, c.var.lang);
    if (!errors) throw error;
    return { ok: false, values, errors };
  }
}

/** Checks values against a schema: the same sentences in forms, CSV, the API and the command line. */
export function checkInput<S extends z.ZodType>(schema: S, values: FormValues, lang: Lang): FormResult<z.output<S>> {
  const parsed = schema.safeParse(values, { error: (issue) => inputSentence(issue, lang) });
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: FieldErrors = {};
  for (const issue of parsed.error.issues) errors[issue.path.join('.')] ??= issue.message;
  return { ok: false, values, errors };
}

/** What was typed, field by field, without any NUL; a repeated name, or one that ends in `[]`, gives a list. */
export async function formValues(c: RouteContext): Promise<FormValues> {
  const values: FormValues = {};
  for (const [name, value] of Object.entries(await c.req.parseBody({ all: true }))) {
    const texts = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string').map(withoutNul);
    if (name.endsWith('[]')) values[name.slice(0, -2)] = texts;
    else if (texts.length > 0) values[name] = texts.length > 1 ? texts : texts[0]!;
  }
  return values;
}

/** What a command refuses, in sentences beside the fields; null where the error is something else. */
export function refusalErrors(error: unknown, lang: Lang): FieldErrors | null {
  const fields = error instanceof Invalid ? error.fields : error instanceof Refused ? { '': error.sentence } : null;
  return fields && Object.fromEntries(Object.entries(fields).map(([name, say]) => [name, say(lang)]));
}
