import type { Revision } from '../facts/revision.ts';
import type { OfficeTitle } from '../offices/titles.ts';
import { election } from '../schema.ts';

/**
 * Says that an event renews the heads of local authorities of a State, in an open revision; the event's own dates and
 * postponements are its occurrences.
 * @param about `votesOn`: the day on which the electors vote, from which nobody can be sure who is in office
 */
export async function createElection(
  rev: Revision,
  about: { eventId: string; stateId: string; title?: OfficeTitle | null; votesOn?: Temporal.PlainDate | null },
): Promise<void> {
  const { eventId, stateId, title = null, votesOn = null } = about;
  await rev.act.db.insert(election).values({ eventId, stateId, title, votesOn, revision: rev.number });
}
