import { randomUUID } from 'node:crypto';
import { and, desc, eq, inArray, max } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { createAnswerLink } from '../../../kernel/answers/links.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { findRecipients as findLetterRecipients } from '../../publishing/index.ts';
import { asKnownNow, findParty } from '../../register/index.ts';
import { lockMeeting } from '../meetings/commands.ts';
import { type PreparedMeeting } from '../meetings/queries.ts';
import { say } from '../messages.ts';
import { invitation, invitationAnswer, invitationMail, invitationRecipient } from '../schema.ts';
import type { NewRecipient } from './input.ts';
import { lockSignedList, takeStep } from './list-commands.ts';
import { writeInvitation } from './letters.ts';
import { findRecipients, type KeptList } from './queries.ts';

/** What the links in invitations are for. */
export const answerPurpose = 'event_invitation';

/** Days after an event during which its links still answer: those who could not come say so late. */
const daysAfter = 30;

/** Someone who is written to on behalf of a party; without an address, on paper. */
export interface Addressee {
  personId: string | null;
  name: string;
  email: string | null;
  lang: Lang;
  /** The address of the envelope. */
  lines: string[];
}

/** A party that a list invites, and who would be written to. */
export interface Dispatch {
  partyId: string;
  isInvited: boolean;
  recipients: Addressee[];
}

/**
 * Who the list would be sent to: the recipients that staff chose, or else whoever letters to the party go to.
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
  return partyIds.map((partyId) => {
    const known = chosen.get(partyId)?.map((one) => ({ ...one, lines: usual.get(partyId)?.lines ?? [one.name] }));
    return { partyId, isInvited: invited.has(partyId), recipients: known ?? [usual.get(partyId)!] };
  });
}

/** Whom letters to these parties go to, where nobody was chosen. */
export async function findUsualRecipients(act: Act, partyIds: readonly string[]): Promise<Map<string, Addressee>> {
  const found = await findLetterRecipients(act, partyIds);
  return new Map(
    [...found].map(([partyId, { party, head, lang, email, lines }]) => [
      partyId,
      { personId: head?.person.id ?? null, name: head?.person.name ?? inLang(party.name, lang), email, lang, lines },
    ]),
  );
}

/**
 * Sends the invitations of a signed list, once to each party; on paper to those that have no address. Sending again writes
 * to nobody twice.
 * @returns how many parties were written to
 * @throws Forbidden, Missing; Refused where the list is not signed, or another was since; where the event is cancelled
 */
export async function sendInvitations(act: Act, slug: string, number: number): Promise<number> {
  return inTransaction(act, async (act) => {
    const { held, list } = await lockSignedList(act, slug, number);
    refuseCancelled(held);
    if (list.state === 'proposed' || list.state === 'abandoned') throw new Refused(say.later('list.unsigned'));
    const waiting = (await planSending(act, held, list)).filter(({ isInvited }) => !isInvited);
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
    const partyIds = waiting.map(({ partyId }) => partyId);
    const chosen = await findRecipients(act, held.id, partyIds);
    const usual = await findUsualRecipients(act, partyIds);
    const due = waiting.filter(({ lastAt }) => !lastAt || !dayOf(lastAt).equals(dayOf(act.now)));
    for (const one of due) {
      const known = chosen.get(one.partyId)?.map((to) => ({ ...to, lines: [to.name] }));
      await writeTo(act, held, { ...one, round: one.round + 1 }, known ?? [usual.get(one.partyId)!]);
    }
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
    const party = await findParty(act.db, partySlug, await asKnownNow(act));
    if (!party) throw new Missing(`party ${partySlug}`);
    const known = (await findRecipients(act, held.id, [party.id])).get(party.id) ?? [];
    if (known.some((one) => one.email === email)) throw new Invalid({ email: say.later('recipient.known') });
    const added = { personId: null, name, email, lang, lines: [name] };
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

/** Keeps to whom it was written, so that reminders go there too; whoever has no address is looked up again. */
async function keepRecipients(act: Act, meetingId: string, partyId: string, recipients: readonly Addressee[], after = 0): Promise<void> {
  const rows = recipients.flatMap(({ personId, name, email, lang }, index) =>
    email === null
      ? []
      : [{ meetingId, partyId, position: after + index + 1, personId, name, email, lang, addedAt: act.now, addedBy: actorName(act.actor) }],
  );
  if (rows.length > 0) await act.db.insert(invitationRecipient).values(rows).onConflictDoNothing();
}

/** Writes to each recipient, each with a link of their own: the answer then says who gave it. */
async function writeTo(
  act: Act,
  held: PreparedMeeting,
  { invitationId, partyId, round }: { invitationId: string; partyId: string; round: number },
  recipients: readonly Addressee[],
  after = 0,
): Promise<void> {
  const lastDay = held.event.endsOn ?? held.event.startsOn;
  const usual = dayOf(act.now).add({ days: 365 });
  const until = (lastDay && Temporal.PlainDate.compare(lastDay, dayOf(act.now)) >= 0 ? lastDay : usual).add({ days: daysAfter });
  for (const [index, to] of recipients.entries()) {
    const id = randomUUID();
    const position = after + index + 1;
    const token = await createAnswerLink(act, { purpose: answerPurpose, subject: id, expiresAt: until.toZonedDateTime('UTC').toInstant() });
    const channel = await writeInvitation(act, held, { key: `invitation:${invitationId}:${round}:${position}`, partyId, round, to, token });
    const { name, email, lang } = to;
    await act.db.insert(invitationMail).values({
      id,
      invitationId,
      round,
      position,
      name,
      email,
      lang,
      channel,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
  }
}

function refuseCancelled({ event }: PreparedMeeting): void {
  if (event.status === 'cancelled') throw new Refused(say.later('meeting.cancelled'));
}
