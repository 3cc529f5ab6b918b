import { Hono } from 'hono';
import { Forbidden } from '../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { mayManageFund, mayReadFund } from '../policy.ts';
import { fundSettingPaths } from '../settings/paths.ts';
import { addTheme, retireTheme, themeInput } from './commands.ts';
import { listThemes } from './queries.ts';
import { ThemesPage } from './views/themes-page.tsx';

/** The themes of the network. */
export const themeRoutes = new Hono<Env>()
  .get(fundSettingPaths.themes(), (c) => show(c))
  .post(fundSettingPaths.themes(), async (c) => {
    if (!mayManageFund(c.var.act.actor)) throw new Forbidden();
    const result = await submitForm(c, themeInput, (input) => addTheme(c.var.act, input));
    return result.ok ? seeOther(c, fundSettingPaths.themes()) : show(c, result);
  })
  .post(fundSettingPaths.themeRetirement(':code'), async (c) => {
    await retireTheme(c.var.act, pathParam(c, 'code'));
    return seeOther(c, fundSettingPaths.themes());
  });

async function show(c: RouteContext, refused?: Extract<FormResult<unknown>, { ok: false }>): Promise<Response> {
  const { act } = c.var;
  if (!mayReadFund(act.actor)) throw new Forbidden();
  return respond(
    c,
    <ThemesPage themes={await listThemes(act.db)} mayManage={mayManageFund(act.actor)} values={refused?.values} errors={refused?.errors} />,
    refused ? 422 : 200,
  );
}
