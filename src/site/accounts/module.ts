import { Hono } from 'hono';
import { signInLinkJobs } from '../../kernel/auth/links/sign-in.ts';
import type { Env } from '../../kernel/http/env.ts';
import type { Module } from '../../kernel/module.ts';
import { addUser } from './add-user.ts';
import { joiningRoutes } from './joining/routes.tsx';
import { say } from './messages.ts';
import { ownRoutes } from './own/routes.tsx';
import { accountPaths } from './paths.ts';
import { secondFactorRoutes } from './second-factor/routes.tsx';
import { signInRoutes } from './sign-in/routes.tsx';
import { teamRoutes } from './team/routes.tsx';

/** Signing in, one's own account, the team. */
export const accounts = {
  name: 'accounts',
  routes: new Hono<Env>()
    .route('/', signInRoutes)
    .route('/', secondFactorRoutes)
    .route('/', joiningRoutes)
    .route('/', ownRoutes)
    .route('/', teamRoutes),
  jobs: signInLinkJobs,
  staffNavigation: [{ path: accountPaths.team(), label: say.later('nav.team'), roles: ['admin'], place: 'menu' }],
  commands: [addUser],
} satisfies Module;
