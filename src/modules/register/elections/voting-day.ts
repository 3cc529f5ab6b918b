import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import { heldAt } from '../facts/as-of.ts';
import { election, votingDay } from '../persons/schema.ts';

/** Joins an election with what is held of the day on which its electors vote. */
export function holdsVotingDay(at: Pick<At, 'revision'>): SQL | undefined {
  return and(eq(votingDay.eventId, election.eventId), heldAt(votingDay, at.revision));
}

/** That day: as a fact says it, else as it was said when the election was recorded. */
export const votesOn = sql<string | null>`coalesce(${votingDay.votesOn}, ${election.votesOn})::text`.mapWith((day) =>
  day === null ? null : Temporal.PlainDate.from(String(day)),
) as SQL<Temporal.PlainDate | null>;
