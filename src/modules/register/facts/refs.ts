import { eq, inArray } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { findPartiesById, type PartyRef } from '../parties/directory.ts';
import { event, series, source, type JsonRow } from '../schema.ts';

export type SourceRow = typeof source.$inferSelect;

export interface EventRef {
  slug: string;
  series: { slug: string; nameFr: string; nameEn: string | null } | null;
}

/** What rows name by identifier: parties, sources, events. */
export interface Refs {
  parties: ReadonlyMap<string, PartyRef>;
  sources: ReadonlyMap<string, SourceRow>;
  events: ReadonlyMap<string, EventRef>;
}

/** The parties, sources and events that these rows name, with the names of the day. */
export async function loadRefs(db: Db, rows: readonly JsonRow[], at: At): Promise<Refs> {
  return {
    parties: await findPartiesById(db, idsIn(rows, partyColumns), at),
    sources: await findSources(db, idsIn(rows, ['source_id'])),
    events: await findEvents(db, idsIn(rows, ['event_id'])),
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

function idsIn(rows: readonly JsonRow[], columns: readonly string[]): string[] {
  const ids = rows.flatMap((row) => columns.map((column) => row[column]));
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}
