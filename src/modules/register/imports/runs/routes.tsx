import { Hono } from 'hono';
import { Forbidden, Refused } from '../../../../kernel/errors.ts';
import { exportTable, wantsExport, type ExportFormat } from '../../../../kernel/export/index.ts';
import { type Env, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { checkInput, type FieldErrors, type FormValues, submitForm } from '../../../../kernel/http/forms.ts';
import { BrokenUpload, readUpload, type Upload } from '../../../../kernel/http/upload.ts';
import { respond } from '../../../../ui/index.ts';
import { readPage } from '../../list-params.ts';
import { registerPaths } from '../../paths.ts';
import { mayRecord } from '../../policy.ts';
import { findMapping } from '../mapping.ts';
import { say } from '../messages.ts';
import type { Outcome } from '../plan.ts';
import { outcomes } from '../schema.ts';
import { UnreadableFile } from '../table/unreadable-file.ts';
import {
  applyInput,
  askApply,
  askPreview,
  askUndo,
  chooseColumns,
  columnsInput,
  fileInput,
  forgetRun,
  receiveFile,
  undoInput,
} from './commands.ts';
import { listedLines } from './listed-lines.ts';
import { findAdvance } from './progress.ts';
import { getRun, listLines, listRuns, type Run } from './queries.ts';
import { isAtWork } from './state.ts';
import { findObstacles } from './undo.ts';
import { importPaths } from './paths.ts';
import { ColumnsPage } from './views/columns-page.tsx';
import { ImportListPage } from './views/list-page.tsx';
import { RunPage } from './views/run-page.tsx';
import { UndoPage } from './views/undo-page.tsx';
import { UploadPage } from './views/upload-page.tsx';

export const importRoutes = new Hono<Env>();

interface Refusal {
  values: FormValues;
  errors: FieldErrors;
}
const empty: Refusal = { values: {}, errors: {} };
const pageSize = 50;

importRoutes.get('/registre/imports', async (c) => {
  const page = readPage(c);
  const { runs, total } = await listRuns(c.var.act, { page, size: pageSize });
  return respond(c, <ImportListPage runs={runs} total={total} page={page} pages={Math.ceil(total / pageSize)} />);
});

importRoutes.get('/registre/imports/nouveau', (c) => showUpload(c, empty));
importRoutes.post('/registre/imports/nouveau', async (c) => {
  if (!mayRecord(c.var.act.actor)) throw new Forbidden();
  const upload = await readUpload(c).catch((error) => {
    if (error instanceof BrokenUpload) return null;
    throw error;
  });
  if (!upload) return showUpload(c, { values: {}, errors: { file: say.in(c.var.lang)('upload.broken') } }, 422);
  const result = await receive(c, upload);
  if (typeof result === 'string') return seeOther(c, importPaths.columns(result));
  // A browser reads the answer only once all it sent was taken.
  for await (const _ of upload.bytes);
  return showUpload(c, result, 422);
});

importRoutes.get('/registre/imports/:id', async (c) => {
  const run = await getRun(c.var.act, c.req.param('id'));
  if (run.state === 'uploaded') return seeOther(c, importPaths.columns(run.id));
  const format = wantsExport(c);
  return format && run.counts ? takeAway(c, run, format) : showRun(c, run, empty);
});

importRoutes.get('/registre/imports/:id/colonnes', async (c) => showColumns(c, empty));
importRoutes.post('/registre/imports/:id/colonnes', async (c) => {
  const run = await getRun(c.var.act, c.req.param('id'));
  const result = await submitForm(c, columnsInput(run.kind), (input) =>
    chooseColumns(c.var.act, run.id, input as Record<string, string | undefined>),
  );
  return result.ok ? seeOther(c, registerPaths.import(run.id)) : showColumns(c, result, 422);
});

importRoutes.post('/registre/imports/:id/apercu', async (c) => {
  await askPreview(c.var.act, c.req.param('id'));
  return seeOther(c, registerPaths.import(c.req.param('id')));
});

importRoutes.post('/registre/imports/:id/application', async (c) => {
  const run = await getRun(c.var.act, c.req.param('id'));
  const result = await submitForm(c, applyInput, (input) => askApply(c.var.act, run.id, input));
  return result.ok ? seeOther(c, registerPaths.import(run.id)) : showRun(c, run, result, 422);
});

importRoutes.get('/registre/imports/:id/annulation', async (c) => showUndo(c, empty));
importRoutes.post('/registre/imports/:id/annulation', async (c) => {
  const result = await submitForm(c, undoInput, (input) => askUndo(c.var.act, c.req.param('id'), input));
  return result.ok ? seeOther(c, registerPaths.import(c.req.param('id'))) : showUndo(c, result, 422);
});

importRoutes.post('/registre/imports/:id/abandon', async (c) => {
  await forgetRun(c.var.act, c.req.param('id'));
  return seeOther(c, registerPaths.imports());
});

/** The new run's identifier, or what is wrong with the form or the file. */
async function receive(c: RouteContext, { fields, name, bytes }: Upload): Promise<string | Refusal> {
  const { act, lang } = c.var;
  const t = say.in(lang);
  const read = checkInput(fileInput, fields, lang);
  const errors = { ...(read.ok ? {} : read.errors), ...(name === null ? { file: t('upload.noFile') } : {}) };
  if (!read.ok || name === null) return { values: fields, errors };
  try {
    return await receiveFile(act, { ...read.value, fileName: name, bytes });
  } catch (error) {
    if (error instanceof BrokenUpload) return { values: fields, errors: { file: t('upload.broken') } };
    if (error instanceof UnreadableFile)
      return {
        values: fields,
        errors: { file: error.sentence(lang), ...(error.why === 'encoding' ? { encoding: t('upload.tryWindows') } : {}) },
      };
    throw error;
  }
}

function showUpload(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Response {
  if (!mayRecord(c.var.act.actor)) throw new Forbidden();
  return respond(c, <UploadPage {...refusal} />, status);
}

async function showColumns(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const run = await getRun(c.var.act, c.req.param('id') ?? '');
  if (!['uploaded', 'previewed', 'failed'].includes(run.state)) return seeOther(c, registerPaths.import(run.id));
  const found = await findMapping(c.var.act, run.kind, run.header);
  return respond(
    c,
    <ColumnsPage run={run} mapping={run.mapping ?? found.mapping} remembered={found.remembered && run.mapping === null} {...refusal} />,
    status,
  );
}

async function showRun(c: RouteContext, run: Run, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const outcome = shownOutcome(c, run);
  const page = readPage(c);
  const shown =
    run.counts && !isAtWork(run.state)
      ? { ...(await listLines(c.var.act, run.id, outcome, { page, size: pageSize })), outcome, page }
      : null;
  return respond(
    c,
    <RunPage
      run={run}
      advance={findAdvance(run.id)}
      shown={shown && { ...shown, pages: Math.ceil(shown.total / pageSize) }}
      {...refusal}
    />,
    status,
  );
}

async function showUndo(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const run = await getRun(c.var.act, c.req.param('id') ?? '');
  if (run.state !== 'applied' || run.revision === null) throw new Refused(say.later('run.moved'));
  return respond(c, <UndoPage run={run} obstacles={await findObstacles(c.var.act.db, run)} {...refusal} />, status);
}

function takeAway(c: RouteContext, run: Run, format: ExportFormat): Promise<Response> {
  const outcome = shownOutcome(c, run);
  return exportTable(c, {
    filename: `import-${outcome}-${run.fileName.replace(/\.[^.]*$/, '')}`,
    format,
    ...listedLines(c.var.act, run, outcome, c.var.lang),
  });
}

/** What was asked for; without a word, what one must look at first. */
function shownOutcome(c: RouteContext, run: Run): Outcome {
  const asked = outcomes.find((one) => one === c.req.query('montrer'));
  return asked ?? (['refused', 'new', 'ended', 'corrected', 'same'] as const).find((one) => (run.counts?.[one] ?? 0) > 0) ?? 'same';
}
