import { and, count, eq, inArray, ne, sql, type SQL } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import type { AskedDay } from '../asked-day.ts';
import { asOf, heldAt, undated } from '../facts/as-of.ts';
import { factKinds, type FactKind } from '../facts/kinds.ts';
import { listFacts, type HeldFact } from '../facts/read.ts';
import { loadRefs, type Refs } from '../facts/refs.ts';
import { isUndatedOn } from '../facts/spans.ts';
import { type PartyRef, readParties } from '../parties/directory.ts';
import { remembered } from '../remembered.ts';
import { party, status } from '../schema.ts';
import { type PartyKind, type StatusValue, statuses } from '../vocabulary.ts';

/** One party in an institution (its status on the day) or in a coalition (its endorsement). */
export interface Seat {
  fact: HeldFact;
  party: PartyRef;
}

/**
 * Who is in an institution on a day. `held` is what counts, with what is not confirmed marked; apart from it, those who
 * have withdrawn, and those that nothing dates on that day.
 */
export interface Composition {
  held: Seat[];
  withdrawn: Seat[];
  undated: Seat[];
  refs: Refs;
}

/** Every party that has a status in an institution on the day. */
export async function getComposition(db: Db, institutionId: string, at: At): Promise<Composition> {
  const facts = await listFacts(db, at.revision, [
    { kind: factKinds.status as FactKind, where: and(eq(status.institutionId, institutionId), asOf(status, at)) },
  ]);
  const refs = await loadRefs(
    db,
    facts.map((fact) => fact.row),
    at,
  );
  const groups = Map.groupBy(seatsOf(facts, refs), ({ fact }) => standing(fact, at));
  return { held: groups.get('held') ?? [], withdrawn: groups.get('withdrawn') ?? [], undated: groups.get('undated') ?? [], refs };
}

/** How many are in an institution on the day, by status: confirmed and dated, as figures count them. In the order of statuses. */
export async function countSeats(db: Db, institutionId: string, at: At): Promise<{ status: StatusValue; total: number }[]> {
  const rows = await db
    .select({ status: status.status, total: count() })
    .from(status)
    .where(
      and(
        eq(status.institutionId, institutionId),
        ne(status.status, 'withdrawn'),
        eq(status.certainty, 'confirmed'),
        asOf(status, at),
        sql`not ${undated(status, at)}`,
      ),
    )
    .groupBy(status.status);
  return rows.sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status));
}

/** The institution of States that the network is an operator of: what pages compare with unless told otherwise. */
export const usualInstitution = 'oif';

/** The institutions in which the register holds statuses, by name: every list offers them. */
export function institutionsOn(db: Db, day: AskedDay): Promise<PartyRef[]> {
  return remembered(db, day, ['institutions'], () => listInstitutions(db, day.at));
}

/** The same, for whoever has no asked day. */
export async function listInstitutions(db: Db, at: At): Promise<PartyRef[]> {
  const ofParty = and(sql`${status.institutionId} = ${party.id}`, heldAt(status, at.revision));
  return listPartiesWhere(db, at, sql`${inArray(party.kind, [...holders])} and exists (select 1 from ${status} where ${ofParty})`);
}

/** The parties that may hold others, or be endorsed: those of these kinds, by name. */
export async function listPartiesOfKinds(db: Db, kinds: readonly PartyKind[], at: At): Promise<PartyRef[]> {
  return listPartiesWhere(db, at, inArray(party.kind, [...kinds]));
}

/** The seats that these facts give, each with its party. */
export function seatsOf(facts: readonly HeldFact[], refs: Refs): Seat[] {
  return facts.flatMap((fact) => {
    const party = refs.parties.get(String(fact.row['party_id']));
    return party ? [{ fact, party }] : [];
  });
}

/** Kinds of parties that others have a status in. */
const holders: readonly PartyKind[] = ['institution', 'network', 'association', 'coalition', 'donor'];

async function listPartiesWhere(db: Db, at: At, where: SQL): Promise<PartyRef[]> {
  return (await readParties(db, at, where)).toSorted((a, b) => collator('fr').compare(a.name.fr, b.name.fr));
}

function standing(fact: HeldFact, at: At): 'held' | 'withdrawn' | 'undated' {
  if (fact.row['status'] === 'withdrawn') return 'withdrawn';
  return isUndatedOn(fact.span, at.on) ? 'undated' : 'held';
}
