import { Hono } from 'hono';
import { staffRoles } from '../../../kernel/actor.ts';
import type { Env } from '../../../kernel/http/env.ts';
import type { Part } from '../manifest.ts';
import { mayManageFund } from '../policy.ts';
import { admissibilityJobs, admissibilitySchedule } from './admissibility/jobs.ts';
import { admissibilityRoutes } from './admissibility/routes.tsx';
import { agendaRoutes } from './agenda/routes.tsx';
import { resultRoutes } from './awards/routes.tsx';
import { deskRoutes } from './desk/routes.tsx';
import { diligenceRoutes } from './diligence/routes.tsx';
import { askedRoutes } from './experts/asked-routes.tsx';
import { expertRoutes } from './experts/routes.tsx';
import { say } from './messages.ts';
import { noteRoutes } from './notes/routes.tsx';
import { overviewRoutes } from './overview/routes.tsx';
import { ownRoutes } from './own/routes.tsx';
import { appraisalPaths } from './paths.ts';
import { rankingRoutes } from './scoring/routes.tsx';

/** The appraisal of dossiers, and what sittings decide of them. */
export const appraisal = {
  routes: new Hono<Env>()
    .route('/', deskRoutes)
    .route('/', overviewRoutes)
    .route('/', admissibilityRoutes)
    .route('/', expertRoutes)
    .route('/', askedRoutes)
    .route('/', diligenceRoutes)
    .route('/', noteRoutes)
    .route('/', rankingRoutes)
    .route('/', agendaRoutes)
    .route('/', resultRoutes)
    .route('/', ownRoutes),
  uploads: [{ path: appraisalPaths.diligenceOf(':reference', ':kind'), may: mayManageFund }],
  jobs: admissibilityJobs,
  schedule: admissibilitySchedule,
  staffNavigation: [
    { path: appraisalPaths.desk(), label: say.later('nav.desk'), roles: staffRoles, place: 'fund' },
    { path: appraisalPaths.asked(), label: say.later('nav.asked'), roles: ['expert'] },
    { path: appraisalPaths.asked(), label: say.later('nav.asked'), roles: staffRoles, place: 'menu' },
  ],
} satisfies Part;
