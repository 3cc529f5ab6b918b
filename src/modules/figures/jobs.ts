import type { JobHandler } from '../../kernel/module.ts';
import { notifyDrift } from './drift/notices.ts';

/** The comparison of published sentences with the register, each minute: it looks at the last one done, and is mostly nothing. */
export const driftJob = 'figures.drift';

export const figureJobs: Record<string, JobHandler> = {
  async [driftJob](act) {
    await notifyDrift(act);
  },
};

export const figureSchedule = [{ job: driftJob, cron: '* * * * *' }];
