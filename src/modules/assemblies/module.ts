import { staffRoles } from '../../kernel/actor.ts';
import type { Module } from '../../kernel/module.ts';
import { listAssemblyDecisions } from './decisions/assembly-decisions.ts';
import { listDecisions } from './decisions/queries.ts';
import { listEndingProxies } from './attendance/ending.ts';
import { forgetInSittings } from './erasure.ts';
import { assemblyJobs } from './jobs.ts';
import { sittingReplay } from './journal/cli.ts';
import { say } from './messages.ts';
import { assemblyPaths } from './paths.ts';
import { sittingPanel } from './parties/panel.ts';
import { mayHold } from './policy.ts';
import { assemblyRoutes } from './routes.tsx';

/** Sittings of the network's bodies: who may vote, what is voted, decided and written down. */
export const assemblies = {
  name: 'assemblies',
  routes: assemblyRoutes,
  uploads: [
    { path: assemblyPaths.papers(':slug', ':item'), may: mayHold },
    { path: assemblyPaths.paper(':slug', ':paper'), may: mayHold },
    { path: assemblyPaths.proxies(':slug'), may: mayHold },
  ],
  navigation: [{ path: assemblyPaths.decisions(), label: say.later('nav.decisions') }],
  staffNavigation: [
    { path: assemblyPaths.sittings(), label: say.later('sittings.title'), roles: staffRoles, place: 'meetings' },
    { path: assemblyPaths.citySittings(), label: say.later('sittings.title'), roles: ['city'] },
  ],
  sitemap: async (act) => [
    assemblyPaths.decisions(),
    ...(await listDecisions(act.db, { onlyPublic: true })).map((one) => assemblyPaths.decision(one.code)),
  ],
  partyPanels: sittingPanel,
  forgetPerson: forgetInSittings,
  endsWithMandate: listEndingProxies,
  assemblyDecisions: listAssemblyDecisions,
  jobs: assemblyJobs.jobs,
  schedule: assemblyJobs.schedule,
  commands: [sittingReplay],
} satisfies Module;
