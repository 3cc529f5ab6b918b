import { Hono } from 'hono';
import { findLink } from '../../../kernel/auth/links/commands.ts';
import { hashToken } from '../../../kernel/auth/hash.ts';
import { acceptInvitation, createFirstAdmin, findInvitation, firstAdminInput, joiningInput } from '../../../kernel/auth/users/joining.ts';
import { hasAdmin } from '../../../kernel/auth/users/queries.ts';
import { type Env, pathParam, type RouteContext } from '../../../kernel/http/env.ts';
import { submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { say } from '../messages.ts';
import { accountPaths } from '../paths.ts';
import { DeadLinkPage } from '../sign-in/link-pages.tsx';
import { letIn } from '../sign-in/routes.tsx';
import { FirstAdminPage, InvitationPage } from './joining-pages.tsx';

/** The pages that one-time links open: an invitation, and the first administrator's. */
export const joiningRoutes = new Hono<Env>()
  .get(accountPaths.invitation(':token'), async (c) => {
    const token = pathParam(c, 'token');
    const invited = await findInvitation(c.var.act, token);
    return invited ? respond(c, <InvitationPage token={token} {...invited} />) : dead(c, 'deadLink.invitation');
  })
  .post(accountPaths.invitation(':token'), async (c) => {
    const token = pathParam(c, 'token');
    await c.var.limits.count({ ip: c.var.clientAddress, identifier: hashToken(token) });
    const invited = await findInvitation(c.var.act, token);
    if (!invited) return dead(c, 'deadLink.invitation');
    const joined = await submitForm(c, joiningInput, (input) => acceptInvitation(c.var.act, token, input));
    if (!joined.ok) return respond(c, <InvitationPage token={token} {...invited} errors={joined.errors} />, 422);
    return enter(c, joined.value, 'deadLink.invitation');
  })
  .get(accountPaths.firstAdmin(':token'), async (c) => {
    const token = pathParam(c, 'token');
    return (await mayCreateFirstAdmin(c, token)) ? respond(c, <FirstAdminPage token={token} />) : dead(c, 'deadLink.firstAdmin');
  })
  .post(accountPaths.firstAdmin(':token'), async (c) => {
    const token = pathParam(c, 'token');
    await c.var.limits.count({ ip: c.var.clientAddress, identifier: hashToken(token) });
    if (!(await mayCreateFirstAdmin(c, token))) return dead(c, 'deadLink.firstAdmin');
    const created = await submitForm(c, firstAdminInput, (input) => createFirstAdmin(c.var.act, token, input));
    if (!created.ok)
      return respond(c, <FirstAdminPage token={token} values={{ ...created.values, password: '' }} errors={created.errors} />, 422);
    return enter(c, created.value, 'deadLink.firstAdmin');
  });

async function mayCreateFirstAdmin(c: RouteContext, token: string): Promise<boolean> {
  return (await findLink(c.var.act, 'first_admin', token)) !== null && !(await hasAdmin(c.var.act));
}

async function enter(c: RouteContext, userId: string, otherwise: 'deadLink.invitation' | 'deadLink.firstAdmin'): Promise<Response> {
  return (await letIn(c, await c.var.auth.openSessionOf(c.req.raw.headers, userId), null)) ?? dead(c, otherwise);
}

function dead(c: RouteContext, text: 'deadLink.invitation' | 'deadLink.firstAdmin'): Response {
  return respond(c, <DeadLinkPage text={say.in(c.var.lang)(text)} />, 404);
}
