import { and, asc, eq, sql } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { PartialDate } from '../../../kernel/dates.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import { asOf } from '../facts/as-of.ts';
import { findHeads, type Mandate } from '../mandates/queries.ts';
import { findPartiesById, type PartyRef } from '../parties/directory.ts';
import { findPersons, type PersonRef } from '../persons/queries.ts';
import { body, seat } from '../persons/schema.ts';
import { type SeatFunction, seatFunctions } from '../vocabulary.ts';
import { seatStanding, type SeatStanding } from './rules.ts';

export type Body = typeof body.$inferSelect;

/** A seat of a body on a day: who was given it, on behalf of whom, and whether it is still theirs. */
export interface BodySeat {
  factId: string;
  function: SeatFunction;
  party: PartyRef;
  person: PersonRef;
  from: PartialDate | null;
  to: PartialDate | null;
  standing: SeatStanding;
  /** The party's head on the day, whoever it is. */
  head: Mandate | null;
  sourceId: string;
}

/** The bodies of an institution, or all of them, by kind and name. */
export async function listBodies(db: Db, at: At, institutionId?: string): Promise<Body[]> {
  return db
    .select()
    .from(body)
    .where(and(sql`${body.revision} <= ${at.revision}`, institutionId ? eq(body.institutionId, institutionId) : undefined))
    .orderBy(asc(body.kind), asc(body.nameFr));
}

/** One body by its address, or null. */
export async function findBody(db: Db, slug: string, at: At): Promise<Body | null> {
  const [found] = await db
    .select()
    .from(body)
    .where(and(eq(body.slug, slug), sql`${body.revision} <= ${at.revision}`));
  return found ?? null;
}

/** Who sits in a body on the day, in the order of functions then of names; a seat whose mandate ended is there, vacant. */
export async function getComposition(db: Db, bodyId: string, at: At): Promise<BodySeat[]> {
  const rows = await db
    .select()
    .from(seat)
    .where(and(eq(seat.bodyId, bodyId), eq(seat.certainty, 'confirmed'), asOf(seat, at)));
  const partyIds = rows.map((row) => row.partyId);
  const parties = await findPartiesById(db, partyIds, at);
  const heads = await findHeads(db, at, partyIds);
  const persons = await findPersons(
    db,
    rows.map((row) => row.personId),
    at,
  );
  return rows
    .map((row): BodySeat => {
      const head = heads.get(row.partyId) ?? null;
      return {
        factId: row.factId,
        function: row.function,
        party: parties.get(row.partyId)!,
        from: row.valid.from && row.fromPrecision && { date: row.valid.from, precision: row.fromPrecision },
        to: row.valid.to && row.toPrecision && { date: row.valid.to, precision: row.toPrecision },
        person: persons.get(row.personId) ?? { id: row.personId, name: '—', sortKey: '—', gender: null, formOfAddress: null },
        standing: seatStanding(row.personId, head && { personId: head.person.id, standing: head.standing }),
        head,
        sourceId: row.sourceId,
      };
    })
    .toSorted(
      (one, other) =>
        seatFunctions.indexOf(one.function) - seatFunctions.indexOf(other.function) ||
        collator('fr').compare(one.party.name.fr, other.party.name.fr),
    );
}
