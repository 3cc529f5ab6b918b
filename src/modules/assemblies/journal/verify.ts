import { eq, inArray } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { mayReadSittings } from '../policy.ts';
import { ballot, vote, voteResult } from '../schema.ts';
import { getSitting } from '../sittings/commands.ts';
import { tally, type Voices } from '../votes/rules.ts';
import { digestOf } from './digest.ts';
import { compareReplay, isSame, replay } from './replay.ts';
import { listHappenings } from './scene.ts';
import { voicesOf } from './state.ts';

/** Where a sitting, told again, is not what was recorded. */
export interface Fault {
  what: 'quorum' | 'result' | 'digest' | 'ballots';
  /** The number of the entry, or of the vote. */
  where: number;
}

export interface ReplayReport {
  entries: number;
  votes: number;
  /** Entries that lost a name to an erasure, and are what the journal says they became. */
  erased: number;
  faults: Fault[];
}

/**
 * Tells a sitting again from its journal: each entry is bound to those before it, the quorum at each moment and each result come
 * out the same, and the ballots kept add up to what was announced.
 * @throws Forbidden, Missing
 */
export async function replaySitting(act: Act, slug: string): Promise<ReplayReport> {
  if (!mayReadSittings(act.actor)) throw new Forbidden();
  const found = await getSitting(act, slug);
  const entries = await listHappenings(act, found.id);
  const faults: Fault[] = compareReplay(entries).map(({ what, entry }) => ({ what, where: entry }));
  const became = entries.flatMap(({ happening }) => (happening.kind === 'erased' ? happening.entries : []));
  let previous: string | null = null;
  let erased = 0;
  for (const [index, entry] of entries.entries()) {
    const { number } = entry;
    const digest = digestOf(entry, previous);
    const isErased = entry.digest !== digest && became.some((one) => one.number === number && one.digest === digest);
    if (isErased) erased += 1;
    if ((entry.digest !== digest && !isErased) || number !== index + 1) faults.push({ what: 'digest', where: number });
    previous = entry.digest;
  }
  const votes = await act.db.select().from(vote).where(eq(vote.sittingId, found.id));
  faults.push(...(await findWrongVotes(act, votes, replay(entries.map(({ happening }) => happening)))));
  return { entries: entries.length, votes: votes.length, erased, faults: faults.toSorted((one, other) => one.where - other.where) };
}

async function findWrongVotes(act: Act, votes: readonly (typeof vote.$inferSelect)[], state: ReturnType<typeof replay>): Promise<Fault[]> {
  if (votes.length === 0) return [];
  const ids = votes.map(({ id }) => id);
  const results = await act.db.select().from(voteResult).where(inArray(voteResult.voteId, ids));
  const ballots = Map.groupBy(await act.db.select().from(ballot).where(inArray(ballot.voteId, ids)), (one) => one.voteId);
  return votes.flatMap(({ id, number, method }): Fault[] => {
    const told = state.votes.get(id);
    const kept = results.find((one) => one.voteId === id)?.result ?? null;
    if (!isSame(told?.result ?? null, kept)) return [{ what: 'result', where: number }];
    if (!told?.result || method === 'hands') return [];
    const sum = tally((ballots.get(id) ?? []).map((one): Voices => ({ [one.choice]: one.voices })));
    // Of a secret vote the journal says how many voted, and the ballots what was voted.
    const said = method === 'secret' ? told.result.voices : voicesOf(told, null);
    return isSame(sum, said) ? [] : [{ what: 'ballots', where: number }];
  });
}
