import { randomUUID } from 'node:crypto';
import { and, eq, inArray, lt } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { Forbidden, Invalid, Refused } from '../../../../kernel/errors.ts';
import { day, requiredText } from '../../../../kernel/http/fields.ts';
import { mayRecord } from '../../policy.ts';
import { columnsOf, completeScopes, importKinds, requiredColumns, type ImportKind } from '../columns.ts';
import { rememberMapping, type Mapping } from '../mapping.ts';
import { say } from '../messages.ts';
import { importRun } from '../schema.ts';
import { readTable } from '../table/table.ts';
import { changeState } from './change-state.ts';
import { spool, writePieces } from './pieces.ts';
import { previewRun } from './preview.ts';
import { getRun, type Run } from './queries.ts';
import { mayBeForgotten } from './state.ts';

const sampleLines = 3;
/** Files up to this length are compared while the person waits; longer ones by a job. */
const rowsAtOnce = 5_000;

/**
 * Takes a file in: it must be a table, else nothing is kept.
 * @throws UnreadableFile
 */
export async function receiveFile(
  act: Act,
  {
    kind,
    fileName,
    encoding,
    bytes,
  }: { kind: ImportKind; fileName: string; encoding: 'windows-1252' | null; bytes: AsyncIterable<Uint8Array> },
): Promise<string> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  return spool(bytes, async (read) => {
    const table = await readTable(read(), { encoding });
    const id = randomUUID();
    await inTransaction(act, async (act) => {
      await act.db.insert(importRun).values({
        id,
        kind,
        state: 'uploaded',
        fileName: fileName.slice(0, 200),
        fileBytes: table.bytes,
        fileHash: table.sha256,
        encoding: table.encoding,
        delimiter: table.delimiter,
        header: table.header,
        sample: table.rows.slice(0, sampleLines).map((row) => row.cells.map((cell) => cell.slice(0, 100))),
        rows: table.rows.length,
        createdAt: act.now,
        createdById: actorId(act.actor),
        createdBy: actorName(act.actor),
        changedAt: act.now,
      });
      await writePieces(act.db, id, read());
    });
    return id;
  });
}

export const fileInput = z.object({
  kind: z.enum(importKinds),
  encoding: z
    .enum(['', 'windows-1252'])
    .default('')
    .transform((encoding) => encoding || null),
});

/** The form that says where each column is: `column_party` is a position, or `value`; `value_party` a value for all lines. */
export function columnsInput(kind: ImportKind) {
  const fields = columnsOf[kind].flatMap(
    (column) =>
      [
        [`column_${column}`, z.string().optional()],
        [`value_${column}`, z.string().trim().max(2000).optional()],
      ] as const,
  );
  return z.object({ ...Object.fromEntries(fields), complete: z.string().optional(), completeOn: z.string().optional() });
}

/**
 * Says which column is which, and compares the file with the register: at once where it is short, else by a job.
 * @throws Invalid naming the columns that are missing
 */
export async function chooseColumns(act: Act, id: string, input: Record<string, string | undefined>): Promise<void> {
  const run = await getRun(act, id);
  const mapping = readMapping(run, input);
  const completeOn = readCompleteOn(run.kind, input);
  await inTransaction(act, async (act) => {
    await changeState(act, id, 'previewing', { mapping, completeOn, counts: null, failure: null });
    await rememberMapping(act, run.kind, run.header, mapping);
    if (run.rows > rowsAtOnce) await act.jobs.send(act, 'imports.preview', { id });
  });
  if (run.rows <= rowsAtOnce) await previewRun(act, id);
}

/** Compares the file again, with the same columns: the register has changed, or the work was cut. */
export async function askPreview(act: Act, id: string): Promise<void> {
  const run = await getRun(act, id);
  if (!run.mapping) throw new Refused(say.later('run.noColumns'));
  await inTransaction(act, async (act) => {
    await changeState(act, id, 'previewing', { counts: null, failure: null });
    await act.jobs.send(act, 'imports.preview', { id });
  });
}

export const applyInput = z.object({ reason: requiredText(500), accept: z.string().optional() });

/** Asks that the preview be applied, by a job that signs with the person's name. */
export async function askApply(act: Act, id: string, { reason, accept }: z.output<typeof applyInput>): Promise<void> {
  const run = await getRun(act, id);
  const refused = run.counts?.refused ?? 0;
  if (refused > 0 && run.completeOn) throw new Refused(say.later('apply.completeWithRefused', { count: refused }));
  if (refused > 0 && !accept) throw new Invalid({ accept: say.later('apply.tick', { count: refused }) });
  await inTransaction(act, async (act) => {
    await changeState(act, id, 'applying', { reason });
    await act.jobs.send(act, 'imports.apply', { id, actor: act.actor, acceptRefused: accept !== undefined });
  });
}

export const undoInput = z.object({ reason: requiredText(500) });

/** Asks that an import be undone, by a job that signs with the person's name. */
export async function askUndo(act: Act, id: string, { reason }: z.output<typeof undoInput>): Promise<void> {
  await getRun(act, id);
  await inTransaction(act, async (act) => {
    await changeState(act, id, 'undoing', { failure: null });
    await act.jobs.send(act, 'imports.undo', { id, actor: act.actor, reason });
  });
}

/** Lets go of a file that has changed nothing. */
export async function forgetRun(act: Act, id: string): Promise<void> {
  const run = await getRun(act, id);
  if (!mayBeForgotten(run.state)) throw new Refused(say.later('run.notForgotten'));
  await act.db.delete(importRun).where(and(eq(importRun.id, id), eq(importRun.state, run.state)));
}

const keptDays = 7;

/** Lets go of the files that nobody applied within a week. */
export async function forgetOldRuns(act: Act): Promise<number> {
  const old = await act.db
    .delete(importRun)
    .where(
      and(
        inArray(importRun.state, ['uploaded', 'previewing', 'previewed', 'failed']),
        lt(importRun.changedAt, act.now.subtract({ hours: 24 * keptDays })),
      ),
    )
    .returning({ id: importRun.id });
  return old.length;
}

function readMapping(run: Run, input: Record<string, string | undefined>): Mapping {
  const mapping: Mapping = {};
  const missing: Invalid['fields'] = {};
  for (const column of columnsOf[run.kind]) {
    const chosen = input[`column_${column}`] ?? '';
    const value = input[`value_${column}`] ?? '';
    if (chosen === 'value' && value) mapping[column] = { value };
    else if (/^\d{1,3}$/.test(chosen) && Number(chosen) < run.header.length) mapping[column] = { column: Number(chosen) };
    else if (chosen === 'value') missing[`value_${column}`] = say.later('columns.noValue');
    else if (requiredColumns[run.kind].includes(column)) missing[`column_${column}`] = say.later('columns.required');
  }
  if (Object.keys(missing).length > 0) throw new Invalid(missing);
  return mapping;
}

function readCompleteOn(kind: ImportKind, input: Record<string, string | undefined>): Temporal.PlainDate | null {
  if (!input['complete'] || !completeScopes[kind]) return null;
  const parsed = day.safeParse(input['completeOn'] ?? '');
  if (!parsed.success) throw new Invalid({ completeOn: say.later('cell.day') });
  return parsed.data;
}
