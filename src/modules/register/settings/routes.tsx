import { Hono } from 'hono';
import { Forbidden } from '../../../kernel/errors.ts';
import { type Env, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm } from '../../../kernel/http/forms.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { respond } from '../../../ui/index.ts';
import type { Refusal } from '../facts/views/fact-forms.tsx';
import { registerPaths } from '../paths.ts';
import { mayReadPersons, mayRule } from '../policy.ts';
import { changeSetting, settingInput } from './commands.ts';
import { findSettings, listSettings } from './queries.ts';
import { SettingsPage } from './views/settings-page.tsx';

/** What the register does by itself, and how long it keeps contacts; with what applied before. */
export const settingRoutes = new Hono<Env>()
  .get(registerPaths.settings(), (c) => showSettings(c, { values: {}, errors: {} }))
  .post(registerPaths.settings(), async (c) => {
    if (!mayRule(c.var.act.actor)) throw new Forbidden();
    const result = await submitForm(c, settingInput, (input) => changeSetting(c.var.act, input));
    return result.ok ? seeOther(c, registerPaths.settings()) : showSettings(c, result, 422);
  });

async function showSettings(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const { act } = c.var;
  if (!mayReadPersons(act.actor)) throw new Forbidden();
  const today = dayOf(act.now);
  return respond(
    c,
    <SettingsPage
      settings={await findSettings(act.db, today)}
      history={await listSettings(act.db)}
      sendsMail={act.site.sendsMail}
      mayChange={mayRule(act.actor)}
      today={today}
      refusal={refusal}
    />,
    status,
  );
}
