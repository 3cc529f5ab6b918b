import { desc, eq, inArray } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { asKnownNow, findEvents, findPartiesById, type KnownEvent, type PartyRef } from '../../register/index.ts';
import { mayPrepare, mayReadPreparation } from '../policy.ts';
import { meeting, type Meeting, programmeStep } from '../schema.ts';

/** An event of ours with what the register says of it today. */
export interface PreparedMeeting extends Meeting {
  event: KnownEvent;
  /** The State where it is held. */
  state: PartyRef | null;
  /** The public reads its programme. */
  isPublic: boolean;
  /** Grows with each change, here or in the register (RFC 5545 §3.8.7.4). */
  sequence: number;
}

/** One event as the secretariat prepares it. @throws Forbidden, Missing */
export async function findMeeting(act: Act, slug: string): Promise<PreparedMeeting> {
  if (!mayReadPreparation(act.actor)) throw new Forbidden();
  return getMeeting(act, slug);
}

/** One event whose programme is public; staff see it before. @throws Missing */
export async function findPublicMeeting(act: Act, slug: string): Promise<PreparedMeeting> {
  const found = await getMeeting(act, slug);
  if (!found.isPublic && !mayReadPreparation(act.actor)) throw new Missing(`meeting ${slug}`);
  return found;
}

/** One event whoever asks: the caller has checked what they may see of it. @throws Missing */
export async function getMeeting(act: Act, slug: string): Promise<PreparedMeeting> {
  const [row] = await act.db.select().from(meeting).where(eq(meeting.slug, slug));
  const [found] = row ? await withEvents(act, [row]) : [];
  if (!found) throw new Missing(`meeting ${slug}`);
  return found;
}

/** These events, whoever asks: the caller has checked what they may see of them. */
export async function getMeetings(act: Act, ids: readonly string[]): Promise<PreparedMeeting[]> {
  if (ids.length === 0) return [];
  return withEvents(
    act,
    await act.db
      .select()
      .from(meeting)
      .where(inArray(meeting.id, [...ids])),
  );
}

/** The events that whoever asks may see, the latest first; those without a date come before. */
export async function listMeetings(act: Act): Promise<PreparedMeeting[]> {
  const meetings = await withEvents(act, await act.db.select().from(meeting));
  return mayReadPreparation(act.actor) ? meetings : meetings.filter(({ isPublic }) => isPublic);
}

/** The events of the register that nobody prepares yet. @throws Forbidden */
export async function listUnprepared(act: Act): Promise<KnownEvent[]> {
  if (!mayPrepare(act.actor)) throw new Forbidden();
  const taken = new Set((await act.db.select({ id: meeting.eventId }).from(meeting)).map(({ id }) => id));
  const known = await findEvents(act.db, await asKnownNow(act));
  return known.filter(({ id, status }) => !taken.has(id) && status !== 'cancelled').toReversed();
}

async function withEvents(act: Act, rows: readonly Meeting[]): Promise<PreparedMeeting[]> {
  const at = await asKnownNow(act);
  const events = await findEvents(
    act.db,
    at,
    rows.map(({ eventId }) => eventId),
  );
  const states = await findPartiesById(
    act.db,
    events.flatMap(({ stateId }) => stateId ?? []),
    at,
  );
  const steps = await act.db
    .selectDistinctOn([programmeStep.meetingId], { meetingId: programmeStep.meetingId, state: programmeStep.state })
    .from(programmeStep)
    .orderBy(programmeStep.meetingId, desc(programmeStep.number));
  const published = new Set(steps.filter(({ state }) => state === 'published').map(({ meetingId }) => meetingId));
  const byEvent = new Map(rows.map((row) => [row.eventId, row]));
  return events.toReversed().map((event) => {
    const row = byEvent.get(event.id)!;
    return {
      ...row,
      event,
      state: (event.stateId && states.get(event.stateId)) || null,
      isPublic: published.has(row.id),
      sequence: event.versions - 1 + row.revised,
    };
  });
}
