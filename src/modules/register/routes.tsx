import { Hono } from 'hono';
import type { Env } from '../../kernel/http/env.ts';
import { bodyRoutes } from './bodies/routes.tsx';
import { electionRoutes } from './elections/routes.tsx';
import { factRoutes } from './facts/routes.tsx';
import { importRoutes } from './imports/runs/routes.tsx';
import { journalRoutes } from './journal/routes.tsx';
import { mandateRoutes } from './mandates/routes.tsx';
import { questionRoutes } from './mandates/questions/routes.tsx';
import { ownMandateRoutes } from './mandates/questions/own-routes.tsx';
import { radarRoutes } from './mandates/radar/routes.tsx';
import { mapRoutes } from './map/routes.tsx';
import { partyRoutes } from './parties/routes.tsx';
import { personRoutes } from './persons/routes.tsx';
import { seriesRoutes } from './series/routes.tsx';
import { settingRoutes } from './settings/routes.tsx';

/** Every page of the register; those whose address may be any word come last. */
export const registerRoutes = new Hono<Env>()
  .route('/', journalRoutes)
  .route('/', importRoutes)
  .route('/', mapRoutes)
  .route('/', seriesRoutes)
  .route('/', personRoutes)
  .route('/', mandateRoutes)
  .route('/', questionRoutes)
  .route('/', ownMandateRoutes)
  .route('/', radarRoutes)
  .route('/', settingRoutes)
  .route('/', bodyRoutes)
  .route('/', electionRoutes)
  .route('/', factRoutes)
  .route('/', partyRoutes);
