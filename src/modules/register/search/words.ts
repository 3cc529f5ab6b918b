import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import { heldAt, knownAt } from '../facts/as-of.ts';
import { party, partyIdentifier, partyName } from '../schema.ts';

/** Whether `party` has a name that holds these words, accents and case aside, or exactly this identifier: names of every time count. */
export function hasWords(words: string, at: At): SQL {
  const named = and(
    sql`${partyName.partyId} = ${party.id}`,
    sql`folded(${partyName.name}) like ${likePattern(words)}`,
    knownAt(partyName, at.revision),
  );
  const identified = and(
    sql`${partyIdentifier.partyId} = ${party.id}`,
    sql`lower(${partyIdentifier.value}) = ${words.trim().toLowerCase()}`,
    heldAt(partyIdentifier, at.revision),
  );
  return sql`(exists (select 1 from ${partyName} where ${named}) or exists (select 1 from ${partyIdentifier} where ${identified}) or ${eq(party.slug, words.trim())})`;
}

/** The words anywhere in a folded text; what LIKE reads as a pattern is taken as it is. */
export function likePattern(words: string): SQL {
  return sql`'%' || folded(${words.trim().replace(/[\\%_]/g, '\\$&')}) || '%'`;
}
