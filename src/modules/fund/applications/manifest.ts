import { Hono } from 'hono';
import { hasRole, staffRoles } from '../../../kernel/actor.ts';
import type { Env } from '../../../kernel/http/env.ts';
import { mayReadFund } from '../policy.ts';
import type { Part } from '../manifest.ts';
import { beginningRoutes } from './beginning/routes.tsx';
import { depositRoutes } from './deposit/routes.tsx';
import { searchDossiers } from './desk/queries.ts';
import { deskRoutes } from './desk/routes.tsx';
import { fileRoutes } from './files/routes.tsx';
import { say } from './messages.ts';
import { partnerRoutes } from './partners/routes.tsx';
import { dossierPaths } from './paths.ts';
import { wordRoutes } from './word/routes.tsx';
import { writingRoutes } from './writing/routes.tsx';

/** Dossiers: written by cities, deposited, read by the secretariat. */
export const applications = {
  routes: new Hono<Env>()
    .route('/', beginningRoutes)
    .route('/', writingRoutes)
    .route('/', partnerRoutes)
    .route('/', fileRoutes)
    .route('/', depositRoutes)
    .route('/', wordRoutes)
    .route('/', deskRoutes),
  uploads: [
    { path: dossierPaths.files(':id', ':question'), may: (actor) => hasRole(actor, 'city') },
    { path: dossierPaths.wordImport(':id'), may: (actor) => hasRole(actor, 'city') },
  ],
  staffNavigation: [
    { path: dossierPaths.own(), label: say.later('nav.own'), roles: ['city'] },
    { path: dossierPaths.desk(), label: say.later('nav.desk'), roles: staffRoles, place: 'fund' },
  ],
  // What was deposited is the secretariat's to find; a draft is found by nobody but its authors, in their space.
  async search(act, query, lang) {
    if (!mayReadFund(act.actor)) return [];
    const found = await searchDossiers(act, query, lang);
    return found.map(({ reference, title, lead }, index) => ({
      path: dossierPaths.deposited(reference),
      title: `${reference} – ${title}`,
      kind: say.in(lang)('desk.kind'),
      excerpt: lead,
      score: reference.toLowerCase() === query.trim().toLowerCase() ? 1 : 0.5 - index / 100,
    }));
  },
} satisfies Part;
