import { asc, desc, eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { At } from '../../../kernel/collections.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import type { Lang, Message } from '../../../kernel/i18n/lang.ts';
import type { PartyRef } from '../../register/index.ts';
import { invitationException, type InvitationException, invitationRule } from '../schema.ts';
import type { Verdict } from '../vocabulary.ts';
import { loadCandidates, loadNamed } from './candidates.ts';
import { reasonOf, reasonOfException } from './reasons.ts';
import { type Candidate, decide } from './rules.ts';

export type InvitationRule = typeof invitationRule.$inferSelect;

/** One party of a list, in or out, and why. */
export interface ComputedLine {
  party: PartyRef;
  verdict: Verdict;
  /** The decision that holds against the rule, where there is one. */
  exception: InvitationException | null;
  reason: Message;
  facts: Candidate;
}

/** A list as it stands now: nothing of it is kept yet. */
export interface ComputedList {
  rule: InvitationRule;
  at: At;
  /** By name. */
  lines: ComputedLine[];
}

/** The list that the last rule gives on a day, decisions included; null while no rule is written. */
export async function computeList(act: Act, meetingId: string, at: At, lang: Lang = 'fr'): Promise<ComputedList | null> {
  const rule = await findRule(act, meetingId);
  if (!rule) return null;
  const exceptions = await findExceptions(act, meetingId);
  const decided = [...exceptions.values()].filter(({ verdict }) => verdict !== 'rule');
  const candidates = await loadCandidates(
    act.db,
    at,
    rule.blocks,
    decided.map(({ partyId }) => partyId),
  );
  const named = await loadNamed(act.db, at, rule.blocks);
  const { compare } = collator(lang);
  const lines = candidates.map((candidate): ComputedLine => {
    const outcome = decide(rule.blocks, candidate.facts, at.on);
    const reason = reasonOf(candidate, outcome, named, at.on);
    const { party, facts } = candidate;
    const exception = exceptions.get(party.id);
    if (!exception || exception.verdict === 'rule') return { party, facts, verdict: outcome.verdict, exception: null, reason };
    return { party, facts, verdict: exception.verdict, exception, reason: reasonOfException(exception.verdict, exception, reason) };
  });
  return { rule, at, lines: lines.toSorted((one, other) => compare(one.party.name.fr, other.party.name.fr)) };
}

/** The last rule of an event; null where none is written. */
export async function findRule(act: Act, meetingId: string): Promise<InvitationRule | null> {
  const [rule] = await act.db
    .select()
    .from(invitationRule)
    .where(eq(invitationRule.meetingId, meetingId))
    .orderBy(desc(invitationRule.number))
    .limit(1);
  return rule ?? null;
}

/** The last decision on each party of an event. */
export async function findExceptions(act: Act, meetingId: string): Promise<Map<string, InvitationException>> {
  const rows = await act.db
    .select()
    .from(invitationException)
    .where(eq(invitationException.meetingId, meetingId))
    .orderBy(asc(invitationException.number));
  return new Map(rows.map((row) => [row.partyId, row]));
}
