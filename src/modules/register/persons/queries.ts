import { and, sql } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import { anyOf } from '../../../kernel/db/any-of.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { heldAt } from '../facts/as-of.ts';
import { personName } from './schema.ts';
import type { Gender } from '../vocabulary.ts';

/** Someone as the register names them on a day. */
export interface PersonRef {
  id: string;
  name: string;
  sortKey: string;
  gender: Gender | null;
  formOfAddress: string | null;
}

/** These persons with their names on the day, or the last name they had. */
export async function findPersons(db: Db, ids: readonly string[], at: At): Promise<Map<string, PersonRef>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: personName.personId,
      name: personName.name,
      sortKey: personName.sortKey,
      gender: personName.gender,
      formOfAddress: personName.formOfAddress,
    })
    .from(personName)
    .where(and(anyOf(personName.personId, ids), heldAt(personName, at.revision)))
    // The name of the day last, so that the map keeps it.
    .orderBy(sql`${personName.valid} @> ${at.on.toString()}::date`, sql`lower(${personName.valid}) nulls first`);
  return new Map(rows.map((row) => [row.id, row]));
}
