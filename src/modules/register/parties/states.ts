import { and, eq, inArray } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { asOf } from '../facts/as-of.ts';
import { party, partyLink } from '../schema.ts';

/** The State or government that each party is part of, or the capital of, on the day; one that no link names is absent. */
export async function findStatesOf(db: Db, at: At, partyIds: readonly string[]): Promise<Map<string, string>> {
  if (partyIds.length === 0) return new Map();
  const rows = await db
    .select({ partyId: partyLink.partyId, stateId: partyLink.targetId })
    .from(partyLink)
    .innerJoin(party, eq(party.id, partyLink.targetId))
    .where(
      and(
        inArray(partyLink.partyId, [...partyIds]),
        inArray(partyLink.link, ['capital_of', 'part_of']),
        inArray(party.kind, ['state', 'government']),
        asOf(partyLink, at),
      ),
    )
    // « capital_of » sorts before « part_of »: a capital is of its State before it is part of anything else.
    .orderBy(partyLink.partyId, partyLink.link);
  const states = new Map<string, string>();
  for (const { partyId, stateId } of rows) if (!states.has(partyId)) states.set(partyId, stateId);
  return states;
}
