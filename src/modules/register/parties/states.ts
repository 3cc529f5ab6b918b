import { and, eq, inArray } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import { anyOf } from '../../../kernel/db/any-of.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import { asOf } from '../facts/as-of.ts';
import { party, partyLink } from '../schema.ts';
import { type PartyRef, readParties } from './directory.ts';

/** The States and governments of the register, by name. */
export async function listStates(db: Db, at: At): Promise<PartyRef[]> {
  const states = await readParties(db, at, inArray(party.kind, ['state', 'government']));
  return states.toSorted((one, other) => collator('fr').compare(one.name.fr, other.name.fr));
}

/** The State or government that each party is part of, or the capital of, on the day; one that no link names is absent. */
export async function findStatesOf(db: Db, at: At, partyIds: readonly string[]): Promise<Map<string, string>> {
  if (partyIds.length === 0) return new Map();
  const rows = await db
    .select({ partyId: partyLink.partyId, stateId: partyLink.targetId })
    .from(partyLink)
    .innerJoin(party, eq(party.id, partyLink.targetId))
    .where(
      and(
        anyOf(partyLink.partyId, partyIds),
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

/** The capital of a State on the day; null where no link says it. */
export async function findCapital(db: Db, at: At, stateId: string): Promise<string | null> {
  const [found] = await db
    .select({ partyId: partyLink.partyId })
    .from(partyLink)
    .where(and(eq(partyLink.targetId, stateId), eq(partyLink.link, 'capital_of'), asOf(partyLink, at)))
    .orderBy(partyLink.partyId)
    .limit(1);
  return found?.partyId ?? null;
}
