import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { requireCity } from '../../../kernel/actor.ts';
import { Missing } from '../../../kernel/errors.ts';
import type { Localized } from '../../../kernel/i18n/lang.ts';
import { listDelegates, type ListedDelegate } from '../delegations/queries.ts';
import { type InvitedParty, loadInvited } from '../invitations/follow-up.ts';
import { getMeetings, type PreparedMeeting } from '../meetings/queries.ts';
import { delegation, invitation, invitationLine, invitationList, invitationListStep, meeting } from '../schema.ts';
import type { Verdict } from '../vocabulary.ts';

/** What a city reads of an event: whether it is invited, why, who signed it; what it answered; who comes on its behalf. */
export interface OwnMeeting {
  held: PreparedMeeting;
  /** The last signed list that speaks of it. */
  line: { verdict: Verdict; reason: Localized; signedBy: string; signedAt: Temporal.Instant } | null;
  invited: InvitedParty | null;
  delegation: { quota: number; delegates: ListedDelegate[] } | null;
}

/** The events about which a signed list speaks of one's own city, or to which it is delegated, the latest first. @throws Forbidden */
export async function listOwnMeetings(act: Act): Promise<OwnMeeting[]> {
  return loadMeetingsOf(act, requireCity(act.actor));
}

/** One of them. @throws Forbidden; Missing where nothing of it concerns one's own city */
export async function findOwnMeeting(act: Act, slug: string): Promise<OwnMeeting> {
  const found = (await listOwnMeetings(act)).find(({ held }) => held.slug === slug);
  if (!found) throw new Missing(`meeting ${slug}`);
  return found;
}

/** What a party may read of events: the caller has checked that whoever asks is the party, or staff. */
export async function loadMeetingsOf(act: Act, partyId: string): Promise<OwnMeeting[]> {
  const lines = await act.db
    .select({ line: invitationLine, meetingId: invitationList.meetingId, step: invitationListStep })
    .from(invitationLine)
    .innerJoin(invitationList, eq(invitationList.id, invitationLine.listId))
    .innerJoin(invitationListStep, and(eq(invitationListStep.listId, invitationList.id), eq(invitationListStep.state, 'approved')))
    .where(eq(invitationLine.partyId, partyId))
    .orderBy(desc(invitationList.number));
  const abandoned = await listAbandoned(
    act,
    lines.map(({ line }) => line.listId),
  );
  const invitations = await act.db.select().from(invitation).where(eq(invitation.partyId, partyId));
  const delegations = await act.db.select().from(delegation).where(eq(delegation.partyId, partyId));
  const standing = lines.filter(({ line }) => !abandoned.has(line.listId));
  const ids = new Set([...standing, ...invitations, ...delegations].map(({ meetingId }) => meetingId));
  const meetings = await getMeetings(act, [...ids]);
  const delegates = await listDelegates(
    act,
    delegations.map(({ id }) => id),
  );
  const own = await Promise.all(
    meetings.map(async (held): Promise<OwnMeeting> => {
      const found = standing.find(({ meetingId }) => meetingId === held.id);
      const sent = invitations.filter(({ meetingId }) => meetingId === held.id);
      const opened = delegations.find(({ meetingId }) => meetingId === held.id);
      return {
        held,
        line: found
          ? {
              verdict: found.line.verdict,
              reason: { fr: found.line.reasonFr, en: found.line.reasonEn },
              signedBy: found.step.by,
              signedAt: found.step.at,
            }
          : null,
        invited: (await loadInvited(act, sent))[0] ?? null,
        delegation: opened ? { quota: opened.quota, delegates: delegates.filter((one) => one.delegationId === opened.id) } : null,
      };
    }),
  );
  return own;
}

/** Which of these lists were given up after they were signed: nobody is told what they said. */
async function listAbandoned(act: Act, listIds: readonly string[]): Promise<Set<string>> {
  if (listIds.length === 0) return new Set();
  const rows = await act.db
    .select({ listId: invitationListStep.listId })
    .from(invitationListStep)
    .where(and(inArray(invitationListStep.listId, [...listIds]), eq(invitationListStep.state, 'abandoned')));
  return new Set(rows.map(({ listId }) => listId));
}

/** Where a mandate ends: the events to come at which someone is announced as the head of a delegation. */
export async function listHeadedMeetings(act: Act, partyId: string, personId: string): Promise<PreparedMeeting[]> {
  const delegations = await act.db
    .select({ id: delegation.id, meetingId: delegation.meetingId })
    .from(delegation)
    .innerJoin(meeting, eq(meeting.id, delegation.meetingId))
    .where(eq(delegation.partyId, partyId));
  const delegates = await listDelegates(
    act,
    delegations.map(({ id }) => id),
  );
  const headed = delegates.filter((one) => one.personId === personId && one.isHead && one.state !== 'withdrawn');
  const ids = delegations.filter(({ id }) => headed.some((one) => one.delegationId === id)).map(({ meetingId }) => meetingId);
  return getMeetings(act, ids);
}
