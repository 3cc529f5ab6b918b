import type { Module } from '../../kernel/module.ts';
import { assemblyJobs } from './jobs.ts';
import { sittingReplay } from './journal/cli.ts';
import { assemblyRoutes } from './routes.tsx';

/** Sittings of the network's bodies: who may vote, what is voted, decided and written down. */
export const assemblies = {
  name: 'assemblies',
  routes: assemblyRoutes,
  jobs: assemblyJobs.jobs,
  schedule: assemblyJobs.schedule,
  commands: [sittingReplay],
} satisfies Module;
