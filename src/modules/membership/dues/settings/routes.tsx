import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden } from '../../../../kernel/errors.ts';
import { type Env, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { submitForm } from '../../../../kernel/http/forms.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { respond } from '../../../../ui/index.ts';
import { duesPaths } from '../paths.ts';
import { maySignExceptions } from '../policy.ts';
import { changeReminders, changeThreshold, remindersInput, thresholdInput } from './commands.ts';
import { listSettings, readSetting } from './queries.ts';
import { SettingsPage, type SettingsPageProps } from './views/settings-page.tsx';

export const settingRoutes = new Hono<Env>();

settingRoutes.get(duesPaths.settings(), (c) => show(c));

const settingInput = z.discriminatedUnion('form', [
  remindersInput.extend({ form: z.literal('reminders') }),
  thresholdInput.extend({ form: z.literal('threshold') }),
]);

settingRoutes.post(duesPaths.settings(), async (c) => {
  const { act } = c.var;
  if (!maySignExceptions(act.actor)) throw new Forbidden();
  const result = await submitForm(c, settingInput, (input) =>
    input.form === 'reminders' ? changeReminders(act, input) : changeThreshold(act, input),
  );
  if (result.ok) return seeOther(c, `${duesPaths.settings()}?fait`);
  return show(c, { form: result.values['form'] === 'threshold' ? 'threshold' : 'reminders', ...result });
});

async function show(c: RouteContext, refused?: SettingsPageProps['refused']): Promise<Response> {
  const { act } = c.var;
  const history = await listSettings(act);
  const today = dayOf(act.now);
  return respond(
    c,
    <SettingsPage
      values={{
        reminders: await readSetting(act.db, 'reminders', today),
        reversal_threshold: await readSetting(act.db, 'reversal_threshold', today),
      }}
      history={history}
      mayChange={maySignExceptions(act.actor)}
      done={c.req.query('fait') !== undefined}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}
