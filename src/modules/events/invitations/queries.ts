import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import type { Localized } from '../../../kernel/i18n/lang.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../register/index.ts';
import { mayReadPreparation } from '../policy.ts';
import {
  invitationLine,
  invitationList,
  invitationListStep,
  type InvitationListStep,
  invitationRecipient,
  type InvitationRecipient,
} from '../schema.ts';
import type { ListState, Verdict } from '../vocabulary.ts';
import type { ComputedList } from './compute.ts';
import { compareLines, type Difference } from './rules.ts';

/** A party of a kept list, in or out, and why. */
export interface KeptLine {
  party: PartyRef;
  verdict: Verdict;
  isDecided: boolean;
  reason: Localized & { en: string };
}

/** A list as it was shown, with what was decided about it. */
export interface KeptList {
  id: string;
  meetingId: string;
  number: number;
  day: Temporal.PlainDate;
  revision: number;
  digest: string;
  state: ListState;
  /** The latest first. */
  steps: InvitationListStep[];
  /** By name. */
  lines: KeptLine[];
}

/** One list of an event by its number. @throws Forbidden, Missing */
export async function findList(act: Act, meetingId: string, number: number): Promise<KeptList> {
  if (!mayReadPreparation(act.actor)) throw new Forbidden();
  const [row] = await act.db
    .select()
    .from(invitationList)
    .where(and(eq(invitationList.meetingId, meetingId), eq(invitationList.number, number)));
  if (!row) throw new Missing(`list ${number}`);
  return loadList(act, row);
}

export interface ListSummary {
  number: number;
  day: Temporal.PlainDate;
  state: ListState;
  at: Temporal.Instant;
  by: string;
}

/** The lists of an event, the latest first. @throws Forbidden */
export async function listLists(act: Act, meetingId: string): Promise<ListSummary[]> {
  if (!mayReadPreparation(act.actor)) throw new Forbidden();
  return act.db
    .selectDistinctOn([invitationList.number], {
      number: invitationList.number,
      day: invitationList.day,
      state: invitationListStep.state,
      at: invitationListStep.at,
      by: invitationListStep.by,
    })
    .from(invitationList)
    .innerJoin(invitationListStep, eq(invitationListStep.listId, invitationList.id))
    .where(eq(invitationList.meetingId, meetingId))
    .orderBy(desc(invitationList.number), desc(invitationListStep.number));
}

/** The last list that was signed and not abandoned; null where there is none. The caller has checked who asks. */
export async function findSignedList(act: Act, meetingId: string): Promise<KeptList | null> {
  const rows = await act.db
    .select()
    .from(invitationList)
    .where(eq(invitationList.meetingId, meetingId))
    .orderBy(desc(invitationList.number));
  for (const row of rows) {
    const steps = await listSteps(act, row.id);
    if (steps[0]?.state === 'approved' || steps[0]?.state === 'sent') return loadList(act, row, steps);
  }
  return null;
}

/** What changed of a party since a list was signed. */
export interface LineDifference {
  party: PartyRef;
  difference: Difference;
  before: KeptLine | null;
  after: ComputedList['lines'][number] | null;
}

/** What a list computed now says otherwise than one that was kept, by name. */
export function compareLists(before: KeptList, after: ComputedList): LineDifference[] {
  const was = new Map(before.lines.map((line) => [line.party.id, line]));
  const is = new Map(after.lines.map((line) => [line.party.id, line]));
  return [...new Set([...was.keys(), ...is.keys()])]
    .flatMap((id) => {
      const [one, other] = [was.get(id) ?? null, is.get(id) ?? null];
      const difference = compareLines(
        one ? { verdict: one.verdict, reason: one.reason.fr } : undefined,
        other ? { verdict: other.verdict, reason: other.reason('fr') } : undefined,
      );
      return difference ? [{ party: (other ?? one)!.party, difference, before: one, after: other }] : [];
    })
    .toSorted((one, other) => collator('fr').compare(one.party.name.fr, other.party.name.fr));
}

/** Who is written to on behalf of these parties for an event, the addressee first. */
export async function findRecipients(
  act: Act,
  meetingId: string,
  partyIds: readonly string[],
): Promise<Map<string, InvitationRecipient[]>> {
  if (!mayReadPreparation(act.actor)) throw new Forbidden();
  if (partyIds.length === 0) return new Map();
  const rows = await act.db
    .select()
    .from(invitationRecipient)
    .where(and(eq(invitationRecipient.meetingId, meetingId), inArray(invitationRecipient.partyId, [...partyIds])))
    .orderBy(asc(invitationRecipient.position));
  return Map.groupBy(rows, (row) => row.partyId);
}

async function loadList(act: Act, row: typeof invitationList.$inferSelect, steps?: InvitationListStep[]): Promise<KeptList> {
  const lines = await act.db.select().from(invitationLine).where(eq(invitationLine.listId, row.id));
  const parties = await findPartiesById(
    act.db,
    lines.map(({ partyId }) => partyId),
    await asKnownNow(act),
  );
  const kept = steps ?? (await listSteps(act, row.id));
  return {
    ...row,
    steps: kept,
    state: kept[0]!.state,
    lines: lines
      .map((line) => ({
        party: parties.get(line.partyId)!,
        verdict: line.verdict,
        isDecided: line.exceptionId !== null,
        reason: { fr: line.reasonFr, en: line.reasonEn },
      }))
      .toSorted((one, other) => collator('fr').compare(one.party.name.fr, other.party.name.fr)),
  };
}

async function listSteps(act: Act, listId: string): Promise<InvitationListStep[]> {
  return act.db.select().from(invitationListStep).where(eq(invitationListStep.listId, listId)).orderBy(desc(invitationListStep.number));
}
