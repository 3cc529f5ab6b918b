import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { sittingEntry, vote, voteResult } from '../schema.ts';
import { destroyUrn, listUrns } from './urn.ts';

/** Destroys the urns whose vote is closed, cancelled, or was never opened: a process may have died before it did. */
export async function sweepUrns(act: Act): Promise<number> {
  const urns = await listUrns(act.files);
  if (urns.length === 0) return 0;
  const isCancelled = sql`exists (select 1 from ${sittingEntry} where ${sittingEntry.sittingId} = ${vote.sittingId}
    and ${sittingEntry.kind} = 'vote_cancelled' and ${sittingEntry.data} ->> 'vote' = ${vote.id}::text)`;
  const open = await act.db
    .select({ id: vote.id })
    .from(vote)
    .leftJoin(voteResult, eq(voteResult.voteId, vote.id))
    .where(and(inArray(vote.id, urns), sql`${voteResult.voteId} is null`, sql`not ${isCancelled}`));
  const kept = new Set(open.map(({ id }) => id));
  const lost = urns.filter((id) => !kept.has(id));
  for (const id of lost) await destroyUrn(act.files, id);
  return lost.length;
}
