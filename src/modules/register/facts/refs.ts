import { eq, inArray } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { findPartiesById, type PartyRef } from '../parties/directory.ts';
import { findPersons, type PersonRef } from '../persons/queries.ts';
import { event, series, source, type JsonRow } from '../schema.ts';
import { body, office } from '../persons/schema.ts';

export type SourceRow = typeof source.$inferSelect;

export interface EventRef {
  slug: string;
  series: { slug: string; nameFr: string; nameEn: string | null } | null;
}

/** An office, and the party whose head it is of. */
export type OfficeRef = Pick<typeof office.$inferSelect, 'slug' | 'title' | 'partyId'>;
export type BodyRef = Pick<typeof body.$inferSelect, 'slug' | 'nameFr' | 'nameEn'>;

/** What rows name by identifier: parties, persons, offices, bodies, sources, events. */
export interface Refs {
  parties: ReadonlyMap<string, PartyRef>;
  sources: ReadonlyMap<string, SourceRow>;
  events: ReadonlyMap<string, EventRef>;
  persons: ReadonlyMap<string, PersonRef>;
  offices: ReadonlyMap<string, OfficeRef>;
  bodies: ReadonlyMap<string, BodyRef>;
}

/** For rows that name nothing. */
export const noRefs: Refs = {
  parties: new Map(),
  sources: new Map(),
  events: new Map(),
  persons: new Map(),
  offices: new Map(),
  bodies: new Map(),
};

/** What these rows name, with the names of the day. */
export async function loadRefs(db: Db, rows: readonly JsonRow[], at: At): Promise<Refs> {
  const offices = await findOffices(db, idsIn(rows, ['office_id']));
  const partyIds = new Set([...idsIn(rows, partyColumns), ...[...offices.values()].map((one) => one.partyId)]);
  return {
    parties: await findPartiesById(db, [...partyIds], at),
    sources: await findSources(db, idsIn(rows, ['source_id'])),
    events: await findEvents(db, idsIn(rows, ['event_id'])),
    persons: await findPersons(db, idsIn(rows, ['person_id']), at),
    offices,
    bodies: await findBodies(db, idsIn(rows, ['body_id'])),
  };
}

/** The columns of facts that name a party. */
export const partyColumns = ['party_id', 'institution_id', 'coalition_id', 'target_id', 'state_id'] as const;

async function findSources(db: Db, ids: string[]): Promise<Map<string, SourceRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select().from(source).where(inArray(source.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

async function findEvents(db: Db, ids: string[]): Promise<Map<string, EventRef>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: event.id, slug: event.slug, series: series.slug, nameFr: series.nameFr, nameEn: series.nameEn })
    .from(event)
    .leftJoin(series, eq(series.id, event.seriesId))
    .where(inArray(event.id, ids));
  return new Map(
    rows.map((row) => [
      row.id,
      { slug: row.slug, series: row.series && row.nameFr ? { slug: row.series, nameFr: row.nameFr, nameEn: row.nameEn } : null },
    ]),
  );
}

async function findOffices(db: Db, ids: string[]): Promise<Map<string, OfficeRef>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select().from(office).where(inArray(office.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

async function findBodies(db: Db, ids: string[]): Promise<Map<string, BodyRef>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select().from(body).where(inArray(body.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

function idsIn(rows: readonly JsonRow[], columns: readonly string[]): string[] {
  const ids = rows.flatMap((row) => columns.map((column) => row[column]));
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}
