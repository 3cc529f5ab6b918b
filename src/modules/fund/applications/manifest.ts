import { Hono } from 'hono';
import { hasRole } from '../../../kernel/actor.ts';
import type { Env } from '../../../kernel/http/env.ts';
import type { Part } from '../manifest.ts';
import { beginningRoutes } from './beginning/routes.tsx';
import { depositRoutes } from './deposit/routes.tsx';
import { fileRoutes } from './files/routes.tsx';
import { say } from './messages.ts';
import { partnerRoutes } from './partners/routes.tsx';
import { dossierPaths } from './paths.ts';
import { writingRoutes } from './writing/routes.tsx';

/** Dossiers: written by cities, deposited, read by the secretariat. */
export const applications = {
  routes: new Hono<Env>()
    .route('/', beginningRoutes)
    .route('/', writingRoutes)
    .route('/', partnerRoutes)
    .route('/', fileRoutes)
    .route('/', depositRoutes),
  uploads: [{ path: dossierPaths.files(':id', ':question'), may: (actor) => hasRole(actor, 'city') }],
  staffNavigation: [{ path: dossierPaths.own(), label: say.later('nav.own'), roles: ['city'] }],
} satisfies Part;
