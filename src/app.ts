import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import type { Act } from './kernel/act.ts';
import { type Actor, visitor } from './kernel/actor.ts';
import type { Auth } from './kernel/auth/auth.ts';
import { createSignInLimits } from './kernel/auth/limits.ts';
import type { Config } from './kernel/config.ts';
import { acceptUpload, limitBody, ordinaryLimit } from './kernel/http/body-limit.ts';
import { clientAddress } from './kernel/http/client-address.ts';
import { addCookies } from './kernel/http/cookies.ts';
import { deliver } from './kernel/http/delivery.ts';
import { type Env, readLocalPath, type Shell } from './kernel/http/env.ts';
import { answerOnce } from './kernel/http/idempotency.ts';
import { refuseNul } from './kernel/http/nul.ts';
import type { PageCache } from './kernel/http/page-cache.ts';
import { requestLog, type WriteLine } from './kernel/http/request-log.ts';
import { sameOrigin } from './kernel/http/same-origin.ts';
import { secureHeaders } from './kernel/http/secure-headers.ts';
import type { Examined } from './kernel/installation.ts';
import type { Module } from './kernel/module.ts';
import { askForSecondFactor } from './site/accounts/second-factor/gate.ts';
import { handleErrors, handleMissing } from './site/errors/handle-error.tsx';
import { healthRoutes, type Readiness } from './site/operation/health.ts';
import { assetRoutes } from './ui/asset-routes.ts';

export interface AppParts {
  config: Pick<Config, 'url' | 'trustProxy'>;
  auth: Auth;
  /** The act of someone, at this instant. */
  actFor: (actor: Actor) => Act;
  /** Every module, and the site's own. */
  modules: readonly Module[];
  examined: Examined;
  /** Whether the app may be sent visitors: its database answers and it is not stopping. */
  readiness: Readiness;
  /** Resolved once the worker runs: until then pages are given, and forms wait. */
  started?: Promise<void>;
  /** Keeps public pages until the next write. */
  cache?: PageCache;
  writeLine?: WriteLine;
}

/** The whole site as one function from request to response: middleware, then the modules' routes. */
export function createApp({
  config,
  auth,
  actFor,
  modules,
  examined,
  readiness,
  started,
  cache,
  writeLine = console.log,
}: AppParts): Hono<Env> {
  const app = new Hono<Env>({ getPath: (request) => readLocalPath(getPath(request)).path });
  const shell = gatherShell(modules);
  const limits = createSignInLimits();

  app.onError(handleErrors((requestId, error) => writeLine(JSON.stringify({ level: 'error', requestId, error: describeBug(error) }))));
  app.notFound(handleMissing);

  if (cache) app.use(cache.keep);
  app.use(requestLog(writeLine));
  app.use(secureHeaders({ https: config.url.startsWith('https:') }));
  app.route('/', healthRoutes(readiness));
  app.route('/', assetRoutes);

  app.use(async (c, next) => {
    c.set('lang', readLocalPath(new URL(c.req.url).pathname).lang);
    c.set('shell', shell);
    c.set('examined', examined);
    c.set('auth', auth);
    c.set('limits', limits);
    c.set('clientAddress', clientAddress(c, config.trustProxy));
    c.set('sessionId', null);
    c.set('mustEnrol', false);
    c.set('bodyLimit', ordinaryLimit);
    c.set('act', actFor(visitor));
    await next();
  });
  app.use(deliver);
  app.use(
    sameOrigin(
      config.url,
      modules.flatMap((module) => module.openForms ?? []),
    ),
  );
  app.use(async (c, next) => {
    const found = await auth.actorOf(c.req.raw.headers);
    c.set('act', actFor(found.actor));
    c.set('sessionId', found.sessionId);
    c.set('mustEnrol', found.mustEnrol);
    await next();
    addCookies(c, found.cookies);
  });
  for (const { path, may } of modules.flatMap((module) => module.uploads ?? [])) app.use(path, acceptUpload(may));
  app.use(limitBody);
  app.use(refuseNul);
  app.use(askForSecondFactor);
  app.use(async (c, next) => {
    if (c.req.method !== 'GET') await started;
    await next();
  });
  app.use(answerOnce);

  for (const { routes } of modules) if (routes) app.route('/', routes);
  return app;
}

function gatherShell(modules: readonly Module[]): Shell {
  return {
    navigation: modules.flatMap((module) => module.navigation ?? []),
    staffNavigation: modules.flatMap((module) => module.staffNavigation ?? []),
    partyPanels: modules.flatMap((module) => module.partyPanels ?? []),
    endsWithMandate: modules.flatMap((module) => module.endsWithMandate ?? []),
    assemblyDecisions: modules.flatMap((module) => module.assemblyDecisions ?? []),
    forgetPerson: modules.flatMap((module) => module.forgetPerson ?? []),
  };
}

function describeBug(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
