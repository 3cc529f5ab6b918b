import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Act } from '../act.ts';
import { mailPace } from './schema.ts';

/**
 * Takes the next moment at which a mail may leave. One row gives them to every process, one after the other, so the rate
 * holds across restarts and however many workers there are.
 * @param perMinute how many mails leave in a minute
 * @param before a moment beyond which the turn is left to others
 * @returns null where the next moment is not before that one
 */
export async function takeTurn(act: Act, perMinute: number, before?: Temporal.Instant): Promise<Temporal.Instant | null> {
  const now = timeOf(act);
  const apart = Math.round(60_000 / perMinute);
  const next = sql`greatest(${mailPace.nextAt}, ${now.toString()}::timestamptz)`;
  const [row] = await act.db
    .insert(mailPace)
    .values({ nextAt: now.add({ milliseconds: apart }) })
    .onConflictDoUpdate({
      target: mailPace.id,
      set: { nextAt: sql`${next} + ${apart} * interval '1 millisecond'` },
      ...(before ? { setWhere: sql`${next} < ${before.toString()}::timestamptz` } : {}),
    })
    .returning({ nextAt: mailPace.nextAt });
  return row?.nextAt.subtract({ milliseconds: apart }) ?? null;
}

/** When the next mail may leave; now where none has for a while. */
export async function nextTurn(act: Act): Promise<Temporal.Instant> {
  const [row] = await act.db.select().from(mailPace);
  const now = timeOf(act);
  return row && Temporal.Instant.compare(row.nextAt, now) > 0 ? row.nextAt : now;
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
