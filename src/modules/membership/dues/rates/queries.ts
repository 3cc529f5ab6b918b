import { and, desc, eq, lte } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { mayReadDues } from '../policy.ts';
import { exchangeRate, type ExchangeRate } from '../schema.ts';

/** A rate older than this is not used: an old rate would be a guess. */
export const usableDays = 31;

/** The rate of a currency on a day: the last one known, of the day itself or of the 31 days before; null where there is none. */
export async function findRate(db: Db, currency: string, on: Temporal.PlainDate): Promise<ExchangeRate | null> {
  const [last] = await db
    .select()
    .from(exchangeRate)
    .where(and(eq(exchangeRate.currency, currency), lte(exchangeRate.day, on)))
    .orderBy(desc(exchangeRate.day), desc(exchangeRate.number))
    .limit(1);
  return last && Temporal.PlainDate.compare(last.day.add({ days: usableDays }), on) >= 0 ? last : null;
}

/** Every rate, the latest day first. @throws Forbidden */
export async function listRates(
  act: Act,
  { page, size }: { page: number; size: number },
): Promise<{ rates: ExchangeRate[]; total: number }> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  const rates = await act.db
    .select()
    .from(exchangeRate)
    .orderBy(desc(exchangeRate.day), exchangeRate.currency, desc(exchangeRate.number))
    .limit(size)
    .offset((page - 1) * size);
  return { rates, total: await act.db.$count(exchangeRate) };
}
