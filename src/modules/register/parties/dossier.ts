import { and, eq, lte } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Missing } from '../../../kernel/errors.ts';
import { type Body, listBodies } from '../bodies/queries.ts';
import { type ListedSeat, listSeats } from '../bodies/seats.ts';
import { countSupport } from '../coalitions/queries.ts';
import { listFactsAbout, type HeldFact } from '../facts/read.ts';
import { loadRefs, type Refs } from '../facts/refs.ts';
import { countSeats } from '../institutions/queries.ts';
import { listMandates, type Mandate } from '../mandates/queries.ts';
import { party, series } from '../schema.ts';
import type { StatusValue } from '../vocabulary.ts';
import { findParty, type PartyRef } from './directory.ts';

/** What a party's page shows: every claim about it held at the revision, of the day and of other days. */
export interface PartyDossier {
  party: PartyRef;
  /** False where the register did not have this party yet. */
  known: boolean;
  facts: HeldFact[];
  refs: Refs;
  /** Where others have a status in it: how many, by status, on the day, as figures count them. */
  seats: { status: StatusValue; total: number }[];
  /** Where it is a coalition: how many have endorsed it, on the day. */
  endorsements: number;
  series: (typeof series.$inferSelect)[];
  /** Who is, was or will be at its head, the latest first; where it sits; its own bodies. */
  mandates: Mandate[];
  memberships: ListedSeat[];
  bodies: Body[];
}

/** Everything about one party. @throws Missing */
export async function getPartyDossier(db: Db, slug: string, at: At): Promise<PartyDossier> {
  const found = await findParty(db, slug, at);
  if (!found) throw new Missing(`party ${slug}`);
  const [known] = await db
    .select({ id: party.id })
    .from(party)
    .where(and(eq(party.id, found.id), lte(party.revision, at.revision)));
  const facts = await listFactsAbout(db, found.id, at.revision);
  return {
    party: found,
    known: known !== undefined,
    facts,
    refs: await loadRefs(
      db,
      facts.map((fact) => fact.row),
      at,
    ),
    seats: await countSeats(db, found.id, at),
    endorsements: await countSupport(db, found.id, at),
    series: await db
      .select()
      .from(series)
      .where(and(eq(series.institutionId, found.id), lte(series.revision, at.revision))),
    // States have no head here: their page asks nothing more.
    ...(isGoverned(found) ? await readGovernance(db, found.id, at) : { mandates: [], memberships: [], bodies: [] }),
  };
}

function isGoverned({ kind }: PartyRef): boolean {
  return kind !== 'state' && kind !== 'government' && kind !== 'donor';
}

async function readGovernance(db: Db, partyId: string, at: At): Promise<Pick<PartyDossier, 'mandates' | 'memberships' | 'bodies'>> {
  const mandates = await listMandates(db, at, { partyIds: [partyId] });
  return {
    mandates: mandates.toSorted((one, other) => String(other.from?.date ?? '').localeCompare(String(one.from?.date ?? ''))),
    memberships: await listSeats(db, at, { partyId }),
    bodies: await listBodies(db, at, partyId),
  };
}
