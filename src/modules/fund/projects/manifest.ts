import { Hono } from 'hono';
import { eq, ilike, or, sql } from 'drizzle-orm';
import { actsFor, staffRoles } from '../../../kernel/actor.ts';
import type { Env } from '../../../kernel/http/env.ts';
import type { Part } from '../manifest.ts';
import { mayManageFund, mayReadFund } from '../policy.ts';
import { agreementRoutes } from './agreements/routes.tsx';
import { templateRoutes } from './agreements/template-routes.tsx';
import { bankAccountRoutes } from './bank-accounts/routes.tsx';
import { conditionRoutes } from './instalments/routes.tsx';
import { say } from './messages.ts';
import { projectPaths } from './paths.ts';
import { mayKeepBankAccounts, mayReadProject } from './policy.ts';
import { projectRoutes } from './routes.tsx';
import { fundProject } from './schema.ts';

/** Projects: what was granted, agreed, amended, and what each instalment depends on. */
export const projects = {
  routes: new Hono<Env>()
    .route('/', projectRoutes)
    .route('/', agreementRoutes)
    .route('/', templateRoutes)
    .route('/', conditionRoutes)
    .route('/', bankAccountRoutes),
  uploads: [
    { path: projectPaths.scans(':ref', ':id'), may: mayManageFund },
    { path: projectPaths.ownScans(':ref', ':id'), may: (actor) => actor.kind === 'user' && actor.role === 'city' },
    { path: projectPaths.proofs(':ref', ':id'), may: mayManageFund },
    { path: projectPaths.bankAccounts(':slug'), may: mayKeepBankAccounts },
  ],
  staffNavigation: [
    { path: projectPaths.projects(), label: say.later('nav.projects'), roles: staffRoles, place: 'fund' },
    { path: projectPaths.templates(), label: say.later('templates.title'), roles: ['officer', 'direction', 'admin'], place: 'fund' },
    { path: projectPaths.ownProjects(), label: say.later('nav.ownProjects'), roles: ['city'] },
  ],
  async search(act, query, lang) {
    if (!mayReadFund(act.actor)) return [];
    const pattern = `%${query.replace(/[\\%_]/g, '\\$&')}%`;
    const found = await act.db
      .select()
      .from(fundProject)
      .where(or(ilike(fundProject.reference, pattern), ilike(fundProject.titleFr, pattern)))
      .limit(20);
    return found.map(({ reference, titleFr }) => ({
      path: projectPaths.project(reference),
      title: `${reference} ${titleFr}`,
      kind: say.in(lang)('search.kind'),
      score: reference.toLowerCase() === query.toLowerCase() ? 1 : 0.7,
    }));
  },
  async partyPanels(act, party, lang) {
    if (!mayReadProject(act.actor, party.id)) return [];
    const [{ count } = { count: 0 }] = await act.db
      .select({ count: sql<number>`count(*)::int` })
      .from(fundProject)
      .where(eq(fundProject.leadId, party.id));
    if (count === 0) return [];
    const path = actsFor(act.actor, party.id) ? projectPaths.ownProjects() : `${projectPaths.projects()}?party=${party.slug}`;
    return [{ path, title: say.in(lang)('nav.projects'), summary: say.in(lang)('panel.count', { count }) }];
  },
} satisfies Part;
