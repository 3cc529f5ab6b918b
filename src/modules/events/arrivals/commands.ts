import { randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { getMeeting } from '../meetings/queries.ts';
import { mayReceive } from '../policy.ts';
import { arrivalScan, delegate } from '../schema.ts';
import type { NewScans } from './input.ts';

/** What became of the arrivals that a device sent: all but the unknown are kept, whether they came now or before. */
export interface MergedScans {
  kept: string[];
  /** Of nobody who is delegated to this event. */
  unknown: string[];
}

/**
 * Takes in arrivals as one set: whatever the order, and however often a device sends them, each is kept once, and those of
 * two devices for one person are both kept. @throws Forbidden, Missing
 */
export async function mergeScans(act: Act, slug: string, { device, scans }: NewScans): Promise<MergedScans> {
  if (!mayReceive(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const { id: meetingId } = await getMeeting(act, slug);
    const known = new Set(await findDelegateIds(act, meetingId, [...new Set(scans.map((scan) => scan.delegate))]));
    const kept = scans.filter((scan) => known.has(scan.delegate));
    if (kept.length > 0) {
      const rows = kept.map(({ id, delegate: delegateId, at }) => ({
        id,
        meetingId,
        delegateId,
        device,
        scannedAt: at,
        receivedAt: act.now,
        byId: actorId(act.actor),
        by: actorName(act.actor),
      }));
      const added = await act.db.insert(arrivalScan).values(rows).onConflictDoNothing().returning({ id: arrivalScan.id });
      if (added.length > 0) await audit(act, { command: 'arrival.merge', subject: slug, detail: { device, scans: added.length } });
    }
    return { kept: kept.map(({ id }) => id), unknown: scans.filter((scan) => !known.has(scan.delegate)).map(({ id }) => id) };
  });
}

/** Records an arrival at a desk that is on line. @throws Forbidden; Missing where the person is not delegated to this event */
export async function recordArrival(act: Act, slug: string, delegateId: string, device: string): Promise<void> {
  const { unknown } = await mergeScans(act, slug, { device, scans: [{ id: randomUUID(), delegate: delegateId, at: act.now }] });
  if (unknown.length > 0) throw new Missing(`delegate ${delegateId}`);
}

async function findDelegateIds(act: Act, meetingId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await act.db
    .select({ id: delegate.id })
    .from(delegate)
    .where(and(eq(delegate.meetingId, meetingId), inArray(delegate.id, [...ids])));
  return rows.map(({ id }) => id);
}
