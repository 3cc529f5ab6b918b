import { staffRoles } from '../../../kernel/actor.ts';
import type { Part } from '../manifest.ts';
import { say } from './messages.ts';
import { waitingPaths } from './paths.ts';
import { waitingRoutes } from './routes.tsx';

/** What waits, for whom, since when. */
export const waiting = {
  routes: waitingRoutes,
  staffNavigation: [
    { path: waitingPaths.waiting(), label: say.later('nav.waiting'), roles: staffRoles, place: 'fund' },
    { path: waitingPaths.own(), label: say.later('nav.own'), roles: ['city'] },
  ],
} satisfies Part;
