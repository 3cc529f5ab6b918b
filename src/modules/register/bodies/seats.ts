import { and, asc, eq, sql } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { PartialDate } from '../../../kernel/dates.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { heldAt } from '../facts/as-of.ts';
import { toFact } from '../facts/read.ts';
import { isOn } from '../facts/spans.ts';
import { findHeads } from '../mandates/queries.ts';
import { findPartiesById, type PartyRef } from '../parties/directory.ts';
import { findPersons, type PersonRef } from '../persons/queries.ts';
import { body, seat } from '../persons/schema.ts';
import type { JsonRow } from '../schema.ts';
import type { Certainty, SeatFunction } from '../vocabulary.ts';
import type { Body } from './queries.ts';
import { seatStanding, type SeatStanding } from './rules.ts';

/** A seat that someone was given, of any time; its standing is that of the day, null where the seat itself is of another time. */
export interface ListedSeat {
  factId: string;
  body: Body;
  function: SeatFunction;
  party: PartyRef;
  person: PersonRef;
  from: PartialDate | null;
  to: PartialDate | null;
  certainty: Certainty;
  standing: SeatStanding | null;
}

/** The seats of a party or of a person, of all times, the latest first. */
export async function listSeats(db: Db, at: At, of: { partyId?: string; personId?: string }): Promise<ListedSeat[]> {
  const rows = await db
    .select({ body, row: sql<JsonRow>`to_jsonb(${seat}.*) - 'recorded'` })
    .from(seat)
    .innerJoin(body, eq(body.id, seat.bodyId))
    .where(
      and(
        heldAt(seat, at.revision),
        of.partyId ? eq(seat.partyId, of.partyId) : undefined,
        of.personId ? eq(seat.personId, of.personId) : undefined,
      ),
    )
    .orderBy(sql`lower(${seat.valid}) desc nulls last`, asc(body.nameFr));
  if (rows.length === 0) return [];
  const partyIds = [...new Set(rows.map(({ row }) => String(row['party_id'])))];
  const parties = await findPartiesById(db, partyIds, at);
  const heads = await findHeads(db, at, partyIds);
  const persons = await findPersons(
    db,
    rows.map(({ row }) => String(row['person_id'])),
    at,
  );
  return rows.map(({ body, row }): ListedSeat => {
    const { factId, span, certainty } = toFact('seat', row);
    const [partyId, personId] = [String(row['party_id']), String(row['person_id'])];
    const head = heads.get(partyId);
    return {
      factId,
      body,
      function: row['function'] as SeatFunction,
      party: parties.get(partyId)!,
      person: persons.get(personId) ?? { id: personId, name: '—', sortKey: '—', gender: null, formOfAddress: null },
      from: span.from,
      to: span.to,
      certainty,
      standing: isOn(span, at.on) ? seatStanding(personId, head ? { personId: head.person.id, standing: head.standing } : null) : null,
    };
  });
}
