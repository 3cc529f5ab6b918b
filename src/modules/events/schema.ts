import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate, plainDateTime } from '../../kernel/db/columns.ts';
import { langs } from '../../kernel/i18n/lang.ts';
import type { RuleBlock } from './invitations/rules.ts';
import {
  answers,
  answerWays,
  channels,
  delegateStates,
  exceptionVerdicts,
  listStates,
  programmeStates,
  verdicts,
  visibilities,
} from './vocabulary.ts';

const doneBy = () => ({
  at: instant().notNull(),
  byId: text('by_id'),
  by: text().notNull(),
});

/** An event of ours, prepared on one of the register: what the register does not say of it. */
export const meeting = pgTable('meeting', {
  id: uuid().primaryKey(),
  eventId: uuid('event_id').notNull().unique(),
  slug: text().notNull().unique(),
  timeZone: text('time_zone').notNull(),
  languages: text().array().notNull(),
  venue: text(),
  address: text(),
  answersBy: plainDate('answers_by'),
  delegatesEach: integer('delegates_each').notNull(),
  revised: integer().notNull().default(0),
  createdAt: instant('created_at').notNull(),
  createdById: text('created_by_id'),
  createdBy: text('created_by').notNull(),
});
export type Meeting = typeof meeting.$inferSelect;

const meetingId = () =>
  uuid('meeting_id')
    .notNull()
    .references(() => meeting.id);

export const programmeStep = pgTable('programme_step', {
  id: uuid().primaryKey(),
  meetingId: meetingId(),
  number: integer().notNull(),
  state: text({ enum: programmeStates }).notNull(),
  ...doneBy(),
});

export const meetingRoom = pgTable('meeting_room', {
  id: uuid().primaryKey(),
  meetingId: meetingId(),
  name: text().notNull(),
  place: text(),
});
export type MeetingRoom = typeof meetingRoom.$inferSelect;

/** A session of the programme, or a bilateral that only those who meet in it know of. */
export const meetingSession = pgTable('meeting_session', {
  id: uuid().primaryKey(),
  meetingId: meetingId(),
  roomId: uuid('room_id'),
  visibility: text({ enum: visibilities }).notNull(),
  titleFr: text('title_fr').notNull(),
  titleEn: text('title_en'),
  startsAt: plainDateTime('starts_at').notNull(),
  endsAt: plainDateTime('ends_at').notNull(),
  timeZone: text('time_zone').notNull(),
  revised: integer().notNull().default(0),
  cancelledAt: instant('cancelled_at'),
  cancelledBy: text('cancelled_by'),
  cancelledBecause: text('cancelled_because'),
});

export const sessionSpeaker = pgTable(
  'session_speaker',
  {
    sessionId: uuid('session_id')
      .notNull()
      .references(() => meetingSession.id),
    position: integer().notNull(),
    personId: uuid('person_id'),
    partyId: uuid('party_id'),
    name: text(),
    role: text(),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.position] })],
);

/** Those who come on behalf of a party. */
export const delegation = pgTable('delegation', {
  id: uuid().primaryKey(),
  meetingId: meetingId(),
  partyId: uuid('party_id').notNull(),
  quota: integer().notNull(),
  createdAt: instant('created_at').notNull(),
  createdById: text('created_by_id'),
  createdBy: text('created_by').notNull(),
});

export const delegate = pgTable('delegate', {
  id: uuid().primaryKey(),
  meetingId: meetingId(),
  delegationId: uuid('delegation_id')
    .notNull()
    .references(() => delegation.id),
  personId: uuid('person_id'),
  badge: text().notNull().unique(),
});

/** What is said of a delegate, each time it changes: the last one holds. */
export const delegateStep = pgTable('delegate_step', {
  id: uuid().primaryKey(),
  delegateId: uuid('delegate_id')
    .notNull()
    .references(() => delegate.id),
  number: integer().notNull(),
  state: text({ enum: delegateStates }).notNull(),
  name: text().notNull(),
  role: text(),
  isHead: boolean('is_head').notNull(),
  email: text(),
  lang: text({ enum: langs }).notNull(),
  place: text(),
  reason: text(),
  ...doneBy(),
});
export type DelegateStep = typeof delegateStep.$inferSelect;

/** The rule of an event's invitations; each save is a row. */
export const invitationRule = pgTable('invitation_rule', {
  id: uuid().primaryKey(),
  meetingId: meetingId(),
  number: integer().notNull(),
  blocks: jsonb().$type<RuleBlock[]>().notNull(),
  ...doneBy(),
});

/** What someone decided of a party against the rule, and why. The last one on a party holds. */
export const invitationException = pgTable('invitation_exception', {
  id: uuid().primaryKey(),
  meetingId: meetingId(),
  partyId: uuid('party_id').notNull(),
  number: integer().notNull(),
  verdict: text({ enum: exceptionVerdicts }).notNull(),
  reason: text().notNull(),
  ...doneBy(),
});
export type InvitationException = typeof invitationException.$inferSelect;

/** A computed list, whole: who is in, who is out, from what was known. */
export const invitationList = pgTable('invitation_list', {
  id: uuid().primaryKey(),
  meetingId: meetingId(),
  number: integer().notNull(),
  ruleId: uuid('rule_id')
    .notNull()
    .references(() => invitationRule.id),
  day: plainDate().notNull(),
  revision: bigint({ mode: 'number' }).notNull(),
  digest: text().notNull(),
});

export const invitationLine = pgTable(
  'invitation_line',
  {
    listId: uuid('list_id')
      .notNull()
      .references(() => invitationList.id),
    partyId: uuid('party_id').notNull(),
    verdict: text({ enum: verdicts }).notNull(),
    exceptionId: uuid('exception_id').references(() => invitationException.id),
    reasonFr: text('reason_fr').notNull(),
    reasonEn: text('reason_en').notNull(),
  },
  (table) => [primaryKey({ columns: [table.listId, table.partyId] })],
);

export const invitationListStep = pgTable('invitation_list_step', {
  id: uuid().primaryKey(),
  listId: uuid('list_id')
    .notNull()
    .references(() => invitationList.id),
  number: integer().notNull(),
  state: text({ enum: listStates }).notNull(),
  reason: text(),
  signature: text(),
  keyId: text('key_id'),
  ...doneBy(),
});
export type InvitationListStep = typeof invitationListStep.$inferSelect;

/** Who is written to on behalf of a party: the first is the addressee, the others get a copy. */
export const invitationRecipient = pgTable(
  'invitation_recipient',
  {
    meetingId: meetingId(),
    partyId: uuid('party_id').notNull(),
    position: integer().notNull(),
    personId: uuid('person_id'),
    name: text().notNull(),
    email: text().notNull(),
    lang: text({ enum: langs }).notNull(),
    addedAt: instant('added_at').notNull(),
    addedBy: text('added_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meetingId, table.partyId, table.position] })],
);
export type InvitationRecipient = typeof invitationRecipient.$inferSelect;

/** A party that was invited; `verdict` binds it to a line that says so. */
export const invitation = pgTable('invitation', {
  id: uuid().primaryKey(),
  meetingId: meetingId(),
  listId: uuid('list_id')
    .notNull()
    .references(() => invitationList.id),
  partyId: uuid('party_id').notNull(),
  verdict: text({ enum: ['in'] }).notNull(),
  ...doneBy(),
});

/** What was sent for an invitation: round 0, then reminders. */
export const invitationMail = pgTable('invitation_mail', {
  id: uuid().primaryKey(),
  invitationId: uuid('invitation_id')
    .notNull()
    .references(() => invitation.id),
  round: integer().notNull(),
  position: integer().notNull(),
  name: text().notNull(),
  email: text(),
  lang: text({ enum: langs }).notNull(),
  channel: text({ enum: channels }).notNull(),
  ...doneBy(),
});
export type InvitationMail = typeof invitationMail.$inferSelect;

export const invitationAnswer = pgTable('invitation_answer', {
  id: uuid().primaryKey(),
  invitationId: uuid('invitation_id')
    .notNull()
    .references(() => invitation.id),
  number: integer().notNull(),
  answer: text({ enum: answers }).notNull(),
  message: text(),
  via: text({ enum: answerWays }).notNull(),
  isLate: boolean('is_late').notNull(),
  ...doneBy(),
});
export type InvitationAnswer = typeof invitationAnswer.$inferSelect;

/** The secret address of someone's calendar. */
export const calendarFeed = pgTable('calendar_feed', {
  id: uuid().primaryKey(),
  delegateId: uuid('delegate_id')
    .notNull()
    .references(() => delegate.id),
  tokenHash: text('token_hash').notNull().unique(),
  createdAt: instant('created_at').notNull(),
  createdById: text('created_by_id'),
  createdBy: text('created_by').notNull(),
  revokedAt: instant('revoked_at'),
  revokedBy: text('revoked_by'),
});

/** An arrival as one device saw it. */
export const arrivalScan = pgTable('arrival_scan', {
  id: uuid().primaryKey(),
  meetingId: meetingId(),
  delegateId: uuid('delegate_id')
    .notNull()
    .references(() => delegate.id),
  device: text().notNull(),
  scannedAt: instant('scanned_at').notNull(),
  receivedAt: instant('received_at').notNull(),
  byId: text('by_id'),
  by: text().notNull(),
});
