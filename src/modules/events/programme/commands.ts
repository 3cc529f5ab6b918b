import { randomUUID } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { formatDate } from '../../../kernel/i18n/format.ts';
import { asKnownNow, indexParties } from '../../register/index.ts';
import { lockMeeting } from '../meetings/commands.ts';
import { say } from '../messages.ts';
import { meetingRoom, meetingSession, sessionSpeaker } from '../schema.ts';
import type { NewSession } from './input.ts';

/**
 * Adds a session to the programme.
 * @returns its identifier
 * @throws Forbidden, Missing; Invalid field by field: an end before the start, an hour that summer time skips, a room that is
 * taken, a party that is unknown
 */
export async function addSession(act: Act, slug: string, input: NewSession): Promise<string> {
  return inTransaction(act, async (act) => {
    const held = await lockMeeting(act, slug);
    const id = randomUUID();
    await act.db.insert(meetingSession).values({ id, meetingId: held.id, ...(await readSession(act, held.id, input)) });
    await writeSpeakers(act, id, input);
    await audit(act, { command: 'session.add', subject: slug, detail: { session: id, title: input.titleFr } });
    return id;
  });
}

/** Changes a session; calendars that hold it are told. @throws Forbidden, Missing; Invalid; Refused once it is cancelled */
export async function changeSession(act: Act, slug: string, id: string, input: NewSession): Promise<void> {
  await inTransaction(act, async (act) => {
    const held = await lockMeeting(act, slug);
    await lockSession(act, held.id, id);
    await act.db
      .update(meetingSession)
      .set({ ...(await readSession(act, held.id, input, id)), revised: sql`${meetingSession.revised} + 1` })
      .where(eq(meetingSession.id, id));
    await act.db.delete(sessionSpeaker).where(eq(sessionSpeaker.sessionId, id));
    await writeSpeakers(act, id, input);
    const { titleFr, on, from, to } = input;
    const detail = { session: id, title: titleFr, on: on.toString(), from: from.toString(), to: to.toString() };
    await audit(act, { command: 'session.change', subject: slug, detail });
  });
}

/** Cancels a session, which stays in the programme as cancelled. @throws Forbidden, Missing; Refused where it is already */
export async function cancelSession(act: Act, slug: string, id: string, { reason }: { reason: string }): Promise<void> {
  await inTransaction(act, async (act) => {
    const held = await lockMeeting(act, slug);
    await lockSession(act, held.id, id);
    await act.db
      .update(meetingSession)
      .set({
        cancelledAt: act.now,
        cancelledBy: actorName(act.actor),
        cancelledBecause: reason,
        revised: sql`${meetingSession.revised} + 1`,
      })
      .where(eq(meetingSession.id, id));
    await audit(act, { command: 'session.cancel', subject: slug, detail: { session: id } });
  });
}

async function lockSession(act: Act, meetingId: string, id: string): Promise<void> {
  const [found] = await act.db
    .select()
    .from(meetingSession)
    .where(and(eq(meetingSession.id, id), eq(meetingSession.meetingId, meetingId)))
    .for('update');
  if (!found) throw new Missing(`session ${id}`);
  if (found.cancelledAt) throw new Refused(say.later('session.cancelled'));
}

type SessionValues = Omit<typeof meetingSession.$inferInsert, 'id' | 'meetingId'>;

async function readSession(act: Act, meetingId: string, input: NewSession, ownId?: string): Promise<SessionValues> {
  const { visibility, titleFr, titleEn, on, from, to, timeZone, room } = input;
  const [startsAt, endsAt] = [on.toPlainDateTime(from), on.toPlainDateTime(to)];
  if (Temporal.PlainDateTime.compare(startsAt, endsAt) >= 0) throw new Invalid({ to: say.later('session.reversed') });
  for (const [field, at] of [
    ['from', startsAt],
    ['to', endsAt],
  ] as const) {
    // Where clocks go forward, an hour of the wall does not exist that day.
    if (!at.toZonedDateTime(timeZone).toPlainDateTime().equals(at))
      throw new Invalid({ [field]: (lang) => say.in(lang)('session.skipped', { day: formatDate(on, lang), zone: timeZone }) });
  }
  if (room) await refuseTaken(act, meetingId, room, { startsAt, endsAt }, ownId);
  return { visibility, titleFr, titleEn, startsAt, endsAt, timeZone, roomId: room };
}

async function refuseTaken(
  act: Act,
  meetingId: string,
  roomId: string,
  { startsAt, endsAt }: Pick<SessionValues, 'startsAt' | 'endsAt'>,
  ownId: string | undefined,
): Promise<void> {
  const [room] = await act.db
    .select({ id: meetingRoom.id })
    .from(meetingRoom)
    .where(and(eq(meetingRoom.id, roomId), eq(meetingRoom.meetingId, meetingId)));
  if (!room) throw new Invalid({ room: say.later('rule.choose') });
  const asked = sql`tsrange(${startsAt.toString()}::timestamp, ${endsAt.toString()}::timestamp)`;
  const others = await act.db
    .select({ id: meetingSession.id, title: meetingSession.titleFr })
    .from(meetingSession)
    .where(
      and(
        eq(meetingSession.roomId, roomId),
        isNull(meetingSession.cancelledAt),
        sql`tsrange(${meetingSession.startsAt}, ${meetingSession.endsAt}) && ${asked}`,
      ),
    );
  const other = others.find(({ id }) => id !== ownId);
  if (other) throw new Invalid({ room: say.later('session.roomTaken', { title: other.title }) });
}

async function writeSpeakers(act: Act, sessionId: string, { speakers }: NewSession): Promise<void> {
  if (speakers.length === 0) return;
  const index = await indexParties(act.db, await asKnownNow(act));
  await act.db.insert(sessionSpeaker).values(
    speakers.map(({ name, role, party }, at) => ({
      sessionId,
      position: at + 1,
      name: name || null,
      role: role || null,
      partyId: party ? index.resolve(party, 'speakers').id : null,
    })),
  );
}
