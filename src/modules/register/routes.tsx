import { Hono } from 'hono';
import type { Env } from '../../kernel/http/env.ts';
import { factRoutes } from './facts/routes.tsx';
import { importRoutes } from './imports/runs/routes.tsx';
import { journalRoutes } from './journal/routes.tsx';
import { mapRoutes } from './map/routes.tsx';
import { partyRoutes } from './parties/routes.tsx';
import { seriesRoutes } from './series/routes.tsx';

/** Every page of the register; those whose address may be any word come last. */
export const registerRoutes = new Hono<Env>()
  .route('/', journalRoutes)
  .route('/', importRoutes)
  .route('/', mapRoutes)
  .route('/', seriesRoutes)
  .route('/', factRoutes)
  .route('/', partyRoutes);
