import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Missing } from '../../../kernel/errors.ts';
import { factKinds, type FactKind } from '../facts/kinds.ts';
import { listFacts, type HeldFact } from '../facts/read.ts';
import { loadRefs, type Refs } from '../facts/refs.ts';
import { isOn } from '../facts/spans.ts';
import { holdsVotingDay, votesOn } from '../elections/voting-day.ts';
import type { Election } from '../elections/queries.ts';
import { election, votingDay } from '../persons/schema.ts';
import { event, occurrence, series } from '../schema.ts';

export type SeriesRow = typeof series.$inferSelect;

/** One event of a series: what is said of it on the day, and every other version of its announcement. */
export interface ListedEvent {
  slug: string;
  /** Null where nothing is said of it on the day. */
  current: HeldFact | null;
  /** Other versions and claims, the latest first. */
  others: HeldFact[];
  /** Where it is an election: whose, and when the electors vote. */
  election: Pick<Election, 'slug' | 'title' | 'votesOn' | 'votingDayId'> | null;
}

/** A series, its events in order (the latest first), and what their facts name. */
export interface SeriesDossier {
  series: SeriesRow;
  events: ListedEvent[];
  refs: Refs;
}

/** One line of the list of series. */
export interface SeriesSummary {
  series: SeriesRow;
  events: number;
  /** The last one held, and the next one announced, on the day. */
  last: HeldFact | null;
  next: HeldFact | null;
}

/** A series and all its events. @throws Missing */
export async function getSeries(db: Db, slug: string, at: At): Promise<SeriesDossier> {
  const [found] = await db
    .select()
    .from(series)
    .where(and(eq(series.slug, slug), lte(series.revision, at.revision)));
  if (!found) throw new Missing(`series ${slug}`);
  return { series: found, ...(await loadEvents(db, found.id, at)) };
}

/** Events that belong to no series. */
export function listLoneEvents(db: Db, at: At): Promise<{ events: ListedEvent[]; refs: Refs }> {
  return loadEvents(db, null, at);
}

/** Every series, with its last and next meeting. */
export async function listSeries(db: Db, at: At): Promise<SeriesSummary[]> {
  const all = await db.select().from(series).where(lte(series.revision, at.revision)).orderBy(asc(series.nameFr));
  const events = await db
    .select({ id: event.id, seriesId: event.seriesId })
    .from(event)
    .where(
      and(
        inArray(
          event.seriesId,
          all.map((one) => one.id),
        ),
        lte(event.revision, at.revision),
      ),
    );
  const facts = await listFacts(db, at.revision, [
    {
      kind: factKinds.occurrence as FactKind,
      where: and(eq(occurrence.retained, true), sql`${occurrence.valid} @> ${at.on.toString()}::date`),
    },
  ]);
  const byEvent = new Map(facts.map((fact) => [String(fact.row['event_id']), fact]));
  return all.map((one) => {
    const own = events.filter(({ seriesId }) => seriesId === one.id);
    const dated = own
      .flatMap(({ id }) => byEvent.get(id) ?? [])
      .filter((fact) => fact.row['starts_on'] !== null)
      .toSorted(byStart);
    const today = at.on.toString();
    return {
      series: one,
      events: own.length,
      last: dated.findLast((fact) => fact.row['status'] === 'held' && String(fact.row['starts_on']) <= today) ?? null,
      next:
        dated.find(
          (fact) =>
            ['announced', 'moved'].includes(String(fact.row['status'])) && String(fact.row['ends_on'] ?? fact.row['starts_on']) >= today,
        ) ?? null,
    };
  });
}

async function loadEvents(db: Db, seriesId: string | null, at: At): Promise<{ events: ListedEvent[]; refs: Refs }> {
  const inSeries = seriesId ? eq(event.seriesId, seriesId) : isNull(event.seriesId);
  const events = await db
    .select({ id: event.id, slug: event.slug, elects: election.eventId, title: election.title, votesOn, votingDayId: votingDay.factId })
    .from(event)
    .leftJoin(election, eq(election.eventId, event.id))
    .leftJoin(votingDay, holdsVotingDay(at))
    .where(and(inSeries, lte(event.revision, at.revision)));
  if (events.length === 0) return { events: [], refs: await loadRefs(db, [], at) };
  const facts = await listFacts(db, at.revision, [
    {
      kind: factKinds.occurrence as FactKind,
      where: inArray(
        occurrence.eventId,
        events.map((one) => one.id),
      ),
    },
  ]);
  const byEvent = Map.groupBy(facts, (fact) => fact.row['event_id']);
  const listed = events.map(({ id, slug, elects, title, votesOn, votingDayId }): ListedEvent => {
    const versions = (byEvent.get(id) ?? []).toSorted((a, b) =>
      String(b.span.from?.date ?? '').localeCompare(String(a.span.from?.date ?? '')),
    );
    const current = versions.find((fact) => fact.retained && isOn(fact.span, at.on)) ?? null;
    const others = versions.filter((fact) => fact !== current);
    return { slug, current, others, election: elects ? { slug, title, votesOn, votingDayId } : null };
  });
  // An event of which everything was retracted is no event any more.
  const told = listed.filter(({ current, others }) => current !== null || others.length > 0);
  return {
    events: told.toSorted((a, b) => compareEvents(b, a)),
    refs: await loadRefs(
      db,
      facts.map((fact) => fact.row),
      at,
    ),
  };
}

/** By date; those without a date stand by their number among those that have one. */
function compareEvents(a: ListedEvent, b: ListedEvent): number {
  const [one, other] = [a.current ?? a.others[0]!, b.current ?? b.others[0]!];
  const [first, second] = [one.row['number'], other.row['number']];
  if (typeof first === 'number' && typeof second === 'number') return first - second;
  return String(one.row['starts_on'] ?? '').localeCompare(String(other.row['starts_on'] ?? ''));
}

function byStart(a: HeldFact, b: HeldFact): number {
  return String(a.row['starts_on']).localeCompare(String(b.row['starts_on']));
}
