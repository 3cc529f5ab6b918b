import { Hono } from 'hono';
import type { Env } from '../../kernel/http/env.ts';
import { agendaRoutes } from './agenda/routes.tsx';
import { attendanceRoutes } from './attendance/routes.tsx';
import { cityRoutes } from './city/routes.tsx';
import { decisionRoutes } from './decisions/routes.tsx';
import { journalRoutes } from './journal/routes.tsx';
import { minutesRoutes } from './minutes/routes.tsx';
import { partyRoutes } from './parties/routes.tsx';
import { rulesRoutes } from './settings/routes.tsx';
import { sittingRoutes } from './sittings/routes.tsx';
import { voteRoutes } from './votes/routes.tsx';
import { voterRoutes } from './votes/voter-routes.tsx';

/** Every page of assemblies. */
export const assemblyRoutes = new Hono<Env>()
  .route('/', partyRoutes)
  .route('/', sittingRoutes)
  .route('/', agendaRoutes)
  .route('/', attendanceRoutes)
  .route('/', voteRoutes)
  .route('/', minutesRoutes)
  .route('/', journalRoutes)
  .route('/', rulesRoutes)
  .route('/', decisionRoutes)
  .route('/', cityRoutes)
  .route('/', voterRoutes);
