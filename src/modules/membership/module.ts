import { Hono } from 'hono';
import { staffRoles } from '../../kernel/actor.ts';
import type { Env } from '../../kernel/http/env.ts';
import type { Module } from '../../kernel/module.ts';
import { publicRoutes } from './applications/public-routes.tsx';
import { applicationRoutes } from './applications/routes.tsx';
import { stepRoutes } from './applications/step-routes.tsx';
import { certificateRoutes } from './certificates/routes.tsx';
import { dues } from './dues/manifest.ts';
import { forgetPerson } from './erasure.ts';
import { membershipJobs, membershipSchedule } from './jobs.ts';
import { say } from './messages.ts';
import { listEndingOpinions, listPartyPanels } from './panels.ts';
import { filePaths, membershipPaths } from './paths.ts';
import { mayManageMembership } from './policy.ts';
import { settingRoutes } from './settings/routes.tsx';
import { spaceRoutes } from './space/routes.tsx';
import { standingRoutes } from './standing/routes.tsx';

/** Who is of the network and how they came to it: applications, standing, dues, a space for each member. */
export const membership = {
  name: 'membership',
  // Addresses that are words come before those that are anything.
  routes: new Hono<Env>()
    .route('/', standingRoutes)
    .route('/', settingRoutes)
    .route('/', spaceRoutes)
    .route('/', certificateRoutes)
    .route('/', dues.routes)
    .route('/', applicationRoutes)
    .route('/', stepRoutes)
    .route('/', publicRoutes),
  uploads: [
    // Whoever holds a link sends files: the link is looked at before anything of them is read.
    { path: filePaths.documents(membershipPaths.byLink(':token')), may: () => true },
    { path: filePaths.documents(membershipPaths.ownApplication(':id')), may: ({ kind }) => kind === 'user' },
    { path: filePaths.documents(membershipPaths.application(':id')), may: mayManageMembership },
    ...dues.uploads,
  ],
  jobs: { ...membershipJobs, ...dues.jobs },
  schedule: [...membershipSchedule, ...dues.schedule],
  staffNavigation: [
    { path: membershipPaths.applications(), label: say.later('nav.applications'), roles: staffRoles, place: 'members' },
    { path: membershipPaths.space(), label: say.later('nav.space'), roles: ['city'] },
    ...dues.staffNavigation,
  ],
  sitemap: async () => [membershipPaths.joining()],
  partyPanels: async (act, party, lang) => [...(await listPartyPanels(act, party, lang)), ...(await dues.partyPanels(act, party, lang))],
  endsWithMandate: listEndingOpinions,
  forgetPerson: async (act, personId, words) => {
    await forgetPerson(act, personId, words);
    await dues.forgetPerson(act, personId, words);
  },
} satisfies Module;
