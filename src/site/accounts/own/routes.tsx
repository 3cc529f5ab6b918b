import { Hono } from 'hono';
import { z } from 'zod';
import { audit } from '../../../kernel/audit/audit.ts';
import { newPassword } from '../../../kernel/auth/password-rules.ts';
import { changeLanguage, closeOwnSession, languageInput } from '../../../kernel/auth/users/commands.ts';
import { getOwnAccount, listOwnSessions } from '../../../kernel/auth/users/queries.ts';
import { addCookies } from '../../../kernel/http/cookies.ts';
import { type Env, type RouteContext, seeOther, pathParam } from '../../../kernel/http/env.ts';
import { type FieldErrors, readForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { say } from '../messages.ts';
import { accountPaths } from '../paths.ts';
import { AccountPage, type AccountPageProps } from './account-page.tsx';

const passwordInput = z.object({ current: z.string().min(1).max(1000), next: newPassword });

const done: Record<string, AccountPageProps['done']> = { 'mot-de-passe': 'password', langue: 'language', session: 'session' };

/** One's own account. */
export const ownRoutes = new Hono<Env>()
  .get(accountPaths.account(), async (c) => {
    const wrong: FieldErrors = { password: say.in(c.var.lang)('password.wrong') };
    return show(c, 200, {
      done: done[c.req.query('fait') ?? ''],
      refused: c.req.query('codes') === 'refus' ? { form: 'codes', errors: wrong } : undefined,
    });
  })
  .post(accountPaths.password(), async (c) => {
    const account = await getOwnAccount(c.var.act);
    await c.var.limits.count({ ip: c.var.clientAddress, identifier: account.id });
    const read = await readForm(c, passwordInput);
    if (!read.ok) return show(c, 422, { refused: { form: 'password', errors: read.errors } });
    const changed = await c.var.auth.changePassword(c.req.raw.headers, read.value);
    if (!changed) return show(c, 422, { refused: { form: 'password', errors: { current: say.in(c.var.lang)('password.wrong') } } });
    await audit(c.var.act, { command: 'account.changePassword', subject: account.email });
    addCookies(c, changed.cookies);
    return seeOther(c, `${accountPaths.account()}?fait=mot-de-passe`);
  })
  .post(accountPaths.language(), async (c) => {
    const read = await readForm(c, languageInput);
    if (!read.ok) return show(c, 422, {});
    await changeLanguage(c.var.act, read.value);
    return seeOther(c, `${accountPaths.account()}?fait=langue`);
  })
  .post(accountPaths.session(':id'), async (c) => {
    await closeOwnSession(c.var.act, pathParam(c, 'id'));
    return seeOther(c, `${accountPaths.account()}?fait=session`);
  });

async function show(c: RouteContext, status: 200 | 422, rest: Pick<AccountPageProps, 'done' | 'refused'>): Promise<Response> {
  const { act, sessionId } = c.var;
  const [account, sessions] = [await getOwnAccount(act), await listOwnSessions(act)];
  return respond(c, <AccountPage account={account} sessions={sessions} currentSession={sessionId} {...rest} />, status);
}
