import type { JobHandler } from '../../kernel/module.ts';
import { onceADay } from '../../kernel/jobs/daily.ts';
import { forgetStaleDrafts } from './applications/drafts/forget.ts';
import { remindCapitals } from './applications/opinions/reminders.ts';

/** The job that reminds capitals of the opinions that they were asked for. */
const remindJob = 'membership.remind';
/** The job that forgets the drafts that nobody sent in. */
const forgetJob = 'membership.forget';

/** The handlers of membership's jobs. */
export const membershipJobs: Record<string, JobHandler> = {
  [remindJob]: async (act) => void (await onceADay(act, remindJob, async (act) => void (await remindCapitals(act)))),
  [forgetJob]: async (act) => void (await onceADay(act, forgetJob, async (act) => void (await forgetStaleDrafts(act)))),
};

/** When the clock starts them: reminders in the morning, when they are read. */
export const membershipSchedule = [
  { job: remindJob, cron: '30 7 * * *' },
  { job: forgetJob, cron: '50 3 * * *' },
];
