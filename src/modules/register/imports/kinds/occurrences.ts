import { randomUUID } from 'node:crypto';
import type { Db } from '../../../../kernel/db/db.ts';
import { factKinds } from '../../facts/kinds.ts';
import { event, series } from '../../schema.ts';
import { choices } from '../choices.ts';
import { claim, readContext, type Claim } from '../difference/claim.ts';
import { say } from '../messages.ts';
import type { RowReader } from '../row-reader.ts';

/** The events and series that the register has, and the events that the file adds. */
export interface Events {
  series: Map<string, string>;
  bySlug: Map<string, { id: string; seriesId: string | null }>;
  added: Map<string, { id: string; slug: string; seriesId: string | null }>;
}

/** Reads every series and event once. */
export async function loadEvents(db: Db): Promise<Events> {
  const allSeries = await db.select({ id: series.id, slug: series.slug }).from(series);
  const allEvents = await db.select({ id: event.id, slug: event.slug, seriesId: event.seriesId }).from(event);
  return {
    series: new Map(allSeries.map((one) => [one.slug, one.id])),
    bySlug: new Map(allEvents.map((one) => [one.slug, one])),
    added: new Map(),
  };
}

/** A line about a meeting: its event, created where the register does not have it, and what is known of it. */
export function readOccurrence(row: RowReader, events: Events): Claim | null {
  const seriesSlug = row.text('series');
  const seriesId =
    seriesSlug === null
      ? null
      : (events.series.get(seriesSlug) ?? row.refuse('series', say.later('row.unknownSeries', { series: seriesSlug })));
  const number = row.whole('number');
  if (number === 0) row.refuse('number', say.later('cell.whole', { value: '0' }));
  const slug = row.text('event') ?? (seriesSlug && number ? `${seriesSlug}-${number}` : row.refuse('event', say.later('row.noEvent')));
  if (slug && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) row.refuse('event', say.later('cell.slug', { value: slug }));
  const says = readWhatIsSaid(row, number);
  const context = readContext(row);
  if (!slug || !says || !context) return null;
  const known = events.bySlug.get(slug) ?? events.added.get(slug);
  if (known && known.seriesId !== seriesId) return row.refuse('series', say.later('row.otherSeries', { event: slug }));
  const id = known?.id ?? randomUUID();
  if (!known) events.added.set(slug, { id, slug, seriesId });
  const label = { fr: says['name_fr'] as string, en: says['name_en'] as string | null };
  return claim(row.line, factKinds.occurrence, label, { subject: { event_id: id }, says }, context);
}

function readWhatIsSaid(row: RowReader, number: number | null): Record<string, string | number | null> | null {
  const name = row.needed('name_fr');
  const nameEn = row.text('name_en');
  const place = row.text('place');
  const state = row.party('state');
  const starts = row.date('starts_on');
  const ends = row.date('ends_on');
  const status = row.neededChoice('status', choices.occurrenceStatus);
  if (ends && !starts) row.refuse('starts_on', say.later('row.endWithoutStart'));
  if (ends && starts && Temporal.PlainDate.compare(ends.date, starts.date) < 0) row.refuse('ends_on', say.later('cell.endBeforeStart'));
  if (row.faults.length > 0) return null;
  return {
    number,
    name_fr: name,
    name_en: nameEn,
    place,
    state_id: state?.id ?? null,
    starts_on: starts?.date.toString() ?? null,
    ends_on: ends?.date.toString() ?? null,
    date_precision: starts?.precision ?? null,
    status,
  };
}
