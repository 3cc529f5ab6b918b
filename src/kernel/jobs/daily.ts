import { desc, eq, sql } from 'drizzle-orm';
import { inTransaction, type Act } from '../act.ts';
import { dayOf } from '../i18n/format.ts';
import { jobDayDone } from './schema.ts';

/**
 * Does a day's work once for the secretariat's day, however often it is called: a tick may come twice, or not at all.
 * The work and the mark that it is done are one transaction.
 * @param work is given the last day for which it was done (null: never), so that it can catch up
 * @returns whether the work was done now
 */
export async function onceADay(
  act: Act,
  job: string,
  work: (act: Act, lastDone: Temporal.PlainDate | null) => Promise<void>,
): Promise<boolean> {
  const today = dayOf(act.now);
  return inTransaction(act, async (act) => {
    await act.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`daily ${job}`}, 0))`);
    const [last] = await act.db.select().from(jobDayDone).where(eq(jobDayDone.job, job)).orderBy(desc(jobDayDone.day)).limit(1);
    if (last && Temporal.PlainDate.compare(last.day, today) >= 0) return false;
    await work(act, last?.day ?? null);
    await act.db.insert(jobDayDone).values({ job, day: today, doneAt: act.now });
    return true;
  });
}
