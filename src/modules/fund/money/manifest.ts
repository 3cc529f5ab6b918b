import { Hono } from 'hono';
import type { Env } from '../../../kernel/http/env.ts';
import type { Part } from '../manifest.ts';
import { donorRoutes } from './donors/routes.tsx';
import { statementRoutes } from './donors/statement/routes.tsx';
import { ledgerRoutes } from './ledger-routes.tsx';
import { say } from './messages.ts';
import { moneyPaths } from './paths.ts';
import { paymentRoutes } from './payments/routes.tsx';
import { mayRecordMoney } from './policy.ts';
import { projectMoneyRoutes } from './project-routes.tsx';
import { transferRoutes } from './transfers/routes.tsx';

/** Money: donors, payments, what is justified, the ledger. */
export const money = {
  routes: new Hono<Env>()
    .route('/', projectMoneyRoutes)
    .route('/', paymentRoutes)
    .route('/', transferRoutes)
    .route('/', donorRoutes)
    .route('/', statementRoutes)
    .route('/', ledgerRoutes),
  uploads: [{ path: moneyPaths.statements(), may: mayRecordMoney }],
  staffNavigation: [
    { path: moneyPaths.payments(), label: say.later('nav.payments'), roles: ['finance', 'officer', 'direction', 'admin'], place: 'fund' },
    { path: moneyPaths.donors(), label: say.later('nav.donors'), roles: ['finance', 'officer', 'direction', 'admin'], place: 'fund' },
    { path: moneyPaths.own(), label: say.later('nav.own'), roles: ['donor'] },
  ],
} satisfies Part;
