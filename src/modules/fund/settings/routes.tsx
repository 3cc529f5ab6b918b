import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { respond } from '../../../ui/index.ts';
import { asKnownNow, listBodies } from '../../register/index.ts';
import { mayReadFund, maySignFundExceptions } from '../policy.ts';
import { changeSetting, settingInput } from './commands.ts';
import { settingNames } from './fields.ts';
import { fundSettingPaths } from './paths.ts';
import { listSettings, settingRowOn } from './queries.ts';
import { SettingPage } from './views/setting-page.tsx';
import { SettingsPage } from './views/settings-page.tsx';

/** The rules of the fund, with what they were before. */
export const settingRoutes = new Hono<Env>()
  .get(fundSettingPaths.settings(), async (c) => {
    const { act } = c.var;
    if (!mayReadFund(act.actor)) throw new Forbidden();
    const rows = [];
    for (const name of settingNames) rows.push({ name, row: await settingRowOn(act.db, name, dayOf(act.now)) });
    return respond(
      c,
      <SettingsPage
        today={rows}
        history={await listSettings(act)}
        bodies={await listBodies(act.db, await asKnownNow(act))}
        maySet={maySignFundExceptions(act.actor)}
        done={c.req.query('fait') !== undefined}
      />,
    );
  })
  .get(fundSettingPaths.setting(':name'), (c) => show(c))
  .post(fundSettingPaths.setting(':name'), async (c) => {
    const name = findName(c);
    const result = await submitForm(c, settingInput, (input) => changeSetting(c.var.act, name, input));
    return result.ok ? seeOther(c, `${fundSettingPaths.settings()}?fait`) : show(c, result);
  });

async function show(c: RouteContext, refused?: Extract<FormResult<unknown>, { ok: false }>): Promise<Response> {
  const { act } = c.var;
  const name = findName(c);
  return respond(
    c,
    <SettingPage
      name={name}
      row={await settingRowOn(act.db, name, dayOf(act.now))}
      bodies={await listBodies(act.db, await asKnownNow(act))}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

/** The rule that the address names, for whoever may change it. */
function findName(c: RouteContext) {
  if (!maySignFundExceptions(c.var.act.actor)) throw new Forbidden();
  const name = settingNames.find((one) => one === pathParam(c, 'name'));
  if (!name) throw new Missing('setting');
  return name;
}
