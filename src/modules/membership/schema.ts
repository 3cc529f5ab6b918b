import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../kernel/db/columns.ts';
import { langs } from '../../kernel/i18n/lang.ts';
import { applicantCategories, applicationStates, documentKinds, membershipChanges, opinions, settingNames } from './vocabulary.ts';

/** Who did something, and when. */
const doneColumns = () => ({
  at: instant().notNull(),
  byId: text('by_id'),
  by: text().notNull(),
});

/** A rule of the network that may change, with the day from which it applies. */
export const membershipSetting = pgTable('membership_setting', {
  id: uuid().primaryKey(),
  name: text({ enum: settingNames }).notNull(),
  value: text().notNull(),
  appliesFrom: plainDate('applies_from').notNull(),
  reason: text().notNull(),
  ...doneColumns(),
});

/** A request to join; `reference` is given when it is first sent in. */
export const membershipApplication = pgTable('membership_application', {
  id: uuid().primaryKey(),
  reference: text().unique(),
  partyId: uuid('party_id'),
  name: text(),
  stateId: uuid('state_id'),
  category: text({ enum: applicantCategories }),
  hasCouncil: boolean('has_council').notNull().default(true),
  headName: text('head_name'),
  headFunction: text('head_function'),
  contactName: text('contact_name'),
  contactFunction: text('contact_function'),
  contactEmail: text('contact_email').notNull(),
  lang: text({ enum: langs }).notNull(),
  motives: text(),
  createdAt: instant('created_at').notNull(),
  createdById: text('created_by_id'),
  createdBy: text('created_by').notNull(),
});

export const applicationStep = pgTable('application_step', {
  id: uuid().primaryKey(),
  applicationId: uuid('application_id')
    .notNull()
    .references(() => membershipApplication.id),
  number: integer().notNull(),
  state: text({ enum: applicationStates }).notNull(),
  onDay: plainDate('on_day'),
  reason: text(),
  /** The number of the assembly’s decision, where it was taken here. */
  decisionCode: text('decision_code'),
  ...doneColumns(),
});

export const applicationDocument = pgTable('application_document', {
  id: uuid().primaryKey(),
  applicationId: uuid('application_id')
    .notNull()
    .references(() => membershipApplication.id),
  kind: text({ enum: documentKinds }).notNull(),
  fileId: uuid('file_id').notNull().unique(),
  addedAt: instant('added_at').notNull(),
  addedById: text('added_by_id'),
  addedBy: text('added_by').notNull(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnBy: text('withdrawn_by'),
});

/** The question put to the head of the State's capital. */
export const opinionRequest = pgTable('opinion_request', {
  id: uuid().primaryKey(),
  applicationId: uuid('application_id')
    .notNull()
    .references(() => membershipApplication.id),
  capitalId: uuid('capital_id'),
  personId: uuid('person_id'),
  addressee: text().notNull(),
  email: text().notNull(),
  lang: text({ enum: langs }).notNull(),
  answerBy: plainDate('answer_by').notNull(),
  askedAt: instant('asked_at').notNull(),
  askedById: text('asked_by_id'),
  askedBy: text('asked_by').notNull(),
  closedAt: instant('closed_at'),
});

export const opinionReminder = pgTable(
  'opinion_reminder',
  {
    requestId: uuid('request_id')
      .notNull()
      .references(() => opinionRequest.id),
    number: integer().notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.number] })],
);

export const capitalOpinion = pgTable('capital_opinion', {
  id: uuid().primaryKey(),
  applicationId: uuid('application_id')
    .notNull()
    .references(() => membershipApplication.id),
  requestId: uuid('request_id').references(() => opinionRequest.id),
  opinion: text({ enum: opinions }).notNull(),
  text: text(),
  signatory: text().notNull(),
  receivedOn: plainDate('received_on').notNull(),
  channel: text({ enum: ['link', 'paper'] }).notNull(),
  ...doneColumns(),
});

/** R3: who signed that a State has more members than the rule allows. */
export const capException = pgTable('cap_exception', {
  applicationId: uuid('application_id')
    .primaryKey()
    .references(() => membershipApplication.id),
  stateId: uuid('state_id').notNull(),
  counted: integer().notNull(),
  most: integer().notNull(),
  reason: text().notNull(),
  ...doneColumns(),
});

/** A suspension, a resignation… `decision` says who decided it and when; `factId` is the status that it recorded. */
export const membershipChange = pgTable('membership_change', {
  id: uuid().primaryKey(),
  partyId: uuid('party_id').notNull(),
  change: text({ enum: membershipChanges }).notNull(),
  startsOn: plainDate('starts_on').notNull(),
  decision: text().notNull(),
  reason: text().notNull(),
  factId: uuid('fact_id').notNull(),
  ...doneColumns(),
});

export const membershipCertificate = pgTable('membership_certificate', {
  code: text().primaryKey(),
  number: text().notNull().unique(),
  partyId: uuid('party_id').notNull(),
  onDay: plainDate('on_day').notNull(),
  payload: text().notNull(),
  hash: text().notNull(),
  signature: text().notNull(),
  keyId: text('key_id').notNull(),
  issuedAt: instant('issued_at').notNull(),
  issuedById: text('issued_by_id'),
  issuedBy: text('issued_by').notNull(),
});

export const correctionProposal = pgTable('correction_proposal', {
  id: uuid().primaryKey(),
  partyId: uuid('party_id').notNull(),
  mandateFactId: uuid('mandate_fact_id'),
  proposal: text().notNull(),
  ...doneColumns(),
  outcome: text({ enum: ['done', 'declined'] }),
  answer: text(),
  settledAt: instant('settled_at'),
  settledBy: text('settled_by'),
});
