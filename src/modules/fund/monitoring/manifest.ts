import { Hono } from 'hono';
import { staffRoles } from '../../../kernel/actor.ts';
import type { Env } from '../../../kernel/http/env.ts';
import type { Part } from '../manifest.ts';
import { ownReportRoutes } from './reports/routes.tsx';
import { reportJobs, reportSchedule } from './jobs.ts';
import { say } from './messages.ts';
import { reportPaths } from './paths.ts';
import { reviewRoutes } from './review/routes.tsx';

/** Monitoring: the reports of projects, what they reached, what they spent. */
export const monitoring = {
  routes: new Hono<Env>().route('/', reviewRoutes).route('/', ownReportRoutes),
  uploads: [reportPaths.ownExpenses, reportPaths.ownImport]
    .map((path) => path(':ref', ':number'))
    .concat(reportPaths.ownEvidence(':ref', ':number', ':expense'))
    .map((path) => ({ path, may: (actor) => actor.kind === 'user' && actor.role === 'city' })),
  jobs: reportJobs,
  schedule: reportSchedule,
  staffNavigation: [{ path: reportPaths.reports(), label: say.later('nav.reports'), roles: staffRoles, place: 'fund' }],
} satisfies Part;
