import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../db/columns.ts';

/** The days for which a daily job has done its work. */
export const jobDayDone = pgTable(
  'job_day_done',
  {
    job: text().notNull(),
    day: plainDate().notNull(),
    doneAt: instant('done_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.job, table.day] })],
);
