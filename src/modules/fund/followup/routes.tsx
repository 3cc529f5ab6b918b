import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { exportTable, type ExportColumn, wantsExport, mostExported } from '../../../kernel/export/index.ts';
import { receiveFile, serveFile } from '../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FieldErrors, type FormValues, submitForm, submitUpload } from '../../../kernel/http/forms.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { respond } from '../../../ui/index.ts';
import { readChoice, readPage } from '../../register/index.ts';
import { mayManageFund, maySignFundExceptions } from '../policy.ts';
import { findProject } from '../projects/queries.ts';
import { closeProject, closureInput, endFollowup, endInput, followupInput, recordFollowup } from './commands.ts';
import { say } from './messages.ts';
import { followupPaths } from './paths.ts';
import { checkClosure, findClosure, findFollowup, listFollowups } from './queries.ts';
import { followupKinds } from './schema.ts';
import { ClosurePage } from './views/closure-page.tsx';
import { FollowupsPage, ProjectFollowupPage } from './views/followup-page.tsx';

const pageSize = 50;
const largestFile = 20_000_000;

/** The follow-up of projects and their closure. */
export const followupRoutes = new Hono<Env>();

followupRoutes.get(followupPaths.all(), async (c) => {
  const { act, lang } = c.var;
  const [kind, open] = [readChoice(c, 'kind', followupKinds), readChoice(c, 'open', ['open', 'late'] as const)];
  const words = c.req.query('words')?.trim() ?? '';
  const filter = { kind, open, words: words || undefined };
  const format = wantsExport(c);
  if (format) {
    const { rows } = await listFollowups(act, filter, { page: 1, size: mostExported });
    const t = say.in(lang);
    return exportTable(c, {
      filename: `suivi-${dayOf(act.now).toString()}`,
      columns,
      rows: rows.map(({ entry, end, project }) => ({
        project: project.reference,
        kind: t(`kind.${entry.kind}`),
        day: entry.onDay,
        title: entry.title,
        words: entry.words,
        level: entry.level ?? '',
        owner: entry.owner ?? '',
        due: entry.dueOn,
        end: end ? `${t(`outcome.${end.outcome}`)} : ${end.words}` : '',
        by: entry.by,
      })),
      format,
    });
  }
  const page = readPage(c);
  const { rows, total } = await listFollowups(act, filter, { page, size: pageSize });
  const chosen = { kind: kind ?? '', open: open ?? '', words };
  return respond(c, <FollowupsPage rows={rows} total={total} page={page} pages={Math.ceil(total / pageSize)} chosen={chosen} />);
});

followupRoutes.get(followupPaths.ofProject(':ref'), (c) => showProject(c));

followupRoutes.post(followupPaths.ofProject(':ref'), async (c) => {
  const { act } = c.var;
  if (!mayManageFund(act.actor)) throw new Forbidden();
  const { project } = await findProject(act, pathParam(c, 'ref'));
  const result = await submitUpload(c, followupInput, async (input, upload) => {
    const file = upload.name === null ? null : await receiveFile(act, upload, { accept: ['pdf', 'image', 'word'], most: largestFile });
    await recordFollowup(act, project.id, input, file);
  });
  return result.ok ? seeOther(c, `${followupPaths.ofProject(project.reference)}?fait`) : showProject(c, result);
});

followupRoutes.post(followupPaths.end(':ref', ':entry'), async (c) => {
  const { act } = c.var;
  if (!mayManageFund(act.actor)) throw new Forbidden();
  const { project, entry } = await findEntry(c);
  const result = await submitForm(c, endInput, (input) => endFollowup(act, project.id, entry.id, input));
  return result.ok
    ? seeOther(c, `${followupPaths.ofProject(project.reference)}?fait`)
    : showProject(c, { entry: entry.id, values: result.values, errors: result.errors });
});

followupRoutes.get(followupPaths.file(':ref', ':entry'), async (c) => {
  const { entry } = await findEntry(c);
  if (!entry.fileId) throw new Missing('file of a follow-up');
  return serveFile(c, entry.fileId);
});

followupRoutes.get(followupPaths.closure(':ref'), (c) => showClosure(c));

followupRoutes.post(followupPaths.closure(':ref'), async (c) => {
  const { act } = c.var;
  if (!mayManageFund(act.actor)) throw new Forbidden();
  const { project } = await findProject(act, pathParam(c, 'ref'));
  const result = await submitForm(c, closureInput, (input) => closeProject(act, project.id, input));
  return result.ok ? seeOther(c, followupPaths.closure(project.reference)) : showClosure(c, result);
});

async function findEntry(c: RouteContext) {
  const { act } = c.var;
  const { project } = await findProject(act, pathParam(c, 'ref'));
  return { project, entry: await findFollowup(act.db, project.id, pathParam(c, 'entry')) };
}

async function showProject(c: RouteContext, refused?: { entry?: string; values: FormValues; errors: FieldErrors }): Promise<Response> {
  const { act } = c.var;
  const found = await findProject(act, pathParam(c, 'ref'));
  const { rows } = await listFollowups(act, { projectId: found.project.id }, { page: 1, size: mostExported });
  const done = c.req.query('fait') !== undefined;
  return respond(
    c,
    <ProjectFollowupPage found={found} rows={rows} mayWrite={mayManageFund(act.actor)} done={done} refused={refused} />,
    refused ? 422 : 200,
  );
}

async function showClosure(c: RouteContext, refused?: { values: FormValues; errors: FieldErrors }): Promise<Response> {
  const { act } = c.var;
  const found = await findProject(act, pathParam(c, 'ref'));
  const checks = await checkClosure(act.db, { id: found.project.id, state: found.state });
  return respond(
    c,
    <ClosurePage
      found={found}
      checks={checks}
      closure={await findClosure(act.db, found.project.id)}
      mayClose={mayManageFund(act.actor)}
      mayWaive={maySignFundExceptions(act.actor)}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}

const columns: ExportColumn[] = [
  { key: 'project', label: say.later('column.project'), type: 'text' },
  { key: 'kind', label: say.later('column.kind'), type: 'text' },
  { key: 'day', label: say.later('column.day'), type: 'date' },
  { key: 'title', label: say.later('column.title'), type: 'text' },
  { key: 'words', label: say.later('column.words'), type: 'text' },
  { key: 'level', label: say.later('column.level'), type: 'text' },
  { key: 'owner', label: say.later('column.owner'), type: 'text' },
  { key: 'due', label: say.later('column.due'), type: 'date' },
  { key: 'end', label: say.later('column.end'), type: 'text' },
  { key: 'by', label: say.later('column.by'), type: 'text' },
];
