import { Hono } from 'hono';
import { Forbidden, Refused } from '../../../kernel/errors.ts';
import type { Env, RouteContext } from '../../../kernel/http/env.ts';
import { seeOther } from '../../../kernel/http/env.ts';
import { formValues, submitForm } from '../../../kernel/http/forms.ts';
import { parseDay, parseInstant } from '../../../kernel/dates.ts';
import { type ExportFormat, exportTable, wantsExport } from '../../../kernel/export/index.ts';
import { say as sayKernel } from '../../../kernel/messages.ts';
import { respond } from '../../../ui/index.ts';
import type { Moment } from '../evaluation/evaluate.ts';
import { type AskedDay, readAskedDay, readPage } from '../../register/index.ts';
import { figurePaths } from '../paths.ts';
import { mayDefine, mayFreeze } from '../policy.ts';
import { freeze } from '../snapshots/commands.ts';
import { listSnapshots } from '../snapshots/queries.ts';
import { createFigure, draftVersion, newFigureSchema } from './commands.ts';
import { figureTable } from './export.ts';
import { figureAsJson } from './json.ts';
import { evaluateFigure, type FigureEvaluation, findVersions, listDrafts, listFigures } from './queries.ts';
import { FigurePage } from './views/figure-page.tsx';
import { FiguresPage } from './views/figures-page.tsx';
import { NewFigurePage } from './views/new-figure-page.tsx';

/** How many rows a page shows. */
const pageSize = 100;

export const figureRoutes = new Hono<Env>();

figureRoutes.get(figurePaths.figures(), async (c) => {
  const { act } = c.var;
  const day = await readAskedDay(c);
  return respond(
    c,
    <FiguresPage
      day={day}
      figures={await listFigures(act, momentOf(day))}
      drafts={await listDrafts(act)}
      mayDefine={mayDefine(act.actor)}
    />,
  );
});

figureRoutes.get(figurePaths.newFigure(), (c) => {
  if (!mayDefine(c.var.act.actor)) throw new Forbidden();
  return respond(c, <NewFigurePage catalogue={c.var.act.catalogue} />);
});

figureRoutes.post(figurePaths.figures(), async (c) => {
  const { act } = c.var;
  if (!mayDefine(act.actor)) throw new Forbidden();
  const result = await submitForm(c, newFigureSchema, (input) => createFigure(act, input));
  if (result.ok) return seeOther(c, figurePaths.draft(result.value));
  return respond(c, <NewFigurePage catalogue={act.catalogue} values={result.values} errors={result.errors} />, 422);
});

figureRoutes.get(figurePaths.figure(':slug'), async (c) => showFigure(c));

figureRoutes.post(figurePaths.snapshots(':slug'), async (c) => {
  const slug = c.req.param('slug')!;
  if (!mayFreeze(c.var.act.actor)) throw new Forbidden();
  try {
    const { code } = await freeze(c.var.act, slug, await readMoment(c));
    return seeOther(c, figurePaths.verify(code));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return showFigure(c, error.sentence(c.var.lang));
  }
});

/** The moment that the page showed, as its form sends it back. @throws Refused when it is none: today is not frozen instead */
async function readMoment(c: RouteContext): Promise<Moment> {
  const { on, knownAt } = await formValues(c);
  const day = parseDay(String(on ?? ''));
  if (!day) throw new Refused(sayKernel.later('input.day'));
  if (knownAt === undefined) return { on: day };
  const instant = parseInstant(String(knownAt));
  if (!instant) throw new Refused(sayKernel.later('input.format'));
  return { on: day, knownAt: instant };
}

figureRoutes.post(figurePaths.versions(':slug'), async (c) => {
  const slug = c.req.param('slug')!;
  await draftVersion(c.var.act, slug);
  return seeOther(c, figurePaths.draft(slug));
});

async function showFigure(c: RouteContext, refusal?: string): Promise<Response> {
  const { act } = c.var;
  const slug = c.req.param('slug')!;
  const day = await readAskedDay(c);
  const format = wantsExport(c);
  if (format) return exportFigure(c, await evaluateFigure(act, slug, momentOf(day)), format);
  const versions = await findVersions(act, slug);
  // A figure that was never published has nothing to show yet but its draft.
  if (versions.every((version) => version.state === 'draft')) return seeOther(c, figurePaths.draft(slug));
  const page = readPage(c);
  const evaluation = await evaluateFigure(act, slug, momentOf(day), {
    rows: { limit: pageSize, offset: (page - 1) * pageSize },
    excluded: { limit: pageSize, offset: 0 },
  });
  return respond(
    c,
    <FigurePage
      day={day}
      evaluation={evaluation}
      versions={versions}
      snapshots={await listSnapshots(act, slug)}
      catalogue={act.catalogue}
      page={page}
      pages={Math.ceil(evaluation.counted / pageSize)}
      mayDefine={mayDefine(act.actor)}
      mayFreeze={mayFreeze(act.actor)}
      refusal={refusal}
    />,
    refusal ? 409 : 200,
  );
}

/** JSON says everything there is; tables hold the rows. */
function exportFigure(c: RouteContext, evaluation: FigureEvaluation, format: ExportFormat): Response | Promise<Response> {
  if (format === 'json') return c.json(figureAsJson(evaluation, c.var.lang));
  const filename = `${evaluation.version.slug}-${evaluation.at.on.toString()}`;
  return exportTable(c, { filename, format, ...figureTable(evaluation, c.var.act.catalogue, c.var.lang) });
}

function momentOf(day: AskedDay) {
  return { on: day.at.on, knownAt: day.knownAt };
}
