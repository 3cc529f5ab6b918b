import { eq, getTableColumns, type SQL, sql, type Table } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { endorsement, type JsonRow, measure, occurrence, partyIdentifier, partyLink, partyName, status } from '../schema.ts';
import { mandate, office, personContact, personName, seat, votingDay } from '../persons/schema.ts';

type AnyFactTable =
  | typeof status
  | typeof endorsement
  | typeof measure
  | typeof occurrence
  | typeof partyName
  | typeof partyIdentifier
  | typeof partyLink
  | typeof personName
  | typeof personContact
  | typeof mandate
  | typeof seat
  | typeof votingDay;

type BaseColumn =
  | 'id'
  | 'factId'
  | 'valid'
  | 'fromPrecision'
  | 'toPrecision'
  | 'attestedFrom'
  | 'recorded'
  | 'sourceId'
  | 'certainty'
  | 'retained'
  | 'retainedReason'
  | 'retainedBy'
  | 'note';

/** A kind of fact: its table, and the columns that say what it is about. The other columns are what it says. */
export interface FactKind<T extends AnyFactTable = AnyFactTable> {
  name: string;
  table: T;
  /** For one subject, no two facts held at the same revision may overlap. */
  subject: readonly string[];
  /** The facts on the subject of a row, where more of them than those of its own subject may not overlap it. */
  rivals?: (row: JsonRow) => SQL;
}

/** What a fact of this kind says, subject included: the columns of its table that are not common to all facts. */
export type FactValues<T extends AnyFactTable> = Omit<T['$inferInsert'], BaseColumn>;

export const factKinds = {
  status: kind({ name: 'status', table: status, subject: ['partyId', 'institutionId'] }),
  endorsement: kind({ name: 'endorsement', table: endorsement, subject: ['partyId', 'coalitionId'] }),
  measure: kind({ name: 'measure', table: measure, subject: ['partyId', 'measure'] }),
  occurrence: kind({ name: 'occurrence', table: occurrence, subject: ['eventId'] }),
  partyName: kind({ name: 'party_name', table: partyName, subject: ['partyId', 'language', 'usage'] }),
  partyIdentifier: kind({ name: 'party_identifier', table: partyIdentifier, subject: ['partyId', 'scheme'] }),
  partyLink: kind({ name: 'party_link', table: partyLink, subject: ['partyId', 'link', 'targetId'] }),
  personName: kind({ name: 'person_name', table: personName, subject: ['personId'] }),
  personContact: kind({ name: 'person_contact', table: personContact, subject: ['personId', 'channel'] }),
  // One party has one head at a time, whatever the titles of its offices.
  mandate: kind({ name: 'mandate', table: mandate, subject: ['officeId'], rivals: ofOneParty }),
  seat: kind({ name: 'seat', table: seat, subject: ['bodyId', 'partyId'] }),
  votingDay: kind({ name: 'voting_day', table: votingDay, subject: ['eventId'] }),
};

/** Every kind of fact, by the name that the journal gives it. */
export const factKindsByName: ReadonlyMap<string, FactKind> = new Map(Object.values(factKinds).map((one) => [one.name, one as FactKind]));

/** The facts of this kind on the subject of a row, which may not overlap it. */
export function onSubjectOf(fact: FactKind, row: JsonRow): SQL[] {
  if (fact.rivals) return [fact.rivals(row)];
  return fact.subject.map((property) => eq(fact.table[property as 'certainty'], row[columnName(fact.table, property)] as 'confirmed'));
}

/** The column of the table behind a property of the schema: `partyId` → `party_id`. */
export function columnName(table: Table, property: string): string {
  const column = getTableColumns(table)[property];
  if (!column) throw new Error(`No column ${property}`);
  return column.name;
}

/** What the fact says as the journal writes it: column names, dates as text. */
export function jsonValues(table: PgTable, values: Record<string, unknown>): JsonRow {
  const row: JsonRow = {};
  for (const [property, value] of Object.entries(values)) {
    row[columnName(table, property)] = value instanceof Temporal.PlainDate ? value.toString() : ((value ?? null) as JsonRow[string]);
  }
  return row;
}

/** The columns that are this kind's own, subject first. */
export function ownColumns(fact: FactKind): string[] {
  return Object.entries(getTableColumns(fact.table))
    .slice(baseColumnCount)
    .map(([, column]) => column.name);
}

const baseColumnCount = 13;

function ofOneParty(row: JsonRow): SQL {
  const party = sql`select ${office.partyId} from ${office} where ${office.id} = ${row['office_id']}::uuid`;
  return sql`${mandate.officeId} in (select ${office.id} from ${office} where ${office.partyId} = (${party}))`;
}

function kind<T extends AnyFactTable>(fact: FactKind<T>): FactKind<T> {
  return fact;
}
