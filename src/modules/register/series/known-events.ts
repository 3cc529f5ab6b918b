import { and, asc, count, eq, inArray, lte, ne, sql } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import type { Precision } from '../../../kernel/i18n/format.ts';
import type { Localized } from '../../../kernel/i18n/lang.ts';
import { asOf } from '../facts/as-of.ts';
import { event, occurrence, series } from '../schema.ts';
import type { occurrenceStatuses } from '../vocabulary.ts';

/** An event as it is said on the day: the one truth of its dates, its place, its postponement or cancellation. */
export interface KnownEvent {
  id: string;
  slug: string;
  seriesSlug: string | null;
  name: Localized;
  number: number | null;
  place: string | null;
  stateId: string | null;
  startsOn: Temporal.PlainDate | null;
  endsOn: Temporal.PlainDate | null;
  precision: Precision | null;
  status: (typeof occurrenceStatuses)[number];
  /** How many rows the register ever wrote of it: it only grows, and grows with each change. */
  versions: number;
}

/** The events of which something is said on the day, by date, those without one last. */
export async function findEvents(db: Db, at: At, ids?: readonly string[]): Promise<KnownEvent[]> {
  if (ids?.length === 0) return [];
  const written = db
    .select({ eventId: occurrence.eventId, versions: count().as('versions') })
    .from(occurrence)
    .where(lte(sql`lower(${occurrence.recorded})`, at.revision))
    .groupBy(occurrence.eventId)
    .as('written');
  const rows = await db
    .select({ occurrence, slug: event.slug, seriesSlug: series.slug, versions: written.versions })
    .from(event)
    .innerJoin(occurrence, and(eq(occurrence.eventId, event.id), asOf(occurrence, at), ne(occurrence.certainty, 'disputed')))
    .innerJoin(written, eq(written.eventId, event.id))
    .leftJoin(series, eq(series.id, event.seriesId))
    .where(ids && inArray(event.id, [...ids]))
    .orderBy(sql`${occurrence.startsOn} nulls last`, asc(event.slug));
  return rows.map(({ occurrence: one, slug, seriesSlug, versions }) => ({
    id: one.eventId,
    slug,
    seriesSlug,
    name: { fr: one.nameFr, en: one.nameEn },
    number: one.number,
    place: one.place,
    stateId: one.stateId,
    startsOn: one.startsOn,
    endsOn: one.endsOn,
    precision: one.datePrecision,
    status: one.status,
    versions,
  }));
}
