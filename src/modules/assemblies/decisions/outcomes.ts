import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../../kernel/db/db.ts';
import { decision, decisionCancellation, vote, voteResult } from '../schema.ts';

/** What came of an item: a decision, or the vote that rejected it. */
export interface ItemOutcome {
  decisionId: string | null;
  code: string | null;
  voteId: string | null;
}

/** What came of the items of a sitting, by item: the decision that still holds, else the last vote that rejected it. Whoever calls has checked who asks. */
export async function listItemOutcomes(db: Db, sittingId: string): Promise<Map<string, ItemOutcome>> {
  const rejected = await db
    .select({ itemId: vote.itemId, voteId: vote.id })
    .from(vote)
    .innerJoin(voteResult, eq(voteResult.voteId, vote.id))
    .where(and(eq(vote.sittingId, sittingId), sql`${voteResult.result} ->> 'outcome' = 'rejected'`))
    .orderBy(asc(vote.number));
  const decided = await db
    .select({ itemId: decision.itemId, decisionId: decision.id, code: decision.code, voteId: decision.voteId })
    .from(decision)
    .leftJoin(decisionCancellation, eq(decisionCancellation.decisionId, decision.id))
    .where(and(eq(decision.sittingId, sittingId), isNull(decisionCancellation.decisionId)))
    .orderBy(asc(decision.number));
  return new Map([
    ...rejected.map(({ itemId, voteId }): [string, ItemOutcome] => [itemId, { decisionId: null, code: null, voteId }]),
    ...decided.map(({ itemId, ...one }): [string, ItemOutcome] => [itemId, one]),
  ]);
}
