import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { respond } from '../../../ui/index.ts';
import { assemblyPaths } from '../paths.ts';
import { mayReadSittings, maySetRules } from '../policy.ts';
import { listAllBodies } from '../sittings/queries.ts';
import { recordSetting, settingInput } from './commands.ts';
import { listSettings, settingsOn } from './queries.ts';
import { RulesPage } from './views/rules-page.tsx';

/** The rules of each body. */
export const rulesRoutes = new Hono<Env>()
  .get(assemblyPaths.rules(':body'), async (c) => show(c))
  .post(assemblyPaths.rules(':body'), async (c) => {
    if (!maySetRules(c.var.act.actor)) throw new Forbidden();
    const body = await findOwnBody(c);
    const result = await submitForm(c, settingInput, (input) => recordSetting(c.var.act, body, input));
    return result.ok ? seeOther(c, `${assemblyPaths.rules(body.slug)}?fait`) : show(c, result);
  });

async function findOwnBody(c: RouteContext) {
  const body = (await listAllBodies(c.var.act)).find(({ slug }) => slug === pathParam(c, 'body'));
  if (!body) throw new Missing('body');
  return body;
}

async function show(c: RouteContext, refused?: Extract<FormResult<unknown>, { ok: false }>): Promise<Response> {
  const { act } = c.var;
  if (!mayReadSittings(act.actor)) throw new Forbidden();
  const body = await findOwnBody(c);
  return respond(
    c,
    <RulesPage
      body={body}
      today={await settingsOn(act.db, body.id, dayOf(act.now))}
      history={await listSettings(act.db, body.id)}
      maySet={maySetRules(act.actor)}
      done={c.req.query('fait') !== undefined}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}
