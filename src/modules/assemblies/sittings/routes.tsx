import { Hono } from 'hono';
import { z } from 'zod';
import { listColleagues } from '../../../kernel/auth/users/queries.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { requiredText } from '../../../kernel/http/fields.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { respond } from '../../../ui/index.ts';
import { readPage } from '../../register/index.ts';
import { listDecisions } from '../decisions/queries.ts';
import { assemblyPaths } from '../paths.ts';
import { mayHold } from '../policy.ts';
import { sendVoterLinks } from '../votes/links.ts';
import { sittingSteps } from '../vocabulary.ts';
import {
  assignTeller,
  removeTeller,
  conveneSitting,
  conveningInput,
  moveSitting,
  openSitting,
  prepareSitting,
  sittingInput,
  stepInput,
} from './commands.ts';
import { sittingColumns, sittingRows } from './export.ts';
import { getDossier, listAllBodies, listSittings } from './queries.ts';
import { canBecome, noticeOf } from './rules.ts';
import { NewSittingPage } from './views/new-sitting-page.tsx';
import { SittingPage, type SittingPageProps } from './views/sitting-page.tsx';
import { SittingsPage } from './views/sittings-page.tsx';
import { type AskedStep, StepPage } from './views/step-page.tsx';

const pageSize = 50;
const everything = { page: 1, size: 100_000 };

export const sittingRoutes = new Hono<Env>();

sittingRoutes.get(assemblyPaths.sittings(), async (c) => {
  const { act } = c.var;
  const bodies = await listAllBodies(act);
  const body = bodies.find((one) => one.slug === c.req.query('body'));
  const filter = {
    body: body?.slug,
    bodyId: body?.id,
    step: sittingSteps.find((step) => step === c.req.query('step')),
    words: c.req.query('words')?.trim().slice(0, 200) || undefined,
  };
  const format = wantsExport(c);
  if (format) {
    const { sittings } = await listSittings(act, filter, everything);
    return exportTable(c, { filename: 'seances', columns: sittingColumns, rows: sittingRows(sittings, c.var.lang), format });
  }
  const page = readPage(c);
  const { sittings, total } = await listSittings(act, filter, { page, size: pageSize });
  const pages = Math.ceil(total / pageSize);
  return respond(c, <SittingsPage {...{ sittings, total, page, pages, filter, bodies }} mayHold={mayHold(act.actor)} />);
});

sittingRoutes.get(assemblyPaths.newSitting(), async (c) => {
  if (!mayHold(c.var.act.actor)) throw new Forbidden();
  return respond(c, <NewSittingPage bodies={await listAllBodies(c.var.act)} />);
});

sittingRoutes.post(assemblyPaths.newSitting(), async (c) => {
  const { act } = c.var;
  if (!mayHold(act.actor)) throw new Forbidden();
  const result = await submitForm(c, sittingInput, (input) => prepareSitting(act, input));
  if (result.ok) return seeOther(c, assemblyPaths.sitting(result.value));
  return respond(c, <NewSittingPage bodies={await listAllBodies(act)} values={result.values} errors={result.errors} />, 422);
});

sittingRoutes.get(assemblyPaths.sitting(':slug'), async (c) =>
  showSitting(c, { done: c.req.query('fait') === undefined ? undefined : 'done' }),
);

sittingRoutes.get(assemblyPaths.convening(':slug'), async (c) => showStep(c, 'convened'));

sittingRoutes.post(assemblyPaths.convening(':slug'), async (c) => {
  const slug = pathParam(c, 'slug');
  const result = await submitForm(c, conveningInput, (input) => conveneSitting(c.var.act, slug, input));
  return result.ok ? seeOther(c, `${assemblyPaths.sitting(slug)}?fait`) : showStep(c, 'convened', result);
});

sittingRoutes.get(assemblyPaths.step(':slug', ':step'), async (c) => showStep(c, readStep(c)));

sittingRoutes.post(assemblyPaths.step(':slug', ':step'), async (c) => {
  const { act } = c.var;
  const slug = pathParam(c, 'slug');
  const step = readStep(c);
  const { state } = mayHold(act.actor) ? await getDossier(act, slug) : { state: null };
  const result = await submitForm(c, stepInput, (input) =>
    // A sitting that was suspended goes on; one that is convened opens, and freezes its voters.
    step === 'open' && state?.step !== 'suspended' ? openSitting(act, slug) : moveSitting(act, slug, step, input),
  );
  return result.ok ? seeOther(c, `${assemblyPaths.sitting(slug)}?fait`) : showStep(c, step, result);
});

sittingRoutes.post(assemblyPaths.tellers(':slug'), async (c) => {
  const slug = pathParam(c, 'slug');
  if (!mayHold(c.var.act.actor)) throw new Forbidden();
  const result = await submitForm(c, z.object({ user: requiredText(100) }), async ({ user }) => {
    const known = await listColleagues(c.var.act);
    if (!known.some(({ id }) => id === user)) throw new Missing('account');
    await assignTeller(c.var.act, slug, user);
  });
  return result.ok ? seeOther(c, `${assemblyPaths.sitting(slug)}?fait`) : showSitting(c, {}, 422);
});

sittingRoutes.post(assemblyPaths.tellerRemoval(':slug', ':user'), async (c) => {
  const [slug, user] = [pathParam(c, 'slug'), pathParam(c, 'user')];
  const result = await submitForm(c, z.object({}), () => removeTeller(c.var.act, slug, user));
  return result.ok ? seeOther(c, `${assemblyPaths.sitting(slug)}?fait`) : showSitting(c, { refused: result.errors[''] }, 422);
});

sittingRoutes.post(assemblyPaths.links(':slug'), async (c) => {
  const links = await sendVoterLinks(c.var.act, pathParam(c, 'slug'));
  return showSitting(c, { links });
});

async function showSitting(
  c: RouteContext,
  more: Pick<SittingPageProps, 'done' | 'links' | 'refused'>,
  status: 200 | 422 = 200,
): Promise<Response> {
  const { act } = c.var;
  const dossier = await getDossier(act, pathParam(c, 'slug'));
  const decisions = await listDecisions(act.db, { sittingId: dossier.sitting.id });
  const team = await listColleagues(act);
  return respond(c, <SittingPage {...{ dossier, decisions, team }} mayHold={mayHold(act.actor)} {...more} />, status);
}

function readStep(c: RouteContext): Exclude<AskedStep, 'convened'> {
  const step = (['open', 'suspended', 'closed', 'cancelled'] as const).find((one) => one === pathParam(c, 'step'));
  if (!step) throw new Missing('step');
  return step;
}

async function showStep(c: RouteContext, step: AskedStep, refused?: Extract<FormResult<unknown>, { ok: false }>): Promise<Response> {
  const { act } = c.var;
  if (!mayHold(act.actor)) throw new Forbidden();
  const dossier = await getDossier(act, pathParam(c, 'slug'));
  // A link kept from before, a second tab: the sitting has gone on since.
  if (!refused && !canBecome(dossier.state.step, step)) return seeOther(c, assemblyPaths.sitting(dossier.sitting.slug));
  const notice = noticeOf(dayOf(act.now), dayOf(dossier.sitting.startsAt), dossier.state.settings.notice);
  return respond(c, <StepPage {...{ step, dossier, notice }} values={refused?.values} errors={refused?.errors} />, refused ? 422 : 200);
}
