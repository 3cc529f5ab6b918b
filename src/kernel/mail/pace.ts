import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Act } from '../act.ts';
import { mailPace } from './schema.ts';

/**
 * Takes the next moment at which a mail may leave. One row gives them to every process, one after the other, so the rate
 * holds across restarts and however many workers there are.
 * @param perMinute how many mails leave in a minute
 */
export async function takeTurn(act: Act, perMinute: number): Promise<Temporal.Instant> {
  const now = timeOf(act);
  const apart = Math.round(60_000 / perMinute);
  const [row] = await act.db
    .insert(mailPace)
    .values({ nextAt: now.add({ milliseconds: apart }) })
    .onConflictDoUpdate({
      target: mailPace.id,
      set: { nextAt: sql`greatest(${mailPace.nextAt}, ${now.toString()}::timestamptz) + ${apart} * interval '1 millisecond'` },
    })
    .returning({ nextAt: mailPace.nextAt });
  return row!.nextAt.subtract({ milliseconds: apart });
}

/** Waits for a moment to come. */
export async function waitUntil(act: Act, moment: Temporal.Instant): Promise<void> {
  const milliseconds = moment.epochMilliseconds - timeOf(act).epochMilliseconds;
  if (milliseconds > 0) await wait(milliseconds);
}

/** What time it has become. */
export function timeOf(act: Act): Temporal.Instant {
  return act.clock?.() ?? act.now;
}
