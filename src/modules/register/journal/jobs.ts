import type { Act } from '../../../kernel/act.ts';
import type { Module } from '../../../kernel/module.ts';
import { sealJournal } from '../facts/journal.ts';

/** Closes the days of the journal that are over; each night, and whatever was missed. */
export const journalJobs = {
  jobs: {
    'register.seal': async (act: Act) => {
      await sealJournal(act, act.signer);
    },
  },
  schedule: [{ job: 'register.seal', cron: '15 1 * * *' }],
} satisfies Partial<Module>;
