import { randomUUID } from 'node:crypto';
import { desc, eq, sql } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { say } from '../messages.ts';
import { mayPrepare } from '../policy.ts';
import { meeting, meetingRoom, programmeStep } from '../schema.ts';
import type { programmeStates } from '../vocabulary.ts';
import type { MeetingInput, NewMeeting, NewRoom } from './input.ts';
import { getMeeting, listUnprepared, type PreparedMeeting } from './queries.ts';

/**
 * Begins to prepare an event that the register knows.
 * @returns its address @throws Forbidden; Invalid where there is no such event, or where it is prepared already
 */
export async function prepareMeeting(act: Act, { event, ...settings }: NewMeeting): Promise<string> {
  if (!mayPrepare(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const known = (await listUnprepared(act)).find(({ slug }) => slug === event);
    if (!known) throw new Invalid({ event: say.later('meeting.unknownEvent') });
    await act.db.insert(meeting).values({
      id: randomUUID(),
      eventId: known.id,
      slug: known.slug,
      ...settings,
      createdAt: act.now,
      createdById: actorId(act.actor),
      createdBy: actorName(act.actor),
    });
    await audit(act, { command: 'meeting.prepare', subject: known.slug });
    return known.slug;
  });
}

/** Changes what the register does not say of an event. @throws Forbidden, Missing */
export async function changeMeeting(act: Act, slug: string, settings: MeetingInput): Promise<void> {
  await inTransaction(act, async (act) => {
    const { id } = await lockMeeting(act, slug);
    await act.db
      .update(meeting)
      .set({ ...settings, revised: sql`${meeting.revised} + 1` })
      .where(eq(meeting.id, id));
    await audit(act, {
      command: 'meeting.change',
      subject: slug,
      detail: { ...settings, answersBy: settings.answersBy?.toString() ?? null },
    });
  });
}

/** Adds a room of the venue. @throws Forbidden, Missing; Invalid where the name is taken */
export async function addRoom(act: Act, slug: string, { name, place }: NewRoom): Promise<void> {
  await inTransaction(act, async (act) => {
    const { id } = await lockMeeting(act, slug);
    const added = await act.db
      .insert(meetingRoom)
      .values({ id: randomUUID(), meetingId: id, name, place })
      .onConflictDoNothing()
      .returning({ id: meetingRoom.id });
    if (added.length === 0) throw new Invalid({ name: say.later('room.taken') });
    await audit(act, { command: 'meeting.addRoom', subject: slug, detail: { name } });
  });
}

/** Makes the programme public, or takes it back. @throws Forbidden, Missing; Refused where it already is as asked */
export async function setProgramme(act: Act, slug: string, state: (typeof programmeStates)[number]): Promise<void> {
  await inTransaction(act, async (act) => {
    const held = await lockMeeting(act, slug);
    if (held.isPublic === (state === 'published')) throw new Refused(say.later('programme.notNow'));
    const [last] = await act.db
      .select({ number: programmeStep.number })
      .from(programmeStep)
      .where(eq(programmeStep.meetingId, held.id))
      .orderBy(desc(programmeStep.number))
      .limit(1);
    await act.db.insert(programmeStep).values({
      id: randomUUID(),
      meetingId: held.id,
      number: (last?.number ?? 0) + 1,
      state,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
    await audit(act, { command: `programme.${state}`, subject: slug });
  });
}

/**
 * Reads an event and holds it until the end of the transaction: what is decided about it is decided on what is there.
 * @throws Forbidden to who does not prepare events; Missing
 */
export async function lockMeeting(act: Act, slug: string): Promise<PreparedMeeting> {
  if (!mayPrepare(act.actor)) throw new Forbidden();
  return holdMeeting(act, slug);
}

/** The same for whoever may write of their own delegation or invitation: the caller checks it. @throws Missing */
export async function holdMeeting(act: Act, slug: string): Promise<PreparedMeeting> {
  const [held] = await act.db.select({ id: meeting.id }).from(meeting).where(eq(meeting.slug, slug)).for('update');
  if (!held) throw new Missing(`meeting ${slug}`);
  return getMeeting(act, slug);
}
