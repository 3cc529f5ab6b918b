import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { factKinds, type FactKind } from '../facts/kinds.ts';
import { listFacts, type HeldFact } from '../facts/read.ts';
import { loadRefs, type Refs } from '../facts/refs.ts';
import { isOn } from '../facts/spans.ts';
import { election, votingDay } from '../persons/schema.ts';
import { event, occurrence, series } from '../schema.ts';
import { holdsVotingDay, votesOn } from './voting-day.ts';

/** An election, and each version of what was announced of it until the day, the first one first. */
export interface Election {
  eventId: string;
  slug: string;
  /** The address of its series. */
  series: string | null;
  stateId: string;
  /** The title that it renews; null for all the heads of the State. */
  title: string | null;
  votesOn: Temporal.PlainDate | null;
  /** The fact that says so; null where nothing does, or where it was only said when the election was recorded. */
  votingDayId: string | null;
  current: HeldFact | null;
  versions: HeldFact[];
}

/** The elections that the register knew, those of a State or all, with what their facts name. */
export async function listElections(db: Db, at: At, stateId?: string): Promise<{ elections: Election[]; refs: Refs }> {
  const rows = await db
    .select({ election, votesOn, votingDayId: votingDay.factId, slug: event.slug, series: series.slug })
    .from(election)
    .innerJoin(event, eq(event.id, election.eventId))
    .leftJoin(series, eq(series.id, event.seriesId))
    .leftJoin(votingDay, holdsVotingDay(at))
    .where(and(sql`${election.revision} <= ${at.revision}`, stateId ? eq(election.stateId, stateId) : undefined))
    .orderBy(asc(election.revision), asc(event.slug));
  const ids = rows.map(({ election }) => election.eventId);
  const facts =
    ids.length === 0
      ? []
      : await listFacts(db, at.revision, [
          { kind: factKinds.occurrence as FactKind, where: and(eq(occurrence.retained, true), inArray(occurrence.eventId, ids)) },
        ]);
  const byEvent = Map.groupBy(facts, (fact) => String(fact.row['event_id']));
  const elections = rows.map(({ election: { eventId, stateId, title }, votesOn, votingDayId, slug, series }): Election => {
    const versions = (byEvent.get(eventId) ?? [])
      .filter(({ span }) => !span.from || Temporal.PlainDate.compare(span.from.date, at.on) <= 0)
      .toSorted((one, other) => startOf(one).localeCompare(startOf(other)));
    const current = versions.findLast(({ span }) => isOn(span, at.on)) ?? null;
    return { eventId, slug, series, stateId, title, votesOn, votingDayId, current, versions };
  });
  return {
    elections,
    refs: await loadRefs(
      db,
      facts.map(({ row }) => row),
      at,
    ),
  };
}

function startOf({ span }: HeldFact): string {
  return span.from?.date.toString() ?? '';
}
