import { randomUUID } from 'node:crypto';
import { and, desc, eq, inArray, max } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { createAnswerLink } from '../../../kernel/answers/links.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { findContacts, findHeads, findParty } from '../../register/index.ts';
import { lockMeeting } from '../meetings/commands.ts';
import { type PreparedMeeting, today } from '../meetings/queries.ts';
import { say } from '../messages.ts';
import { invitation, invitationAnswer, invitationMail, invitationRecipient } from '../schema.ts';
import type { NewRecipient } from './input.ts';
import { lockSignedList, takeStep } from './list-commands.ts';
import { mailInvitation } from './mails.ts';
import { findRecipients, type KeptList } from './queries.ts';

/** What the links in invitations are for. */
export const answerPurpose = 'event_invitation';

/** Days after an event during which its links still answer: those who could not come say so late. */
const daysAfter = 30;

/** A party that a list invites, and who would be written to; an empty list is a party that has no address. */
export interface Dispatch {
  partyId: string;
  isInvited: boolean;
  recipients: { personId: string | null; name: string; email: string; lang: 'fr' | 'en' }[];
}

/**
 * Who the list would be sent to: the recipients that staff chose, or else the head of the party and their focal point as
 * the register knows them.
 */
export async function planSending(act: Act, held: PreparedMeeting, list: KeptList): Promise<Dispatch[]> {
  const partyIds = list.lines.filter(({ verdict }) => verdict === 'in').map(({ party }) => party.id);
  const chosen = await findRecipients(act, held.id, partyIds);
  const usual = await findUsualRecipients(act, partyIds);
  const invited = new Set(
    (await act.db.select({ partyId: invitation.partyId }).from(invitation).where(eq(invitation.meetingId, held.id))).map(
      ({ partyId }) => partyId,
    ),
  );
  return partyIds.map((partyId) => ({
    partyId,
    isInvited: invited.has(partyId),
    recipients: chosen.get(partyId) ?? usual.get(partyId) ?? [],
  }));
}

/** Whom the register would write to: the head of each party and their focal point, as far as it has an address of them. */
export async function findUsualRecipients(act: Act, partyIds: readonly string[]): Promise<Map<string, Dispatch['recipients']>> {
  const at = await today(act);
  const heads = await findHeads(act.db, at, partyIds);
  const contacts = await findContacts(
    act,
    [...heads.values()].map(({ person }) => person.id),
    at,
  );
  return new Map(
    [...heads].map(([partyId, { person }]) => {
      const { email, assistant } = contacts.get(person.id) ?? {};
      const addresses = [email, assistant].filter((one) => one !== undefined).filter(isAddress);
      return [partyId, [...new Set(addresses)].map((email) => ({ personId: person.id, name: person.name, email, lang: 'fr' }))];
    }),
  );
}

/**
 * Sends the invitations of a signed list, once to each party. A party without an address stays to be written to: sending
 * again reaches those who have one since, and nobody else.
 * @returns how many parties were written to
 * @throws Forbidden, Missing; Refused where the list is not signed, or another was since; where the event is cancelled
 */
export async function sendInvitations(act: Act, slug: string, number: number): Promise<number> {
  return inTransaction(act, async (act) => {
    const { held, list } = await lockSignedList(act, slug, number);
    refuseCancelled(held);
    if (list.state === 'proposed' || list.state === 'abandoned') throw new Refused(say.later('list.unsigned'));
    const waiting = (await planSending(act, held, list)).filter(({ isInvited, recipients }) => !isInvited && recipients.length > 0);
    for (const { partyId, recipients } of waiting) {
      const id = randomUUID();
      await act.db.insert(invitation).values({
        id,
        meetingId: held.id,
        listId: list.id,
        partyId,
        verdict: 'in',
        at: act.now,
        byId: actorId(act.actor),
        by: actorName(act.actor),
      });
      await keepRecipients(act, held.id, partyId, recipients);
      await writeTo(act, held, { invitationId: id, partyId, round: 0 }, recipients);
    }
    if (list.state === 'approved') await takeStep(act, list, 'sent');
    await audit(act, { command: 'invitation.send', subject: slug, detail: { list: number, parties: waiting.length } });
    return waiting.length;
  });
}

/**
 * Reminds the parties that have not answered, at most once a day.
 * @returns how many parties were written to @throws Forbidden, Missing; Refused where the event is cancelled
 */
export async function sendReminders(act: Act, slug: string): Promise<number> {
  return inTransaction(act, async (act) => {
    const held = await lockMeeting(act, slug);
    refuseCancelled(held);
    const waiting = await listSilent(act, held.id);
    const recipients = await findRecipients(
      act,
      held.id,
      waiting.map(({ partyId }) => partyId),
    );
    const due = waiting.filter(({ partyId, lastAt }) => recipients.has(partyId) && (!lastAt || !dayOf(lastAt).equals(dayOf(act.now))));
    for (const one of due) await writeTo(act, held, { ...one, round: one.round + 1 }, recipients.get(one.partyId)!);
    await audit(act, { command: 'invitation.remind', subject: slug, detail: { parties: due.length } });
    return due.length;
  });
}

/**
 * Adds someone who is written to on behalf of a party: the first is the addressee, the next get a copy. Where the party is
 * already invited, the invitation is sent to them at once.
 * @throws Forbidden, Missing; Invalid where they are written to already
 */
export async function addRecipient(act: Act, slug: string, partySlug: string, { name, email, lang }: NewRecipient): Promise<void> {
  await inTransaction(act, async (act) => {
    const held = await lockMeeting(act, slug);
    const party = await findParty(act.db, partySlug, await today(act));
    if (!party) throw new Missing(`party ${partySlug}`);
    const known = (await findRecipients(act, held.id, [party.id])).get(party.id) ?? [];
    if (known.some((one) => one.email === email)) throw new Invalid({ email: say.later('recipient.known') });
    const added = { personId: null, name, email, lang };
    await keepRecipients(act, held.id, party.id, [added], known.length);
    const [sent] = await act.db
      .select({ id: invitation.id })
      .from(invitation)
      .where(and(eq(invitation.meetingId, held.id), eq(invitation.partyId, party.id)));
    if (sent) await writeTo(act, held, { invitationId: sent.id, partyId: party.id, round: 0 }, [added], known.length);
    await audit(act, { command: 'invitation.addRecipient', subject: slug, detail: { party: partySlug } });
  });
}

interface Silent {
  invitationId: string;
  partyId: string;
  /** The last reminder; 0 for none. */
  round: number;
  lastAt: Temporal.Instant | null;
}

/** The invited parties that have not said yes nor no. */
async function listSilent(act: Act, meetingId: string): Promise<Silent[]> {
  const invited = await act.db.select().from(invitation).where(eq(invitation.meetingId, meetingId));
  const ids = invited.map(({ id }) => id);
  if (ids.length === 0) return [];
  const last = await act.db
    .selectDistinctOn([invitationAnswer.invitationId], { id: invitationAnswer.invitationId, answer: invitationAnswer.answer })
    .from(invitationAnswer)
    .where(inArray(invitationAnswer.invitationId, ids))
    .orderBy(invitationAnswer.invitationId, desc(invitationAnswer.number));
  const settled = new Set(last.filter(({ answer }) => answer !== 'undecided').map(({ id }) => id));
  const rounds = await act.db
    .select({ id: invitationMail.invitationId, round: max(invitationMail.round), at: max(invitationMail.at) })
    .from(invitationMail)
    .where(inArray(invitationMail.invitationId, ids))
    .groupBy(invitationMail.invitationId);
  const byId = new Map(rounds.map((row) => [row.id, row]));
  return invited
    .filter(({ id }) => !settled.has(id))
    .map(({ id, partyId }) => ({ invitationId: id, partyId, round: byId.get(id)?.round ?? 0, lastAt: byId.get(id)?.at ?? null }));
}

async function keepRecipients(act: Act, meetingId: string, partyId: string, recipients: Dispatch['recipients'], after = 0): Promise<void> {
  await act.db
    .insert(invitationRecipient)
    .values(
      recipients.map(({ personId, name, email, lang }, index) => ({
        meetingId,
        partyId,
        position: after + index + 1,
        personId,
        name,
        email,
        lang,
        addedAt: act.now,
        addedBy: actorName(act.actor),
      })),
    )
    .onConflictDoNothing();
}

/** Writes to each recipient, each with a link of their own: the answer then says who gave it. */
async function writeTo(
  act: Act,
  held: PreparedMeeting,
  { invitationId, partyId, round }: { invitationId: string; partyId: string; round: number },
  recipients: readonly Dispatch['recipients'][number][],
  after = 0,
): Promise<void> {
  const lastDay = held.event.endsOn ?? held.event.startsOn;
  const usual = dayOf(act.now).add({ days: 365 });
  const until = (lastDay && Temporal.PlainDate.compare(lastDay, dayOf(act.now)) >= 0 ? lastDay : usual).add({ days: daysAfter });
  for (const [index, { name, email, lang }] of recipients.entries()) {
    const id = randomUUID();
    const position = after + index + 1;
    await act.db.insert(invitationMail).values({
      id,
      invitationId,
      round,
      position,
      name,
      email,
      lang,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
    const token = await createAnswerLink(act, { purpose: answerPurpose, subject: id, expiresAt: until.toZonedDateTime('UTC').toInstant() });
    await mailInvitation(act, held, {
      key: `event-invitation:${invitationId}:${round}:${position}`,
      partyId,
      round,
      name,
      email,
      lang,
      token,
    });
  }
}

function refuseCancelled({ event }: PreparedMeeting): void {
  if (event.status === 'cancelled') throw new Refused(say.later('meeting.cancelled'));
}

function isAddress(text: string): boolean {
  return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text);
}
