import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { writePaperDocx, writePaperPdf } from '../../../kernel/papers/index.ts';
import { respond } from '../../../ui/index.ts';
import { z } from 'zod';
import { readState } from '../journal/scene.ts';
import { assemblyPaths } from '../paths.ts';
import { mayHold } from '../policy.ts';
import { getBody } from '../voters/queries.ts';
import { beginMinutes, minutesInput, saveMinutes } from './commands.ts';
import { minutesPaper } from './paper.ts';
import { getMinutes } from './queries.ts';
import { MinutesPage } from './views/minutes-page.tsx';

export const minutesRoutes = new Hono<Env>();

minutesRoutes.get(assemblyPaths.minutes(':slug'), async (c) => show(c));

minutesRoutes.post(assemblyPaths.minutes(':slug'), async (c) => {
  const { act } = c.var;
  if (!mayHold(act.actor)) throw new Forbidden();
  const slug = pathParam(c, 'slug');
  const isFirst = (await getMinutes(act, slug)).versions.length === 0;
  const result = isFirst
    ? await submitForm(c, z.object({}), () => beginMinutes(act, slug))
    : await submitForm(c, minutesInput, (input) => saveMinutes(act, slug, input));
  return result.ok ? seeOther(c, `${assemblyPaths.minutes(slug)}?fait`) : show(c, result);
});

minutesRoutes.get(assemblyPaths.minutesFile(':slug', 'docx'), async (c) => {
  const { paper, name } = await readPaper(c);
  return send(c, await writePaperDocx(paper), name, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document');
});

minutesRoutes.get(assemblyPaths.minutesFile(':slug', 'pdf'), async (c) => {
  const { paper, name } = await readPaper(c);
  return send(c, writePaperPdf(paper), name, 'application/pdf');
});

async function readPaper(c: RouteContext) {
  const { act } = c.var;
  const { sitting, versions, approval } = await getMinutes(act, pathParam(c, 'slug'));
  const version = approval ? versions.find((one) => one.number === approval.version) : versions[0];
  if (!version) throw new Missing('minutes');
  const body = await getBody(act, sitting.bodyId);
  return { paper: minutesPaper(sitting, version, approval, body.nameFr), name: `proces-verbal-${sitting.slug}` };
}

function send(c: RouteContext, bytes: Uint8Array, name: string, type: string): Response {
  const extension = type === 'application/pdf' ? 'pdf' : 'docx';
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}.${extension}"`,
    'x-content-type-options': 'nosniff',
  });
}

async function show(c: RouteContext, refused?: Extract<FormResult<unknown>, { ok: false }>): Promise<Response> {
  const { act } = c.var;
  const minutes = await getMinutes(act, pathParam(c, 'slug'));
  const { step } = await readState(act, minutes.sitting);
  return respond(
    c,
    <MinutesPage
      minutes={minutes}
      step={step}
      mayHold={mayHold(act.actor)}
      done={c.req.query('fait') !== undefined}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}
