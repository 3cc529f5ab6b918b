import { randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { actorId, actorName, requireCity } from '../../../kernel/actor.ts';
import { findAnswerLink } from '../../../kernel/answers/links.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Missing, Refused } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { asKnownNow, findPartiesById, findParty, type PartyRef } from '../../register/index.ts';
import { openDelegation } from '../delegations/commands.ts';
import { holdMeeting, lockMeeting } from '../meetings/commands.ts';
import { getMeetings, type PreparedMeeting } from '../meetings/queries.ts';
import { say } from '../messages.ts';
import { invitation, invitationAnswer, type InvitationAnswer, invitationMail, type InvitationMail } from '../schema.ts';
import type { AnswerWay } from '../vocabulary.ts';
import type { NewAnswer } from './input.ts';
import { isLate } from './rules.ts';
import { answerPurpose } from './sending.ts';

/** What a link in a mail asks. `closed` and `expired` links show what was answered, and take nothing more. */
export interface AskedInvitation {
  state: 'open' | 'closed' | 'expired';
  held: PreparedMeeting;
  party: PartyRef;
  /** To whom the mail was sent. */
  mail: InvitationMail;
  /** The last answer of the party, whoever gave it. */
  answer: InvitationAnswer | null;
}

/** The invitation behind a link; null where the link is none of ours. */
export async function findAsked(act: Act, token: string): Promise<AskedInvitation | null> {
  const link = await findAnswerLink(act, answerPurpose, token);
  if (!link) return null;
  const [row] = await act.db
    .select({ mail: invitationMail, invitation })
    .from(invitationMail)
    .innerJoin(invitation, eq(invitation.id, invitationMail.invitationId))
    .where(eq(invitationMail.id, link.subject));
  const [held] = row ? await getMeetings(act, [row.invitation.meetingId]) : [];
  if (!row || !held) return null;
  const party = (await findPartiesById(act.db, [row.invitation.partyId], await asKnownNow(act))).get(row.invitation.partyId);
  return party ? { state: link.state, held, party, mail: row.mail, answer: await findLastAnswer(act, row.invitation.id) } : null;
}

/**
 * Answers by the link of a mail, in the name of whom it was sent to. One may change one's mind until the link closes: each
 * answer is kept, the last one holds.
 * @throws Missing; Refused where the link is too old or the event cancelled
 */
export async function answerByLink(act: Act, token: string, input: NewAnswer): Promise<void> {
  await inTransaction(act, async (act) => {
    const asked = await findAsked(act, token);
    if (!asked) throw new Missing('invitation');
    if (asked.state !== 'open') throw new Refused(say.later('answer.closed'));
    await writeAnswer(act, asked.held, asked.mail.invitationId, asked.party.id, input, 'link', asked.mail.name);
  });
}

/** Answers on behalf of one's own city, from its space. @throws Forbidden; Missing where it is not invited; Refused */
export async function answerForOwn(act: Act, slug: string, input: NewAnswer): Promise<void> {
  const partyId = requireCity(act.actor);
  await inTransaction(act, async (act) => {
    const held = await holdMeeting(act, slug);
    const own = await findInvitation(act, held.id, partyId);
    await writeAnswer(act, held, own.id, partyId, input, 'space', actorName(act.actor));
  });
}

/** Writes down an answer that came by telephone or on paper. @throws Forbidden, Missing, Refused */
export async function recordAnswer(act: Act, slug: string, partySlug: string, input: NewAnswer): Promise<void> {
  await inTransaction(act, async (act) => {
    const held = await lockMeeting(act, slug);
    const party = await findParty(act.db, partySlug, await asKnownNow(act));
    if (!party) throw new Missing(`party ${partySlug}`);
    const found = await findInvitation(act, held.id, party.id);
    await writeAnswer(act, held, found.id, party.id, input, 'staff', actorName(act.actor));
  });
}

async function writeAnswer(
  act: Act,
  held: PreparedMeeting,
  invitationId: string,
  partyId: string,
  { answer, message }: NewAnswer,
  via: AnswerWay,
  by: string,
): Promise<void> {
  if (held.event.status === 'cancelled') throw new Refused(say.later('meeting.cancelled'));
  // Two answers at once take their turn on the invitation.
  await act.db.select({ id: invitation.id }).from(invitation).where(eq(invitation.id, invitationId)).for('update');
  const last = await findLastAnswer(act, invitationId);
  await act.db.insert(invitationAnswer).values({
    id: randomUUID(),
    invitationId,
    number: (last?.number ?? 0) + 1,
    answer,
    message,
    via,
    isLate: isLate(dayOf(act.now), held.answersBy),
    at: act.now,
    byId: actorId(act.actor),
    by,
  });
  if (answer === 'accepted') await openDelegation(act, held, partyId);
  await audit(act, { command: 'invitation.answer', subject: held.slug, detail: { party: partyId, answer, via } });
}

async function findInvitation(act: Act, meetingId: string, partyId: string): Promise<{ id: string }> {
  const [found] = await act.db
    .select({ id: invitation.id })
    .from(invitation)
    .where(and(eq(invitation.meetingId, meetingId), eq(invitation.partyId, partyId)));
  if (!found) throw new Missing('invitation');
  return found;
}

async function findLastAnswer(act: Act, invitationId: string): Promise<InvitationAnswer | null> {
  const [last] = await act.db
    .select()
    .from(invitationAnswer)
    .where(eq(invitationAnswer.invitationId, invitationId))
    .orderBy(desc(invitationAnswer.number))
    .limit(1);
  return last ?? null;
}
