import { Hono } from 'hono';
import { staffRoles } from '../../../kernel/actor.ts';
import type { Env } from '../../../kernel/http/env.ts';
import type { Part } from '../manifest.ts';
import { mayManageFund } from '../policy.ts';
import { questionRoutes } from './forms/question-routes.tsx';
import { formRoutes } from './forms/routes.tsx';
import { say } from './messages.ts';
import { callPaths, formPaths } from './paths.ts';
import { publicCallRoutes } from './public/routes.tsx';
import { searchCalls } from './search.ts';
import { listPublicCalls } from './queries.ts';
import { callRoutes } from './routes.tsx';
import { ownCallRoutes } from './space/routes.tsx';

/** Calls for projects, and the forms that they ask. */
export const calls = {
  routes: new Hono<Env>()
    .route('/', formRoutes)
    .route('/', questionRoutes)
    .route('/', callRoutes)
    .route('/', publicCallRoutes)
    .route('/', ownCallRoutes),
  uploads: [{ path: formPaths.importing(), may: mayManageFund }],
  navigation: [{ path: callPaths.publicCalls(), label: say.later('nav.public') }],
  staffNavigation: [{ path: callPaths.calls(), label: say.later('nav.entry'), roles: staffRoles, place: 'fund' }],
  search: searchCalls,
  sitemap: async (act) => [callPaths.publicCalls(), ...(await listPublicCalls(act)).map(({ slug }) => callPaths.publicCall(slug))],
} satisfies Part;
