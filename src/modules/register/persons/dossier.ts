import { eq } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Missing } from '../../../kernel/errors.ts';
import { listSeats, type ListedSeat } from '../bodies/seats.ts';
import { factKinds, type FactKind } from '../facts/kinds.ts';
import { isUuid, listFacts, type HeldFact } from '../facts/read.ts';
import { loadRefs, type Refs } from '../facts/refs.ts';
import { listMandates, type Mandate } from '../mandates/queries.ts';
import { listQuestions, type Question } from '../mandates/questions/queries.ts';
import { findPartiesById, type PartyRef } from '../parties/directory.ts';
import { revision } from '../schema.ts';
import { byRelevance } from './list.ts';
import { findPersons, type PersonRef } from './queries.ts';
import { findSettings } from '../settings/queries.ts';
import { areContactsKeptTooLong } from './redaction/personal.ts';
import { person, personRedaction } from './schema.ts';

/** All that the secretariat holds of a person. */
export interface PersonDossier {
  person: PersonRef;
  /** When, by whom and why they were erased, where they were. */
  erasure: typeof revision.$inferSelect | null;
  names: HeldFact[];
  contacts: HeldFact[];
  areContactsDue: boolean;
  /** The years after the last mandate during which contacts are kept. */
  contactYears: number;
  mandates: Mandate[];
  seats: ListedSeat[];
  questions: Question[];
  parties: ReadonlyMap<string, PartyRef>;
  refs: Refs;
}

/** Everything about one person. For the secretariat only. @throws Missing */
export async function getPersonDossier(db: Db, id: string, at: At): Promise<PersonDossier> {
  const [found] = isUuid(id)
    ? await db
        .select({ id: person.id, erasure: revision })
        .from(person)
        .leftJoin(personRedaction, eq(personRedaction.personId, person.id))
        .leftJoin(revision, eq(revision.number, personRedaction.revision))
        .where(eq(person.id, id))
    : [];
  if (!found) throw new Missing(`person ${id}`);
  const facts = await listFacts(db, at.revision, [
    { kind: factKinds.personName as FactKind, where: eq(factKinds.personName.table.personId, id) },
    { kind: factKinds.personContact as FactKind, where: eq(factKinds.personContact.table.personId, id) },
  ]);
  const mandates = (await listMandates(db, at, { personId: id })).toSorted(byRelevance);
  const seats = await listSeats(db, at, { personId: id });
  const ends = mandates.flatMap((one) => one.to?.date ?? []).toSorted(Temporal.PlainDate.compare);
  const settings = await findSettings(db, at.on);
  const contacts = facts.filter(({ kind }) => kind === 'person_contact');
  return {
    person: (await findPersons(db, [id], at)).get(id) ?? { id, name: '—', sortKey: '—', gender: null, formOfAddress: null },
    erasure: found.erasure,
    names: facts.filter(({ kind }) => kind === 'person_name'),
    contacts,
    areContactsDue: contacts.length > 0 && mandates.every((one) => one.to) && areContactsKeptTooLong(ends.at(-1) ?? null, at.on, settings),
    contactYears: settings.contactYears,
    mandates,
    seats,
    questions: await listQuestions(
      db,
      mandates.map(({ factId }) => factId),
    ),
    parties: await findPartiesById(
      db,
      mandates.map(({ partyId }) => partyId),
      at,
    ),
    refs: await loadRefs(
      db,
      facts.map(({ row }) => row),
      at,
    ),
  };
}
