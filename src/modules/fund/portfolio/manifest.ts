import { staffRoles } from '../../../kernel/actor.ts';
import type { Part } from '../manifest.ts';
import { fundCollections } from './collections.ts';
import { say } from './messages.ts';
import { portfolioPaths } from './paths.ts';
import { portfolioRoutes } from './routes.tsx';

/** The portfolio: what the fund offers to figures, and the projects counted every way. */
export const portfolio = {
  routes: portfolioRoutes,
  collections: fundCollections,
  staffNavigation: [{ path: portfolioPaths.portfolio(), label: say.later('nav.portfolio'), roles: staffRoles, place: 'fund' }],
} satisfies Part;
