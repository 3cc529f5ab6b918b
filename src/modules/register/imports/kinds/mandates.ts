import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import { factKinds } from '../../facts/kinds.ts';
import type { PartyRef } from '../../parties/directory.ts';
import { mandate, office, personName } from '../../persons/schema.ts';
import { choices } from '../choices.ts';
import { claim, readContext, type Claim, type Span } from '../difference/claim.ts';
import { overlap } from '../difference/difference.ts';
import { readBounds } from '../difference/held.ts';
import { say } from '../messages.ts';
import type { RowReader } from '../row-reader.ts';
import { foldName } from '../../parties/fold.ts';

/** A person whom the file brings: known by their name at the head of one party. */
export interface BroughtPerson {
  id: string;
  name: string;
  gender: 'f' | 'm' | null;
}

/** The offices and those who held them, of the register and of the lines read so far. */
export interface Heads {
  /** By party and title. */
  offices: Map<string, { id: string; slug: string; partyId: string; title: string; isNew: boolean }>;
  /** By party and folded name: two cities may have namesakes at their head, one city is taken to know its own. */
  persons: Map<string, string>;
  brought: Map<string, BroughtPerson>;
  /** When each office of a party has someone, by party. */
  spans: Map<string, { officeId: string; span: Span }[]>;
}

/** Reads every office, who held it, and when. */
export async function loadHeads(db: Db): Promise<Heads> {
  const offices = await db.select().from(office);
  const held = await db
    .select({
      partyId: office.partyId,
      officeId: office.id,
      personId: mandate.personId,
      name: personName.name,
      valid: sql<string>`${mandate.valid}::text`,
    })
    .from(mandate)
    .innerJoin(office, eq(office.id, mandate.officeId))
    .innerJoin(personName, eq(personName.personId, mandate.personId))
    .where(sql`upper_inf(${mandate.recorded}) and ${mandate.retained} and upper_inf(${personName.recorded}) and ${personName.retained}`);
  const heads: Heads = {
    offices: new Map(offices.map(({ id, slug, partyId, title }) => [`${partyId} ${title}`, { id, slug, partyId, title, isNew: false }])),
    persons: new Map(held.map(({ partyId, personId, name }) => [`${partyId} ${foldName(name)}`, personId])),
    brought: new Map(),
    spans: new Map(),
  };
  for (const { partyId, officeId, valid } of held) addSpan(heads, partyId, officeId, readBounds(valid));
  return heads;
}

/** A line about a mandate: the office of a party, who holds it, how and when. An office or a person that is not there yet is created. */
export function readMandate(row: RowReader, heads: Heads): Claim | null {
  const party = row.neededParty('party');
  const title = row.neededChoice('title', choices.title);
  const name = row.needed('person');
  const gender = row.choice('gender', choices.gender);
  const accession = row.neededChoice('accession', choices.accession);
  const endCause = row.choice('end_cause', choices.endCause);
  const expected = row.date('expected_end');
  const confirmed = row.date('confirmed_on');
  if (confirmed && confirmed.precision !== 'day') row.refuse('confirmed_on', say.later('cell.day'));
  const context = readContext(row);
  if (context && endCause && !context.to) row.refuse('end_cause', say.later('row.causeWithoutEnd'));
  if (!context || !party || !title || name === null || !accession || row.faults.length > 0) return null;
  const officeId = officeOf(heads, party, title);
  const span = { from: context.from?.date.toString() ?? null, to: context.to?.date.toString() ?? null };
  if (context.retained && findOther(heads, party.id, officeId, span)) return row.refuse('title', say.later('row.otherHead'));
  addSpan(heads, party.id, officeId, span);
  const says = {
    person_id: personOf(heads, party, name, gender),
    accession,
    end_cause: endCause,
    // An empty cell does not take away what the register has: an expected end, the day of a confirmation.
    ...(expected ? { expected_end: expected.date.toString(), expected_end_precision: expected.precision } : {}),
    ...(confirmed ? { confirmed_on: confirmed.date.toString() } : {}),
  };
  const label = { fr: `${party.name.fr} — ${name}`, en: `${party.name.en ?? party.name.fr} — ${name}` };
  const found = claim(row.line, factKinds.mandate, label, { subject: { office_id: officeId }, says }, context);
  if (!expected) for (const column of ['expected_end', 'expected_end_precision']) delete found.row[column];
  if (!confirmed) delete found.row['confirmed_on'];
  return found;
}

function officeOf(heads: Heads, party: PartyRef, title: string): string {
  const key = `${party.id} ${title}`;
  const known = heads.offices.get(key);
  if (known) return known.id;
  const id = randomUUID();
  heads.offices.set(key, { id, slug: `${party.slug}-${title.replaceAll('_', '-')}`, partyId: party.id, title, isNew: true });
  return id;
}

function personOf(heads: Heads, party: PartyRef, name: string, gender: 'f' | 'm' | null): string {
  const key = `${party.id} ${foldName(name)}`;
  const known = heads.persons.get(key);
  if (known) return known;
  const id = randomUUID();
  heads.persons.set(key, id);
  heads.brought.set(id, { id, name, gender });
  return id;
}

/** Another office of the party has someone on these days: a party has one head. */
function findOther(heads: Heads, partyId: string, officeId: string, span: Span): boolean {
  return heads.spans.get(partyId)?.some((one) => one.officeId !== officeId && overlap(one.span, span)) ?? false;
}

function addSpan(heads: Heads, partyId: string, officeId: string, span: Span): void {
  const known = heads.spans.get(partyId);
  if (known) known.push({ officeId, span });
  else heads.spans.set(partyId, [{ officeId, span }]);
}
