import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '../../kernel/db/db.ts';
import { databaseTest, testNow } from '../../kernel/db/testing.ts';
import { addDelegation, nominate } from './delegations/commands.ts';
import { createTestEvent, createTestMeeting, people, testSettings } from './factories.ts';
import { conditionInput } from './invitations/input.ts';
import { proposeList } from './invitations/list-commands.ts';
import { addCondition, decideException } from './invitations/rule-commands.ts';
import { addRoom, prepareMeeting, setProgramme } from './meetings/commands.ts';
import { findMeeting } from './meetings/queries.ts';
import { addSession } from './programme/commands.ts';
import { sessionInput } from './programme/input.ts';
import { listRooms } from './programme/queries.ts';
import {
  arrivalScan,
  calendarFeed,
  delegate,
  delegateStep,
  delegation,
  invitation,
  invitationAnswer,
  invitationException,
  invitationLine,
  invitationList,
  invitationListStep,
  invitationMail,
  invitationRecipient,
  invitationRule,
  meeting,
  meetingRoom,
  meetingSession,
  programmeStep,
  sessionSpeaker,
} from './schema.ts';

const test = databaseTest();
const slug = 'congres-2027';

/** The name of the constraint that refuses a write, or what a trigger says of it, each tried in a savepoint of its own. */
async function refusal(db: Db, write: (db: Db) => PromiseLike<unknown>): Promise<string | undefined> {
  try {
    await db.transaction(async (tx) => void (await write(tx)));
    return undefined;
  } catch (error) {
    const cause = (error as Error).cause as { constraint?: string; message: string } | undefined;
    return cause?.constraint ?? cause?.message;
  }
}

const done = { at: testNow, byId: null, by: 'test' };

test('the database refuses events, rooms and sessions that are none', async ({ act, db }) => {
  const { marc } = people(act);
  await createTestMeeting(marc);
  const [row] = await db.select().from(meeting);
  const change = (set: Partial<typeof meeting.$inferInsert>) => refusal(db, (db) => db.update(meeting).set(set));
  expect(await change({ slug: 'Un congrès' })).toBe('meeting_slug_check');
  expect(await change({ timeZone: '+02:00' })).toBe('meeting_time_zone_check');
  expect(await change({ languages: [] })).toBe('meeting_languages_check');
  expect(await change({ languages: ['français'] })).toBe('meeting_languages_check');
  expect(await change({ venue: '' })).toBe('meeting_venue_check');
  expect(await change({ delegatesEach: 0 })).toBe('meeting_delegates_each_check');
  expect(await change({ revised: -1 })).toBe('meeting_revised_check');
  expect(await refusal(db, (db) => db.insert(meeting).values({ ...row!, id: randomUUID(), slug: 'autre' }))).toBe('meeting_event_id_key');

  await addRoom(marc, slug, { name: 'Salle', place: null });
  const [room] = await listRooms(marc, row!.id);
  expect(await refusal(db, (db) => db.insert(meetingRoom).values({ ...room!, id: randomUUID() }))).toBe('meeting_room_meeting_id_name_key');
  const typed = { titleFr: 'Ouverture', titleEn: '', visibility: 'public', on: '20/05/2027', from: '9:00', to: '10:00' };
  const id = await addSession(marc, slug, sessionInput.parse({ ...typed, timeZone: 'Africa/Lome', room: room!.id, speakers: 'Awa' }));
  const [session] = await db.select().from(meetingSession);
  const again = (set: object) => refusal(db, (db) => db.insert(meetingSession).values({ ...session!, id: randomUUID(), ...set }));
  expect(await again({})).toBe('meeting_session_room_id_tsrange_excl');
  expect(await again({ roomId: null, endsAt: session!.startsAt })).toBe('meeting_session_check');
  expect(await again({ roomId: null, visibility: 'secret' })).toBe('meeting_session_visibility_check');
  expect(await again({ roomId: null, cancelledAt: testNow })).toBe('meeting_session_check1');
  expect(await again({ roomId: randomUUID() })).toBe('meeting_session_meeting_id_room_id_fkey');
  expect(await refusal(db, (db) => db.update(sessionSpeaker).set({ name: null }).where(eq(sessionSpeaker.sessionId, id)))).toBe(
    'session_speaker_check',
  );
});

test('the database refuses people and arrivals that belong to another event, and a second open address', async ({ act, db }) => {
  const { marc } = people(act);
  const ids = await createTestMeeting(marc);
  await createTestEvent(marc, 'seminaire');
  await prepareMeeting(marc, { event: 'seminaire', ...testSettings });
  await addDelegation(marc, slug, { party: 'lome' });
  await nominate(marc, slug, ids['lome']!, { name: 'Awa', role: null, email: null, lang: 'fr', isHead: false });
  const other = await findMeeting(marc, 'seminaire');
  const [own] = await db.select().from(delegation);
  const [one] = await db.select().from(delegate);
  expect(await refusal(db, (db) => db.insert(delegation).values({ ...own!, id: randomUUID() }))).toBe('delegation_meeting_id_party_id_key');
  expect(await refusal(db, (db) => db.update(delegation).set({ quota: -1 }))).toBe('delegation_quota_check');
  const badge = '2345678923';
  expect(await refusal(db, (db) => db.insert(delegate).values({ ...one!, id: randomUUID(), badge, meetingId: other.id }))).toBe(
    'delegate_meeting_id_delegation_id_fkey',
  );
  expect(await refusal(db, (db) => db.update(delegate).set({ badge: 'court' }))).toBe('delegate_badge_check');
  expect(await refusal(db, (db) => db.update(delegateStep).set({ name: 'Une autre' }))).toContain('never rewritten');
  const scan = { id: randomUUID(), delegateId: one!.id, device: 'nord', scannedAt: testNow, receivedAt: testNow, byId: null, by: 'test' };
  expect(await refusal(db, (db) => db.insert(arrivalScan).values({ ...scan, meetingId: other.id }))).toBe(
    'arrival_scan_meeting_id_delegate_id_fkey',
  );
  expect(await refusal(db, (db) => db.insert(arrivalScan).values({ ...scan, meetingId: one!.meetingId, device: '' }))).toBe(
    'arrival_scan_device_check',
  );
  const feed = { delegateId: one!.id, createdAt: testNow, createdById: null, createdBy: 'test', revokedAt: null, revokedBy: null };
  await db.insert(calendarFeed).values({ ...feed, id: randomUUID(), tokenHash: 'a' });
  expect(await refusal(db, (db) => db.insert(calendarFeed).values({ ...feed, id: randomUUID(), tokenHash: 'b' }))).toBe(
    'calendar_feed_open',
  );
  expect(await refusal(db, (db) => db.update(calendarFeed).set({ revokedAt: testNow }))).toBe('calendar_feed_check');
});

test('the database keeps what was decided as it was, and refuses what nobody could have decided', async ({ act, db }) => {
  const by = people(act);
  const ids = await createTestMeeting(by.marc);
  await setProgramme(by.marc, slug, 'published');
  await addCondition(by.marc, slug, conditionInput.parse({ kind: 'standing', standings: 'member', block: '0' }));
  await decideException(by.lea, slug, 'kara', { verdict: 'in', reason: 'Elle accueille.' });
  await proposeList(by.marc, slug);
  const [rule] = await db.select().from(invitationRule);
  const [list] = await db.select().from(invitationList);
  for (const table of [programmeStep, invitationRule, invitationException, invitationList, invitationLine, invitationListStep]) {
    expect(await refusal(db, (db) => db.delete(table))).toContain('never rewritten nor deleted');
  }
  const step = { id: randomUUID(), listId: list!.id, number: 2, reason: null, signature: null, keyId: null, ...done };
  expect(await refusal(db, (db) => db.insert(invitationListStep).values({ ...step, state: 'approved' }))).toBe(
    'invitation_list_step_check',
  );
  expect(await refusal(db, (db) => db.insert(invitationListStep).values({ ...step, state: 'proposed' }))).toBe('invitation_list_step_once');
  expect(await refusal(db, (db) => db.insert(invitationRule).values({ ...rule!, id: randomUUID(), number: 2, blocks: [] }))).toBe(
    'invitation_rule_blocks_check',
  );
  expect(await refusal(db, (db) => db.insert(invitationList).values({ ...list!, id: randomUUID(), number: 2, digest: 'abc' }))).toBe(
    'invitation_list_digest_check',
  );
  const lome = { meetingId: list!.meetingId, listId: list!.id, partyId: ids['lome']!, verdict: 'in', ...done } as const;
  const id = randomUUID();
  await db.insert(invitation).values({ ...lome, id });
  expect(await refusal(db, (db) => db.insert(invitation).values({ ...lome, id: randomUUID() }))).toBe('invitation_meeting_id_party_id_key');
  expect(await refusal(db, (db) => db.insert(invitation).values({ ...lome, id: randomUUID(), partyId: ids['togo']! }))).toBe(
    'invitation_list_id_party_id_verdict_fkey',
  );
  const mail = { invitationId: id, round: 0, position: 1, name: 'Awa', email: null, lang: 'fr', ...done } as const;
  expect(await refusal(db, (db) => db.insert(invitationMail).values({ ...mail, id: randomUUID(), channel: 'mail' }))).toBe(
    'invitation_mail_check',
  );
  const answer = { invitationId: id, answer: 'accepted', message: null, via: 'link', isLate: false, ...done } as const;
  expect(await refusal(db, (db) => db.insert(invitationAnswer).values({ ...answer, id: randomUUID(), number: 0 }))).toBe(
    'invitation_answer_number_check',
  );
  const to = {
    meetingId: list!.meetingId,
    partyId: ids['lome']!,
    personId: null,
    name: 'Awa',
    lang: 'fr',
    addedAt: testNow,
    addedBy: 'test',
  } as const;
  expect(await refusal(db, (db) => db.insert(invitationRecipient).values({ ...to, position: 1, email: 'pas une adresse' }))).toBe(
    'invitation_recipient_email_check',
  );
});
