import { and, eq, isNotNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { At } from '../../../kernel/collections.ts';
import type { PartialDate } from '../../../kernel/dates.ts';
import { anyOf } from '../../../kernel/db/any-of.ts';
import type { Db } from '../../../kernel/db/db.ts';
import type { Precision } from '../../../kernel/i18n/format.ts';
import { asOf, heldAt } from '../facts/as-of.ts';
import { findStatesOf } from '../parties/states.ts';
import { findPersons, type PersonRef } from '../persons/queries.ts';
import { occurrence, partyIdentifier } from '../schema.ts';
import { election, mandate, office, votingDay } from '../persons/schema.ts';
import type { EndCause } from '../vocabulary.ts';
import { holdsVotingDay, votesOn } from '../elections/voting-day.ts';
import { type Doubt, type MandateTerm, type Standing, standingOn } from './rules.ts';

/** A mandate as the register holds it, and what it is on the day. */
export interface Mandate extends MandateTerm {
  factId: string;
  officeId: string;
  /** Of the office: a code of `officeTitles`. */
  title: string;
  partyId: string;
  /** The State of the party, where a link says it, and its ISO 3166-1 code. */
  stateId: string | null;
  stateCode: string | null;
  person: PersonRef;
  endCause: EndCause | null;
  note: string | null;
  sourceId: string;
  standing: Standing;
  doubt: Doubt | null;
  doubtSince: Temporal.PlainDate | null;
}

/** Which mandates to read. */
export interface MandateSelection {
  factId?: string;
  partyIds?: readonly string[];
  personId?: string;
  /** The mandates of the day only; without it, those of all times. */
  current?: boolean;
}

/** Mandates that the register held, with what each is on the day; the latest first for one office. */
export async function listMandates(
  db: Db,
  at: At,
  { factId, partyIds, personId, current = false }: MandateSelection = {},
): Promise<Mandate[]> {
  if (partyIds?.length === 0) return [];
  const rows = await db
    .select({ ...columns, title: office.title, partyId: office.partyId })
    .from(mandate)
    .innerJoin(office, eq(office.id, mandate.officeId))
    .where(
      and(
        current ? asOf(mandate, at) : heldAt(mandate, at.revision),
        factId ? eq(mandate.factId, factId) : undefined,
        partyIds && anyOf(office.partyId, partyIds),
        personId ? eq(mandate.personId, personId) : undefined,
      ),
    )
    .orderBy(office.partyId, office.id, sql`lower(${mandate.valid}) desc nulls last`);
  const states = await findStatesOf(db, at, [...new Set(rows.map((row) => row.partyId))]);
  const persons = await findPersons(
    db,
    rows.map((row) => row.personId),
    at,
  );
  const elections = Map.groupBy(await listElectionOpenings(db, at), (one) => one.stateId);
  const codes = await findCodes(db, [...new Set(states.values())], at);
  return rows.map(({ title, partyId, ...row }) => {
    const stateId = states.get(partyId) ?? null;
    const term: MandateTerm = {
      from: dated(row.valid.from, row.fromPrecision),
      to: dated(row.valid.to, row.toPrecision),
      accession: row.accession,
      expectedEnd: dated(row.expectedEnd, row.expectedEndPrecision),
      confirmedOn: row.confirmedOn,
      certainty: row.certainty,
    };
    const concerned = (elections.get(stateId ?? '') ?? []).filter((one) => one.title === null || one.title === title);
    return {
      ...term,
      ...standingOn(term, concerned, at.on),
      factId: row.factId,
      officeId: row.officeId,
      title,
      partyId,
      stateId,
      stateCode: (stateId && codes.get(stateId)) ?? null,
      person: persons.get(row.personId) ?? { id: row.personId, name: '—', sortKey: '—', gender: null, formOfAddress: null },
      endCause: row.endCause,
      note: row.note,
      sourceId: row.sourceId,
    };
  });
}

/** Not those of every fact: a list of the network reads a thousand rows, and each value costs. */
const columns = {
  factId: mandate.factId,
  officeId: mandate.officeId,
  personId: mandate.personId,
  valid: mandate.valid,
  fromPrecision: mandate.fromPrecision,
  toPrecision: mandate.toPrecision,
  accession: mandate.accession,
  expectedEnd: mandate.expectedEnd,
  expectedEndPrecision: mandate.expectedEndPrecision,
  confirmedOn: mandate.confirmedOn,
  certainty: mandate.certainty,
  endCause: mandate.endCause,
  note: mandate.note,
  sourceId: mandate.sourceId,
};

/** The head of each party on the day, certain or not (`standing`), by party; a party without one is absent. Of two offices of one party, who came last. */
export async function findHeads(db: Db, at: At, partyIds?: readonly string[]): Promise<Map<string, Mandate>> {
  const mandates = await listMandates(db, at, { ...(partyIds ? { partyIds } : {}), current: true });
  const byStart = mandates.toSorted((one, other) => String(one.from?.date ?? '').localeCompare(String(other.from?.date ?? '')));
  return new Map(byStart.map((one) => [one.partyId, one]));
}

export interface ElectionOpening {
  eventId: string;
  stateId: string;
  title: string | null;
  opens: Temporal.PlainDate;
}

/**
 * The elections known, and the day from which each makes those in office uncertain: the vote of the electors where it is
 * known, else the earliest day that was ever announced for it. A cancelled one opens nothing.
 */
export async function listElectionOpenings(db: Db, at: At): Promise<ElectionOpening[]> {
  const standing = alias(occurrence, 'standing');
  const cancelled = db
    .select({ one: sql`1` })
    .from(standing)
    .where(and(eq(standing.eventId, election.eventId), eq(standing.status, 'cancelled'), asOf(standing, at)));
  const earliest = sql<string | null>`min(${occurrence.startsOn})::text`;
  const rows = await db
    .select({ eventId: election.eventId, stateId: election.stateId, title: election.title, votesOn, earliest })
    .from(election)
    .leftJoin(votingDay, holdsVotingDay(at))
    .leftJoin(
      occurrence,
      and(
        eq(occurrence.eventId, election.eventId),
        heldAt(occurrence, at.revision),
        isNotNull(occurrence.startsOn),
        or(sql`lower_inf(${occurrence.valid})`, sql`lower(${occurrence.valid}) <= ${at.on.toString()}::date`),
      ),
    )
    .where(and(sql`${election.revision} <= ${at.revision}`, sql`not exists ${cancelled}`))
    .groupBy(election.eventId, votingDay.id);
  return rows.flatMap(({ votesOn, earliest, ...row }) => {
    const opens = votesOn ?? (earliest ? Temporal.PlainDate.from(earliest) : null);
    return opens ? [{ ...row, opens }] : [];
  });
}

/** The ISO 3166-1 codes of States, by party. */
async function findCodes(db: Db, stateIds: readonly string[], at: At): Promise<Map<string, string>> {
  if (stateIds.length === 0) return new Map();
  const rows = await db
    .select({ id: partyIdentifier.partyId, code: partyIdentifier.value })
    .from(partyIdentifier)
    .where(and(anyOf(partyIdentifier.partyId, stateIds), eq(partyIdentifier.scheme, 'iso3166-1-alpha3'), asOf(partyIdentifier, at)));
  return new Map(rows.map(({ id, code }) => [id, code]));
}

function dated(date: Temporal.PlainDate | null, precision: Precision | null): PartialDate | null {
  return date && precision ? { date, precision } : null;
}
