import type { JobHandler } from '../../../../kernel/module.ts';
import { sendReminders } from './send.ts';

export const reminderJobs: Record<string, JobHandler> = {
  'dues.reminders': async (act) => void (await sendReminders(act)),
};

/** Every morning of the secretariat; the handler looks at the last day done. */
export const reminderSchedule = [{ job: 'dues.reminders', cron: '30 7 * * *' }];
