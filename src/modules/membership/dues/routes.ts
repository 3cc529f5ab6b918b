import { Hono } from 'hono';
import type { Env } from '../../../kernel/http/env.ts';
import { accountRoutes } from './account/routes.tsx';
import { arrearsRoutes } from './arrears/routes.tsx';
import { bankRoutes } from './bank/routes.tsx';
import { callRoutes } from './calls/routes.tsx';
import { exceptionRoutes } from './exceptions/routes.tsx';
import { ledgerRoutes } from './ledger/routes.tsx';
import { rateRoutes } from './rates/routes.tsx';
import { reminderRoutes } from './reminders/routes.tsx';
import { scaleRoutes } from './scale/routes.tsx';
import { settingRoutes } from './settings/routes.tsx';

/** Every page of dues. */
export const duesRoutes = new Hono<Env>()
  .route('/', arrearsRoutes)
  .route('/', accountRoutes)
  .route('/', scaleRoutes)
  .route('/', callRoutes)
  .route('/', bankRoutes)
  .route('/', exceptionRoutes)
  .route('/', reminderRoutes)
  .route('/', rateRoutes)
  .route('/', settingRoutes)
  .route('/', ledgerRoutes);
