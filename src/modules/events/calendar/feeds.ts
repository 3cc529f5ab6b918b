import { randomUUID } from 'node:crypto';
import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { hashToken, newToken } from '../../../kernel/auth/hash.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { type ListedDelegate, listDelegates } from '../delegations/queries.ts';
import { getMeetings } from '../meetings/queries.ts';
import { say } from '../messages.ts';
import { mayPrepare } from '../policy.ts';
import { loadSessions, type ProgrammeSession } from '../programme/queries.ts';
import { calendarFeed, delegate, delegation } from '../schema.ts';
import { meetingEntry, sessionEntry } from './entries.ts';
import type { Calendar } from './ical.ts';

/**
 * Opens the secret address of a delegate's calendar; one that was open before is closed.
 * @returns the token, which is kept nowhere @throws Forbidden
 */
export async function openFeed(act: Act, delegateId: string): Promise<string> {
  if (!mayPrepare(act.actor)) throw new Forbidden();
  const token = newToken();
  await inTransaction(act, async (act) => {
    await closeFeed(act, delegateId);
    await act.db.insert(calendarFeed).values({
      id: randomUUID(),
      delegateId,
      tokenHash: hashToken(token),
      createdAt: act.now,
      createdById: actorId(act.actor),
      createdBy: actorName(act.actor),
    });
    await audit(act, { command: 'calendar.open', subject: delegateId });
  });
  return token;
}

/** Closes the secret address of a delegate's calendar: from then on it answers nothing. @throws Forbidden */
export async function closeFeed(act: Act, delegateId: string): Promise<void> {
  if (!mayPrepare(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await act.db
      .update(calendarFeed)
      .set({ revokedAt: act.now, revokedBy: actorName(act.actor) })
      .where(and(eq(calendarFeed.delegateId, delegateId), isNull(calendarFeed.revokedAt)));
    await audit(act, { command: 'calendar.close', subject: delegateId });
  });
}

/** Which of these delegates have an open address. */
export async function listOpenFeeds(act: Act, delegateIds: readonly string[]): Promise<Set<string>> {
  if (delegateIds.length === 0) return new Set();
  const rows = await act.db
    .select({ id: calendarFeed.delegateId })
    .from(calendarFeed)
    .where(and(inArray(calendarFeed.delegateId, [...delegateIds]), isNull(calendarFeed.revokedAt)));
  return new Set(rows.map(({ id }) => id));
}

/**
 * Someone's own calendar: the events to which they are delegated (all of them, where the register knows the person), the
 * public sessions of these, and the bilaterals in which they or their delegation meet.
 * @throws Missing where the address is none, or was closed
 */
export async function readFeed(act: Act, token: string, lang: Lang): Promise<Calendar> {
  const [feed] = await act.db
    .select({ delegateId: calendarFeed.delegateId, personId: delegate.personId })
    .from(calendarFeed)
    .innerJoin(delegate, eq(delegate.id, calendarFeed.delegateId))
    .where(and(eq(calendarFeed.tokenHash, hashToken(token)), isNull(calendarFeed.revokedAt)));
  if (!feed) throw new Missing('calendar');
  const places = await act.db
    .select({ id: delegate.id, delegationId: delegate.delegationId, meetingId: delegate.meetingId, partyId: delegation.partyId })
    .from(delegate)
    .innerJoin(delegation, eq(delegation.id, delegate.delegationId))
    .where(or(eq(delegate.id, feed.delegateId), feed.personId ? eq(delegate.personId, feed.personId) : undefined));
  const delegates = await listDelegates(act, [...new Set(places.map((one) => one.delegationId))]);
  const coming = new Map(delegates.filter(({ state }) => state !== 'withdrawn').map((one) => [one.id, one]));
  const meetings = await getMeetings(act, [...new Set(places.filter(({ id }) => coming.has(id)).map(({ meetingId }) => meetingId))]);
  const sessions = await loadSessions(
    act,
    meetings.map(({ id }) => id),
  );
  const isTheirs = (session: ProgrammeSession) =>
    places.some(
      (place) => place.meetingId === session.meetingId && coming.has(place.id) && concerns(session, place, coming.get(place.id)!),
    );
  const { url } = act.site;
  const entries = meetings.flatMap((held) => [
    ...[meetingEntry(held, lang, url)].filter((entry) => entry !== null),
    ...sessions
      .filter((session) => session.meetingId === held.id && (session.visibility === 'bilateral' || held.isPublic) && isTheirs(session))
      .map((session) => sessionEntry(session, held, lang, url)),
  ]);
  const name = delegates.find(({ id }) => id === feed.delegateId)?.name ?? '';
  return { name: say.in(lang)('calendar.personal', { name }), stamp: act.now, entries };
}

/** Whether a session is theirs: the public ones of their event, and the bilaterals of their party, or that name them. */
function concerns(session: ProgrammeSession, { partyId }: { partyId: string }, { name, personId }: ListedDelegate): boolean {
  if (session.visibility === 'public') return true;
  return session.speakers.some(
    (one) =>
      one.party?.id === partyId || (personId !== null && one.personId === personId) || one.name?.toLowerCase() === name.toLowerCase(),
  );
}
