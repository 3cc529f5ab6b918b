import { Hono } from 'hono';
import { typeDay } from '../../../kernel/dates.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { type Env, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FieldErrors, type FormValues, submitForm } from '../../../kernel/http/forms.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { respond } from '../../../ui/index.ts';
import { asKnownNow, findPartiesById } from '../../register/index.ts';
import { membershipPaths } from '../paths.ts';
import { maySignExceptions } from '../policy.ts';
import { findNetwork } from '../standing/network.ts';
import { changeSetting, settingInput } from './commands.ts';
import { findSettings, listSettings } from './queries.ts';
import { SettingsPage } from './views/settings-page.tsx';

/** The rules of membership, with what they were before. */
export const settingRoutes = new Hono<Env>()
  .get(membershipPaths.settings(), (c) => showSettings(c))
  .post(membershipPaths.settings(), async (c) => {
    if (!maySignExceptions(c.var.act.actor)) throw new Forbidden();
    const result = await submitForm(c, settingInput, (input) => changeSetting(c.var.act, input));
    return result.ok ? seeOther(c, membershipPaths.settings()) : showSettings(c, result);
  });

async function showSettings(c: RouteContext, refused?: { values: FormValues; errors: FieldErrors }): Promise<Response> {
  const { act } = c.var;
  const history = await listSettings(act);
  const at = await asKnownNow(act);
  const networks = history.flatMap(({ name, value }) => (name === 'network' ? value : []));
  return respond(
    c,
    <SettingsPage
      settings={await findSettings(act.db, at.on)}
      history={history}
      network={await findNetwork(act.db, at)}
      networks={await findPartiesById(act.db, networks, at)}
      mayChange={maySignExceptions(act.actor)}
      today={typeDay(dayOf(act.now))}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}
