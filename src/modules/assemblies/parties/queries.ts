import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../register/index.ts';
import { mayReadSittings } from '../policy.ts';
import { agendaItem, ballot, proxy, recusal, sitting, sittingVoter, vote } from '../schema.ts';
import type { AgendaItem, Sitting, Vote } from '../schema.ts';

/** What a party did at one sitting. */
export interface PartySitting {
  sitting: Sitting;
  /** As it was frozen; null where the sitting has not opened. */
  voter: typeof sittingVoter.$inferSelect | null;
  /** Whoever was given its proxy, and those whose proxy it was given; without those taken back. */
  given: PartyRef[];
  held: PartyRef[];
  /** What it voted by name, in votes that are closed. */
  votes: { vote: Vote; item: AgendaItem; choice: string; voices: number }[];
  recusals: { item: AgendaItem; reason: string }[];
}

/** The sittings on whose list a party was, or for which it gave or was given a proxy, the latest first. @throws Forbidden */
export async function listPartySittings(act: Act, partyId: string): Promise<PartySitting[]> {
  if (!mayReadSittings(act.actor)) throw new Forbidden();
  const voters = await act.db.select().from(sittingVoter).where(eq(sittingVoter.partyId, partyId));
  const proxies = (
    await act.db
      .select()
      .from(proxy)
      .where(or(eq(proxy.principalId, partyId), eq(proxy.holderId, partyId)))
      .orderBy(asc(proxy.at))
  ).filter(({ revokedAt }) => revokedAt === null);
  const ids = [...new Set([...voters, ...proxies].map((one) => one.sittingId))];
  if (ids.length === 0) return [];
  const sittings = await act.db.select().from(sitting).where(inArray(sitting.id, ids)).orderBy(desc(sitting.startsAt));
  const votes = await act.db
    .select({ vote, item: agendaItem, choice: ballot.choice, voices: ballot.voices })
    .from(ballot)
    .innerJoin(vote, eq(vote.id, ballot.voteId))
    .innerJoin(agendaItem, eq(agendaItem.id, vote.itemId))
    .where(eq(ballot.partyId, partyId))
    .orderBy(asc(vote.number), asc(ballot.choice));
  const recusals = await act.db
    .select({ item: agendaItem, reason: recusal.reason, liftedAt: recusal.liftedAt })
    .from(recusal)
    .innerJoin(agendaItem, eq(agendaItem.id, recusal.itemId))
    .where(and(eq(recusal.partyId, partyId), inArray(agendaItem.sittingId, ids)));
  const names = await findPartiesById(
    act.db,
    proxies.flatMap((one) => [one.principalId, one.holderId]),
    await asKnownNow(act),
  );
  return sittings.map((one) => ({
    sitting: one,
    voter: voters.find(({ sittingId }) => sittingId === one.id) ?? null,
    given: proxies.filter((of) => of.sittingId === one.id && of.principalId === partyId).map((of) => names.get(of.holderId)!),
    held: proxies.filter((of) => of.sittingId === one.id && of.holderId === partyId).map((of) => names.get(of.principalId)!),
    votes: votes.filter((of) => of.vote.sittingId === one.id),
    recusals: recusals.filter((of) => of.item.sittingId === one.id && of.liftedAt === null),
  }));
}
