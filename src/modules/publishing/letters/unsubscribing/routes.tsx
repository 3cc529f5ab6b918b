import { Hono } from 'hono';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { respond } from '../../../../ui/index.ts';
import { letterPaths } from '../paths.ts';
import { findRefusable, resubscribe, unsubscribe } from './commands.ts';
import { UnsubscriptionPage } from './unsubscription-page.tsx';

/** A link of a letter: its page shows, its form does, so that a mail scanner which follows links refuses nothing. */
export const unsubscribingRoutes = new Hono<Env>()
  .get(letterPaths.unsubscription(':token'), async (c) =>
    respond(c, <UnsubscriptionPage token={tokenOf(c)} refusable={await findRefusable(c.var.act, tokenOf(c))} />),
  )
  // Mailboxes post here by themselves when their user clicks on « se désabonner » (RFC 8058), from nowhere and without cookies.
  .post(letterPaths.unsubscription(':token'), async (c) => {
    await unsubscribe(c.var.act, tokenOf(c));
    return seeOther(c, letterPaths.unsubscription(tokenOf(c)));
  })
  .post(letterPaths.resubscription(':token'), async (c) => {
    await resubscribe(c.var.act, tokenOf(c));
    return seeOther(c, letterPaths.unsubscription(tokenOf(c)));
  });

function tokenOf(c: RouteContext): string {
  return pathParam(c, 'token');
}
