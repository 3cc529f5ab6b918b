import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden, Invalid, Missing } from '../../../kernel/errors.ts';
import { serveFile } from '../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { say } from '../messages.ts';
import { assemblyPaths } from '../paths.ts';
import { mayHold } from '../policy.ts';
import { getDossier } from '../sittings/queries.ts';
import { submitFile } from '../uploads.ts';
import { giveProxy, proxyInput, recordArrivals, recordAttendance, revokeProxy } from './commands.ts';
import { AttendancePage } from './views/attendance-page.tsx';

const attendanceForm = z.object({
  change: z.enum(['arrived', 'left']),
  parties: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.uuid()).min(1)),
});

export const attendanceRoutes = new Hono<Env>();

attendanceRoutes.get(assemblyPaths.attendance(':slug'), async (c) => show(c, { done: c.req.query('fait') !== undefined }));

attendanceRoutes.post(assemblyPaths.attendance(':slug'), async (c) => {
  const { act } = c.var;
  const slug = pathParam(c, 'slug');
  if (!mayHold(act.actor)) throw new Forbidden();
  const result = await submitForm(c, attendanceForm, async ({ change, parties }) => {
    if (change === 'arrived') return recordArrivals(act, slug, parties);
    for (const party of parties) await recordAttendance(act, slug, { party, change });
  });
  return answer(c, 'attendance', result);
});

attendanceRoutes.post(assemblyPaths.proxies(':slug'), async (c) => {
  if (!mayHold(c.var.act.actor)) throw new Forbidden();
  const slug = pathParam(c, 'slug');
  const result = await submitFile(c, ['pdf', 'image'], (act, file, fields) => giveProxy(act, slug, checkProxy(fields), file));
  return answer(c, 'proxy', result);
});

attendanceRoutes.get(assemblyPaths.proxy(':slug', ':proxy'), async (c) => {
  const { proxies } = await getDossier(c.var.act, pathParam(c, 'slug'));
  const found = proxies.find(({ id }) => id === pathParam(c, 'proxy'));
  if (!found) throw new Missing('proxy');
  return serveFile(c, found.fileId);
});

attendanceRoutes.post(assemblyPaths.revocation(':slug', ':proxy'), async (c) => {
  const [slug, proxy] = [pathParam(c, 'slug'), pathParam(c, 'proxy')];
  const result = await submitForm(c, z.object({}), () => revokeProxy(c.var.act, slug, proxy));
  return answer(c, 'proxy', result);
});

/** @throws Invalid beside each voter who was not chosen */
function checkProxy(fields: Record<string, string>): z.output<typeof proxyInput> {
  const parsed = proxyInput.safeParse(fields);
  if (parsed.success) return parsed.data;
  throw new Invalid(Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), say.later('field.chooseOne')])));
}

async function answer(c: RouteContext, form: 'attendance' | 'proxy', result: FormResult<unknown>): Promise<Response> {
  if (result.ok) return seeOther(c, `${assemblyPaths.attendance(pathParam(c, 'slug'))}?fait`);
  return show(c, { refused: { form, values: result.values, errors: result.errors } });
}

async function show(c: RouteContext, more: Pick<Parameters<typeof AttendancePage>[0], 'done' | 'refused'>): Promise<Response> {
  const { act } = c.var;
  const dossier = await getDossier(act, pathParam(c, 'slug'));
  return respond(c, <AttendancePage dossier={dossier} mayHold={mayHold(act.actor)} {...more} />, more.refused ? 422 : 200);
}
