import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { Refused } from '../../../kernel/errors.ts';
import type { Scene } from '../journal/scene.ts';
import { say } from '../messages.ts';
import { voteMark } from '../schema.ts';
import { openEnvelope, readUrn } from './urn.ts';
import type { Voices } from './rules.ts';

/** Takes away the marks, and the envelopes, of those whose ballots a recusal has taken away. @param before who had voted, by vote */
export async function removeLostMarks({ act, state }: Scene, before: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
  for (const vote of state.votes.values()) {
    const lost = [...(before.get(vote.id) ?? [])].filter((party) => !vote.ballots.has(party));
    if (lost.length > 0 && vote.method !== 'paper')
      await act.db.delete(voteMark).where(and(eq(voteMark.voteId, vote.id), inArray(voteMark.partyId, lost)));
  }
}

/** What every envelope of a secret vote holds, in no order that says whose it is. @throws Refused where the urn is lost */
export async function openEnvelopes({ act }: Scene, voteId: string): Promise<Voices[]> {
  const marks = await act.db
    .select({ envelope: voteMark.envelope })
    .from(voteMark)
    .where(and(eq(voteMark.voteId, voteId), isNotNull(voteMark.envelope)));
  const key = await readUrn(act.files, voteId);
  if (!key && marks.length > 0) throw new Refused(say.later('vote.urnLost'));
  return key ? marks.map(({ envelope }) => openEnvelope(key, envelope!)) : [];
}
