import { staffRoles } from '../../kernel/actor.ts';
import type { Module } from '../../kernel/module.ts';
import { registerCollections, statusFilter } from './collections.ts';
import { importCommand } from './imports/cli.ts';
import { importJobs, importSchedule } from './imports/runs/jobs.ts';
import { say as sayImports } from './imports/messages.ts';
import { endingSeats } from './mandates/ending.ts';
import { say as sayMandates } from './mandates/messages.ts';
import { questionJobs } from './mandates/questions/schedule.ts';
import { journalVerify } from './journal/cli.ts';
import { journalJobs } from './journal/jobs.ts';
import { say } from './messages.ts';
import { partyDirectory } from './parties/directory.ts';
import { registerPaths } from './paths.ts';
import { keepingJobs } from './persons/redaction/keeping.ts';
import { mayRecord } from './policy.ts';
import { loadReference } from './reference.ts';
import { registerRoutes } from './routes.tsx';
import { searchRegister } from './search/queries.ts';
import { listSitemap } from './sitemap.ts';

/** Parties, dated facts, sources: what everything else rests on. */
export const register = {
  name: 'register',
  routes: registerRoutes,
  uploads: [{ path: registerPaths.newImport(), may: mayRecord }],
  jobs: { ...importJobs, ...journalJobs.jobs, ...questionJobs.jobs, ...keepingJobs.jobs },
  schedule: [...importSchedule, ...journalJobs.schedule, ...questionJobs.schedule, ...keepingJobs.schedule],
  commands: [importCommand, journalVerify],
  navigation: [
    { path: registerPaths.parties(), label: say.later('register.title') },
    { path: registerPaths.map(), label: say.later('map.title') },
    { path: registerPaths.allSeries(), label: say.later('series.title') },
    { path: registerPaths.bodies(), label: sayMandates.later('bodies.title') },
  ],
  staffNavigation: [
    { path: registerPaths.radar(), label: sayMandates.later('radar.title'), roles: staffRoles, place: 'members' },
    { path: registerPaths.persons(), label: sayMandates.later('persons.title'), roles: staffRoles, place: 'members' },
    { path: registerPaths.journal(), label: say.later('journal.title'), roles: staffRoles, place: 'keeping' },
    { path: registerPaths.imports(), label: sayImports.later('page.list'), roles: ['admin', 'direction', 'officer'], place: 'keeping' },
  ],
  search: searchRegister,
  sitemap: listSitemap,
  collections: registerCollections,
  partyFilters: [statusFilter],
  partyDirectory,
  endsWithMandate: endingSeats,
  firstStart: loadReference,
} satisfies Module;
