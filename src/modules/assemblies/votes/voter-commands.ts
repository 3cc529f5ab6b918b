import { eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { findAnswerLink } from '../../../kernel/answers/links.ts';
import { Missing, Refused } from '../../../kernel/errors.ts';
import { inSitting } from '../journal/scene.ts';
import { say } from '../messages.ts';
import { vote } from '../schema.ts';
import { castBallot, type NewBallot } from './commands.ts';
import { voterLink } from './links.ts';

/**
 * Votes by the link of a voter, in their own name or in that of a party whose proxy they hold. Whoever has the link is the voter:
 * it was sent to them alone, and is nowhere here.
 * @param asked in whose name; their own where null
 * @returns false where that ballot was in already
 * @throws Missing where the link is none, or the vote of another sitting; Refused; Invalid
 */
export async function voteByLink(act: Act, token: string, voteId: string, asked: string | null, says: NewBallot['says']): Promise<boolean> {
  const { sittingId, partyId } = await readLink(act, token);
  const [found] = await act.db.select().from(vote).where(eq(vote.id, voteId));
  if (!found || found.sittingId !== sittingId) throw new Missing(`vote ${voteId}`);
  const party = asked ?? partyId;
  return castBallot(act, sittingId, { voteId, party, by: party === partyId ? null : partyId, says });
}

/** A voter says by their link that they are there: by video, where nobody sees them at the door. @throws Missing, Refused */
export async function arriveByLink(act: Act, token: string): Promise<void> {
  const { sittingId, partyId } = await readLink(act, token);
  await inSitting(act, { id: sittingId }, async (scene) => {
    if (scene.state.mode !== 'video') throw new Refused(say.later('voter.atTheDoor'));
    if (!scene.state.present.has(partyId)) await scene.record({ kind: 'arrived', party: partyId, remote: true });
  });
}

async function readLink(act: Act, token: string): Promise<{ sittingId: string; partyId: string }> {
  const link = await findAnswerLink(act, voterLink.purpose, token);
  if (!link) throw new Missing('link');
  if (link.state !== 'open') throw new Refused(say.later('voter.linkOver'));
  return voterLink.read(link.subject);
}
