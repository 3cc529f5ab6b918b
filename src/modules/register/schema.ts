import { bigint, boolean, integer, jsonb, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { daterange, instant, int8range, plainDate } from '../../kernel/db/columns.ts';
import { precisions } from '../../kernel/i18n/format.ts';
import {
  certainties,
  identifierSchemes,
  links,
  measures,
  memberCategories,
  nameLanguages,
  nameUsages,
  occurrenceStatuses,
  partyKinds,
  statuses,
} from './vocabulary.ts';

/** One write transaction on the register: numbered in the order of commits. */
export const revision = pgTable('revision', {
  number: bigint({ mode: 'number' }).primaryKey(),
  at: instant().notNull(),
  actorId: text('actor_id'),
  actor: text().notNull(),
  command: text().notNull(),
  reason: text().notNull(),
  entries: integer().notNull().default(0),
  /** Over its own line and a salt: its day still verifies once a name in its reason is erased (`redactedIn`), the salt with it. */
  salt: text(),
  digest: text(),
  redactedIn: bigint('redacted_in', { mode: 'number' }),
});

/** What each revision did, whole enough to rebuild every fact from it. */
export const journalEntry = pgTable(
  'journal_entry',
  {
    revision: bigint({ mode: 'number' })
      .notNull()
      .references(() => revision.number),
    position: integer().notNull(),
    kind: text().notNull(),
    factId: uuid('fact_id').notNull(),
    rowId: uuid('row_id').notNull(),
    operation: text({ enum: ['record', 'close', 'redact'] }).notNull(),
    change: text({ enum: ['record', 'end', 'correct', 'retract', 'retain', 'redact'] }).notNull(),
    row: jsonb().$type<JsonRow>().notNull(),
    salt: text().notNull(),
    digest: text().notNull(),
    /** The revision that erased what was personal in `row`, and the salt; the digest stays and holds the chain. */
    redactedIn: bigint('redacted_in', { mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.revision, table.position] })],
);

/** A fact's row as the journal keeps it: column names and JSON values. */
export type JsonRow = Record<string, string | number | boolean | null>;

/** A day of the journal, closed: a hash over its entries and the previous hash, signed. */
export const journalSeal = pgTable('journal_seal', {
  day: plainDate().primaryKey(),
  firstRevision: bigint('first_revision', { mode: 'number' }),
  lastRevision: bigint('last_revision', { mode: 'number' }),
  entriesHash: text('entries_hash').notNull(),
  previousHash: text('previous_hash'),
  hash: text().notNull().unique(),
  signature: text().notNull(),
  keyId: text('key_id').notNull(),
  sealedAt: instant('sealed_at').notNull(),
});

/** Where a fact comes from. Sources with the same words are one source (`digest`). */
export const source = pgTable('source', {
  id: uuid().primaryKey(),
  title: text().notNull(),
  publisher: text(),
  url: text(),
  consultedOn: plainDate('consulted_on'),
  note: text(),
  digest: text().notNull().unique(),
  revision: bigint({ mode: 'number' })
    .notNull()
    .references(() => revision.number),
});

export const party = pgTable('party', {
  id: uuid().primaryKey(),
  kind: text({ enum: partyKinds }).notNull(),
  slug: text().notNull().unique(),
  revision: bigint({ mode: 'number' })
    .notNull()
    .references(() => revision.number),
});

/** Summits, assemblies, sittings: what counts its occurrences. `words` announce one in a text, separated by « ; ». */
export const series = pgTable('series', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique(),
  nameFr: text('name_fr').notNull(),
  nameEn: text('name_en'),
  wordsFr: text('words_fr').notNull().default(''),
  wordsEn: text('words_en').notNull().default(''),
  institutionId: uuid('institution_id').references(() => party.id),
  revision: bigint({ mode: 'number' })
    .notNull()
    .references(() => revision.number),
});

export const event = pgTable('event', {
  id: uuid().primaryKey(),
  seriesId: uuid('series_id').references(() => series.id),
  slug: text().notNull().unique(),
  revision: bigint({ mode: 'number' })
    .notNull()
    .references(() => revision.number),
});

/** What every fact carries, whatever its kind: see the migration for the rules that bind these columns. */
export const factColumns = () => ({
  id: uuid().primaryKey(),
  factId: uuid('fact_id').notNull(),
  valid: daterange().notNull(),
  fromPrecision: text('from_precision', { enum: precisions }),
  toPrecision: text('to_precision', { enum: precisions }),
  attestedFrom: plainDate('attested_from'),
  recorded: int8range().notNull(),
  sourceId: uuid('source_id')
    .notNull()
    .references(() => source.id),
  certainty: text({ enum: certainties }).notNull(),
  retained: boolean().notNull().default(true),
  retainedReason: text('retained_reason'),
  retainedBy: text('retained_by'),
  note: text(),
});

export const partyName = pgTable('party_name', {
  ...factColumns(),
  partyId: uuid('party_id')
    .notNull()
    .references(() => party.id),
  language: text({ enum: nameLanguages }).notNull(),
  usage: text({ enum: nameUsages }).notNull(),
  name: text().notNull(),
});

export const partyIdentifier = pgTable('party_identifier', {
  ...factColumns(),
  partyId: uuid('party_id')
    .notNull()
    .references(() => party.id),
  scheme: text({ enum: identifierSchemes }).notNull(),
  value: text().notNull(),
});

export const status = pgTable('status', {
  ...factColumns(),
  partyId: uuid('party_id')
    .notNull()
    .references(() => party.id),
  institutionId: uuid('institution_id')
    .notNull()
    .references(() => party.id),
  status: text({ enum: statuses }).notNull(),
  category: text({ enum: memberCategories }),
});

export const endorsement = pgTable('endorsement', {
  ...factColumns(),
  partyId: uuid('party_id')
    .notNull()
    .references(() => party.id),
  coalitionId: uuid('coalition_id')
    .notNull()
    .references(() => party.id),
});

export const measure = pgTable('measure', {
  ...factColumns(),
  partyId: uuid('party_id')
    .notNull()
    .references(() => party.id),
  measure: text({ enum: measures }).notNull(),
  value: numeric().notNull(),
  unit: text().notNull(),
});

export const occurrence = pgTable('occurrence', {
  ...factColumns(),
  eventId: uuid('event_id')
    .notNull()
    .references(() => event.id),
  number: integer(),
  nameFr: text('name_fr').notNull(),
  nameEn: text('name_en'),
  place: text(),
  stateId: uuid('state_id').references(() => party.id),
  startsOn: plainDate('starts_on'),
  endsOn: plainDate('ends_on'),
  datePrecision: text('date_precision', { enum: precisions }),
  status: text({ enum: occurrenceStatuses }).notNull(),
});

export const partyLink = pgTable('party_link', {
  ...factColumns(),
  partyId: uuid('party_id')
    .notNull()
    .references(() => party.id),
  link: text({ enum: links }).notNull(),
  targetId: uuid('target_id')
    .notNull()
    .references(() => party.id),
});
