import { onceADay } from '../../kernel/jobs/daily.ts';
import type { Module } from '../../kernel/module.ts';
import { sweepUrns } from './votes/sweep.ts';

const sweepJob = 'assemblies.urns';

/** Every night, the keys of votes that are over are destroyed where a closing could not do it. */
export const assemblyJobs = {
  jobs: { [sweepJob]: async (act) => void (await onceADay(act, sweepJob, async (act) => void (await sweepUrns(act)))) },
  schedule: [{ job: sweepJob, cron: '50 3 * * *' }],
} satisfies Pick<Module, 'jobs' | 'schedule'>;
