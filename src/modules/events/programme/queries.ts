import { asc, eq, inArray } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { asKnownNow, findPartiesById, findPersons, type PartyRef } from '../../register/index.ts';
import { mayReadPreparation } from '../policy.ts';
import { meetingRoom, type MeetingRoom, meetingSession, sessionSpeaker } from '../schema.ts';
import type { Visibility } from '../vocabulary.ts';

/** Who speaks or meets in a session. */
export interface Speaker {
  personId: string | null;
  name: string | null;
  role: string | null;
  party: PartyRef | null;
}

/** A session with its room and those who speak, its hours as a wall clock shows them and as instants. */
export interface ProgrammeSession {
  id: string;
  meetingId: string;
  visibility: Visibility;
  title: { fr: string; en: string | null };
  startsAt: Temporal.PlainDateTime;
  endsAt: Temporal.PlainDateTime;
  timeZone: string;
  start: Temporal.Instant;
  end: Temporal.Instant;
  room: MeetingRoom | null;
  speakers: Speaker[];
  revised: number;
  cancelled: { at: Temporal.Instant; by: string; because: string } | null;
}

/** The sessions that the public reads of an event, in order. */
export async function listPublicSessions(act: Act, meetingId: string): Promise<ProgrammeSession[]> {
  return (await loadSessions(act, [meetingId])).filter(({ visibility }) => visibility === 'public');
}

/** Every session of an event, bilaterals too, in order. @throws Forbidden */
export async function listSessions(act: Act, meetingId: string): Promise<ProgrammeSession[]> {
  if (!mayReadPreparation(act.actor)) throw new Forbidden();
  return loadSessions(act, [meetingId]);
}

/** One session of an event. @throws Forbidden, Missing */
export async function findSession(act: Act, meetingId: string, id: string): Promise<ProgrammeSession> {
  const found = (await listSessions(act, meetingId)).find((one) => one.id === id);
  if (!found) throw new Missing(`session ${id}`);
  return found;
}

/** The rooms of an event, by name. */
export async function listRooms(act: Act, meetingId: string): Promise<MeetingRoom[]> {
  return act.db.select().from(meetingRoom).where(eq(meetingRoom.meetingId, meetingId)).orderBy(asc(meetingRoom.name));
}

/** The sessions of these events, in order: the caller shows each only to whom it may. */
export async function loadSessions(act: Act, meetingIds: readonly string[]): Promise<ProgrammeSession[]> {
  if (meetingIds.length === 0) return [];
  const rows = await act.db
    .select({ session: meetingSession, room: meetingRoom })
    .from(meetingSession)
    .leftJoin(meetingRoom, eq(meetingRoom.id, meetingSession.roomId))
    .where(inArray(meetingSession.meetingId, [...meetingIds]))
    .orderBy(asc(meetingSession.startsAt), asc(meetingSession.endsAt), asc(meetingSession.titleFr));
  const speakers = await loadSpeakers(
    act,
    rows.map(({ session }) => session.id),
  );
  return rows.map(({ session: one, room }) => ({
    id: one.id,
    meetingId: one.meetingId,
    visibility: one.visibility,
    title: { fr: one.titleFr, en: one.titleEn },
    startsAt: one.startsAt,
    endsAt: one.endsAt,
    timeZone: one.timeZone,
    start: one.startsAt.toZonedDateTime(one.timeZone).toInstant(),
    end: one.endsAt.toZonedDateTime(one.timeZone).toInstant(),
    room,
    speakers: speakers.get(one.id) ?? [],
    revised: one.revised,
    cancelled: one.cancelledAt && { at: one.cancelledAt, by: one.cancelledBy!, because: one.cancelledBecause! },
  }));
}

async function loadSpeakers(act: Act, sessionIds: readonly string[]): Promise<Map<string, Speaker[]>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await act.db
    .select()
    .from(sessionSpeaker)
    .where(inArray(sessionSpeaker.sessionId, [...sessionIds]))
    .orderBy(asc(sessionSpeaker.position));
  const at = await asKnownNow(act);
  const parties = await findPartiesById(
    act.db,
    rows.flatMap(({ partyId }) => partyId ?? []),
    at,
  );
  const persons = await findPersons(
    act.db,
    rows.flatMap(({ personId }) => personId ?? []),
    at,
  );
  const toSpeaker = ({ personId, partyId, name, role }: (typeof rows)[number]): Speaker => ({
    personId,
    name: (personId && persons.get(personId)?.name) || name,
    role,
    party: (partyId && parties.get(partyId)) || null,
  });
  return new Map([...Map.groupBy(rows, (row) => row.sessionId)].map(([id, found]) => [id, found.map(toSpeaker)]));
}
