import { Hono } from 'hono';
import { type Env, pathParam, type RouteContext } from '../../../../kernel/http/env.ts';
import { secretariatTimeZone } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { respond } from '../../../../ui/index.ts';
import { findFormVersion } from '../forms/queries.ts';
import { callPaths } from '../paths.ts';
import { findDecidingBody, getPublicCall, type KnownCall, listExtensions, listPublicCalls } from '../queries.ts';
import { namesOfStates } from '../routes.tsx';
import { PublicCallPage } from './views/public-call-page.tsx';
import { PublicCallsPage } from './views/public-calls-page.tsx';

/** The calls, for anyone. */
export const publicCallRoutes = new Hono<Env>()
  .get(callPaths.publicCalls(), async (c) => {
    const calls = await listPublicCalls(c.var.act);
    keepWhileTrue(c, calls);
    return respond(c, <PublicCallsPage calls={calls} />);
  })
  .get(callPaths.publicCall(':slug'), async (c) => {
    const { act, lang } = c.var;
    const call = await getPublicCall(act, pathParam(c, 'slug'));
    keepWhileTrue(c, [call]);
    const body = await findDecidingBody(act, call);
    return respond(
      c,
      <PublicCallPage
        call={call}
        form={await findFormVersion(act.db, call.formId, call.formVersion)}
        states={await namesOfStates(c, call)}
        body={body && inLang({ fr: body.nameFr, en: body.nameEn }, lang)}
        extensions={await listExtensions(act.db, call.id)}
      />,
    );
  });

/** A public page is kept until the day changes in Paris: a call that ends by another clock would be open on it for some hours more. */
function keepWhileTrue(c: RouteContext, calls: readonly KnownCall[]): void {
  if (calls.some(({ timeZone }) => timeZone !== secretariatTimeZone)) c.header('cache-control', 'no-store');
}
