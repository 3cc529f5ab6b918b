import { Hono } from 'hono';
import type { Env } from '../../kernel/http/env.ts';
import { staffRoles } from '../../kernel/actor.ts';
import type { Module } from '../../kernel/module.ts';
import { letterPanel } from './letters/panel.ts';
import { letterRoutes } from './letters/routes.tsx';
import { mailingJobs } from './letters/mailings/jobs.ts';
import { say as sayLetters } from './letters/messages.ts';
import { letterPaths } from './letters/paths.ts';
import { say } from './messages.ts';
import { publishingPaths } from './paths.ts';
import { listPublicSlugs } from './publications/queries.ts';
import { publicationRoutes } from './publications/routes.tsx';
import { searchTexts } from './publications/search.ts';
import { readCommand } from './read-command.ts';
import { loadTexts } from './reference/load-texts.ts';
import { editorRoutes } from './texts/editor-routes.tsx';
import { textRoutes } from './texts/routes.tsx';
import { stepRoutes } from './texts/step-routes.tsx';

/** What the network writes and says: texts whose figures are bound, read, approved, published with their proofs. */
export const publishing = {
  name: 'publishing',
  routes: new Hono<Env>()
    .route('/', publicationRoutes)
    .route('/', textRoutes)
    .route('/', editorRoutes)
    .route('/', stepRoutes)
    .route('/', letterRoutes),
  jobs: mailingJobs,
  openForms: [letterPaths.unsubscription('')],
  partyPanels: letterPanel,
  search: searchTexts,
  navigation: [{ path: publishingPaths.texts(), label: say.later('nav.texts') }],
  staffNavigation: [
    { path: publishingPaths.drafts(), label: say.later('nav.drafts'), roles: staffRoles, place: 'writing' },
    { path: letterPaths.mailings(), label: sayLetters.later('nav.mailings'), roles: staffRoles, place: 'writing' },
  ],
  sitemap: async (act) => [publishingPaths.texts(), ...(await listPublicSlugs(act)).map((slug) => publishingPaths.text(slug))],
  commands: [readCommand],
  firstStart: (act) => loadTexts(act),
} satisfies Module;
