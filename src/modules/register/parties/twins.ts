import { and, eq, inArray, or } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { asOf } from '../facts/as-of.ts';
import { partyLink } from '../schema.ts';

/** The parties that each of these is twinned with on the day, from whichever end it was recorded; one without any is absent. */
export async function findTwins(db: Db, at: At, partyIds: readonly string[]): Promise<Map<string, string[]>> {
  if (partyIds.length === 0) return new Map();
  const ids = [...partyIds];
  const rows = await db
    .select({ partyId: partyLink.partyId, targetId: partyLink.targetId })
    .from(partyLink)
    .where(
      and(
        eq(partyLink.link, 'twinned_with'),
        or(inArray(partyLink.partyId, ids), inArray(partyLink.targetId, ids)),

        asOf(partyLink, at),
      ),
    )
    .orderBy(partyLink.partyId, partyLink.targetId);
  const pairs = rows.flatMap(({ partyId, targetId }) => [
    { of: partyId, twin: targetId },
    { of: targetId, twin: partyId },
  ]);
  const asked = new Set(ids);
  return new Map(
    [
      ...Map.groupBy(
        pairs.filter(({ of }) => asked.has(of)),
        ({ of }) => of,
      ),
    ].map(([of, all]) => [of, [...new Set(all.map(({ twin }) => twin))]]),
  );
}
