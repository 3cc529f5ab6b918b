import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { plainDate } from '../../../kernel/db/columns.ts';
import { precisions } from '../../../kernel/i18n/format.ts';
import { event, factColumns, party, revision } from '../schema.ts';
import { accessions, bodyKinds, contactChannels, endCauses, genders, seatFunctions } from '../vocabulary.ts';

/** Someone: what they are called and how they are reached are facts of their own. */
export const person = pgTable('person', {
  id: uuid().primaryKey(),
  revision: bigint({ mode: 'number' })
    .notNull()
    .references(() => revision.number),
});

/** Someone who was erased, and the revision that did it. */
export const personRedaction = pgTable('person_redaction', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id),
  revision: bigint({ mode: 'number' })
    .notNull()
    .unique()
    .references(() => revision.number),
});

/** The seat that a mandate fills: mayor of Lomé, whoever it is. `title` is a word of `officeTitles` (offices/titles.ts). */
export const office = pgTable('office', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique(),
  partyId: uuid('party_id')
    .notNull()
    .references(() => party.id),
  title: text().notNull(),
  revision: bigint({ mode: 'number' })
    .notNull()
    .references(() => revision.number),
});

/** An assembly, a Bureau, a commission of an institution. */
export const body = pgTable('body', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique(),
  institutionId: uuid('institution_id')
    .notNull()
    .references(() => party.id),
  kind: text({ enum: bodyKinds }).notNull(),
  nameFr: text('name_fr').notNull(),
  nameEn: text('name_en'),
  revision: bigint({ mode: 'number' })
    .notNull()
    .references(() => revision.number),
});

/** An event that renews the heads of local authorities of a State; all of them where no title is given. */
export const election = pgTable('election', {
  eventId: uuid('event_id')
    .primaryKey()
    .references(() => event.id),
  stateId: uuid('state_id')
    .notNull()
    .references(() => party.id),
  title: text(),
  /** What was said of it when it was recorded; a fact (`votingDay`) comes before it. */
  votesOn: plainDate('votes_on'),
  revision: bigint({ mode: 'number' })
    .notNull()
    .references(() => revision.number),
});

/** The day on which the electors of an election vote. */
export const votingDay = pgTable('voting_day', {
  ...factColumns(),
  eventId: uuid('event_id')
    .notNull()
    .references(() => election.eventId),
  votesOn: plainDate('votes_on').notNull(),
});

export const personName = pgTable('person_name', {
  ...factColumns(),
  personId: uuid('person_id')
    .notNull()
    .references(() => person.id),
  name: text().notNull(),
  sortKey: text('sort_key').notNull(),
  gender: text({ enum: genders }),
  formOfAddress: text('form_of_address'),
});

/** Whose contacts were erased because they were kept long enough; their name stays. */
export const contactErasure = pgTable('contact_erasure', {
  revision: bigint({ mode: 'number' })
    .primaryKey()
    .references(() => revision.number),
  personId: uuid('person_id')
    .notNull()
    .references(() => person.id),
});

/** How someone is reached: for the secretariat's eyes only. */
export const personContact = pgTable('person_contact', {
  ...factColumns(),
  personId: uuid('person_id')
    .notNull()
    .references(() => person.id),
  channel: text({ enum: contactChannels }).notNull(),
  value: text().notNull(),
});

export const mandate = pgTable('mandate', {
  ...factColumns(),
  officeId: uuid('office_id')
    .notNull()
    .references(() => office.id),
  personId: uuid('person_id')
    .notNull()
    .references(() => person.id),
  accession: text({ enum: accessions }).notNull(),
  expectedEnd: plainDate('expected_end'),
  expectedEndPrecision: text('expected_end_precision', { enum: precisions }),
  confirmedOn: plainDate('confirmed_on'),
  endCause: text('end_cause', { enum: endCauses }),
});

/** A person in a body, on behalf of a party of which they are the head. */
export const seat = pgTable('seat', {
  ...factColumns(),
  bodyId: uuid('body_id')
    .notNull()
    .references(() => body.id),
  partyId: uuid('party_id')
    .notNull()
    .references(() => party.id),
  personId: uuid('person_id')
    .notNull()
    .references(() => person.id),
  function: text({ enum: seatFunctions }).notNull(),
});
