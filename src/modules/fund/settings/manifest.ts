import { Hono } from 'hono';
import { staffRoles } from '../../../kernel/actor.ts';
import type { Env } from '../../../kernel/http/env.ts';
import type { Part } from '../manifest.ts';
import { themeRoutes } from '../themes/routes.tsx';
import { say } from './messages.ts';
import { fundSettingPaths } from './paths.ts';
import { settingRoutes } from './routes.tsx';

/** The rules of the fund and the themes of the network. */
export const settings = {
  routes: new Hono<Env>().route('/', settingRoutes).route('/', themeRoutes),
  staffNavigation: [{ path: fundSettingPaths.settings(), label: say.later('nav.entry'), roles: staffRoles, place: 'fund' }],
} satisfies Part;
