import { Hono } from 'hono';
import type { Env } from '../../kernel/http/env.ts';
import { staffRoles } from '../../kernel/actor.ts';
import type { Module } from '../../kernel/module.ts';
import { figureCommands } from './cli-commands.ts';
import { draftRoutes } from './definitions/draft-routes.tsx';
import { loadFigures } from './definitions/load.ts';
import { listPublished } from './definitions/queries.ts';
import { figureRoutes } from './definitions/routes.tsx';
import { searchFigures } from './definitions/search.ts';
import { driftRoutes } from './drift/routes.tsx';
import { figureJobs, figureSchedule } from './jobs.ts';
import { say } from './messages.ts';
import { figurePaths } from './paths.ts';
import { snapshotRoutes } from './snapshots/routes.tsx';

/** Figures: what they mean, what they are worth on a day, their signed proofs, the sentences that quote them. */
export const figures = {
  name: 'figures',
  routes: new Hono<Env>().route('/', figureRoutes).route('/', draftRoutes).route('/', snapshotRoutes).route('/', driftRoutes),
  jobs: figureJobs,
  schedule: figureSchedule,
  navigation: [{ path: figurePaths.figures(), label: say.later('figures.title') }],
  staffNavigation: [{ path: figurePaths.drift(), label: say.later('drift.nav'), roles: staffRoles, place: 'writing' }],
  search: searchFigures,
  sitemap: async (act) => [
    figurePaths.figures(),
    figurePaths.verifier(),
    ...(await listPublished(act)).map((version) => figurePaths.figure(version.slug)),
  ],
  commands: figureCommands,
  firstStart: (act) => loadFigures(act),
} satisfies Module;
