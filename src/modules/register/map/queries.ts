import { and, eq } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import { anyOf } from '../../../kernel/db/any-of.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { asOf } from '../facts/as-of.ts';
import { getComposition, type Seat } from '../institutions/queries.ts';
import { partyIdentifier } from '../schema.ts';
import type { StatusValue } from '../vocabulary.ts';

/** A seat on the map: a State by its code, or a party that a map of States cannot draw. */
export interface MappedSeat extends Seat {
  status: StatusValue;
  /** ISO 3166-1 alpha-3, of States. */
  code: string | null;
}

/** The States and governments that have a status in an institution on the day, the withdrawn among them; with those left out. */
export async function listMappedSeats(
  db: Db,
  institutionId: string,
  at: At,
): Promise<{ seats: MappedSeat[]; undated: number; uncertain: number }> {
  const { held, withdrawn, undated } = await getComposition(db, institutionId, at);
  const drawn = [...held, ...withdrawn].filter(({ party }) => party.kind === 'state' || party.kind === 'government');
  const confirmed = drawn.filter(({ fact }) => fact.certainty === 'confirmed');
  const codes = await findStateCodes(
    db,
    confirmed.map(({ party }) => party.id),
    at,
  );
  return {
    seats: confirmed.map((seat) => ({
      ...seat,
      status: seat.fact.row['status'] as StatusValue,
      code: seat.party.kind === 'state' ? (codes.get(seat.party.id) ?? null) : null,
    })),
    undated: undated.length,
    uncertain: drawn.length - confirmed.length,
  };
}

/** The ISO 3166-1 alpha-3 code of each State on the day, which a map draws it by; a party without one is absent. */
export async function findStateCodes(db: Db, partyIds: readonly string[], at: At): Promise<Map<string, string>> {
  if (partyIds.length === 0) return new Map();
  const rows = await db
    .select({ partyId: partyIdentifier.partyId, value: partyIdentifier.value })
    .from(partyIdentifier)
    .where(and(anyOf(partyIdentifier.partyId, partyIds), eq(partyIdentifier.scheme, 'iso3166-1-alpha3'), asOf(partyIdentifier, at)));
  return new Map(rows.map((row) => [row.partyId, row.value]));
}
