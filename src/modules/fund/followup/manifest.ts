import { staffRoles } from '../../../kernel/actor.ts';
import type { Part } from '../manifest.ts';
import { mayManageFund } from '../policy.ts';
import { say } from './messages.ts';
import { followupPaths } from './paths.ts';
import { followupRoutes } from './routes.tsx';

/** The follow-up of projects: visits, risks, recommendations, evaluations, lessons; and their closure. */
export const followup = {
  routes: followupRoutes,
  uploads: [{ path: followupPaths.ofProject(':ref'), may: mayManageFund }],
  staffNavigation: [{ path: followupPaths.all(), label: say.later('nav.followups'), roles: staffRoles, place: 'fund' }],
} satisfies Part;
