import { and, eq, sql } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { asOf, undated } from '../facts/as-of.ts';
import { factKinds, type FactKind } from '../facts/kinds.ts';
import { listFacts } from '../facts/read.ts';
import { loadRefs, type Refs } from '../facts/refs.ts';
import { isUndatedOn } from '../facts/spans.ts';
import { getComposition, seatsOf, type Seat } from '../institutions/queries.ts';
import type { PartyRef } from '../parties/directory.ts';
import { endorsement } from '../schema.ts';
import type { StatusValue } from '../vocabulary.ts';

/** One endorsement, and the party's status in the institution that the reader compares with. */
export interface Supporter extends Seat {
  seat: StatusValue | null;
}

/** Who has endorsed a coalition on a day: confirmed, to be confirmed, and those that nothing dates on that day. */
export interface Support {
  confirmed: Supporter[];
  uncertain: Supporter[];
  undated: Supporter[];
  refs: Refs;
}

/** The endorsements of a coalition on the day, beside the status of each in an institution where one is given. */
export async function getSupport(db: Db, coalitionId: string, institution: PartyRef | null, at: At): Promise<Support> {
  const facts = await listFacts(db, at.revision, [
    { kind: factKinds.endorsement as FactKind, where: and(eq(endorsement.coalitionId, coalitionId), asOf(endorsement, at)) },
  ]);
  const refs = await loadRefs(
    db,
    facts.map((fact) => fact.row),
    at,
  );
  const seats = institution ? (await getComposition(db, institution.id, at)).held : [];
  const confirmedSeats = new Map(
    seats.filter(({ fact }) => fact.certainty === 'confirmed').map(({ party, fact }) => [party.id, fact.row['status'] as StatusValue]),
  );
  const supporters = seatsOf(facts, refs).map((one) => ({ ...one, seat: confirmedSeats.get(one.party.id) ?? null }));
  const groups = Map.groupBy(supporters, ({ fact }) =>
    isUndatedOn(fact.span, at.on) ? 'undated' : fact.certainty === 'confirmed' ? 'confirmed' : 'uncertain',
  );
  return { confirmed: groups.get('confirmed') ?? [], uncertain: groups.get('uncertain') ?? [], undated: groups.get('undated') ?? [], refs };
}

/** How many have endorsed a coalition on the day: confirmed and dated, as figures count them. */
export function countSupport(db: Db, coalitionId: string, at: At): Promise<number> {
  return db.$count(
    endorsement,
    and(
      eq(endorsement.coalitionId, coalitionId),
      eq(endorsement.certainty, 'confirmed'),
      asOf(endorsement, at),
      sql`not ${undated(endorsement, at)}`,
    ),
  );
}
