import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../kernel/db/columns.ts';
import type { Happening, Quorum } from './journal/entries.ts';
import { exclusions, interestKinds, itemKinds, recusalOrigins, sittingModes, voteMethods } from './vocabulary.ts';
import type { VoteForm, VoteResult } from './votes/rules.ts';

const doneBy = () => ({
  at: instant().notNull(),
  byId: text('by_id'),
  by: text().notNull(),
});

/** A rule of a body since a day, with its source. */
export const assemblySetting = pgTable('assembly_setting', {
  id: uuid().primaryKey(),
  bodyId: uuid('body_id').notNull(),
  key: text().notNull(),
  number: integer().notNull(),
  value: text().notNull(),
  appliesFrom: plainDate('applies_from').notNull(),
  source: text().notNull(),
  ...doneBy(),
});

export const sitting = pgTable('sitting', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique(),
  bodyId: uuid('body_id').notNull(),
  mode: text({ enum: sittingModes }).notNull(),
  urgent: boolean().notNull().default(false),
  titleFr: text('title_fr').notNull(),
  titleEn: text('title_en'),
  startsAt: instant('starts_at').notNull(),
  place: text(),
  year: integer(),
  number: integer(),
  ...doneBy(),
});
export type Sitting = typeof sitting.$inferSelect;

/** What happens in a sitting, in order; `after` is the quorum then. */
export const sittingEntry = pgTable(
  'sitting_entry',
  {
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    number: integer().notNull(),
    ...doneBy(),
    kind: text().$type<Happening['kind']>().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    after: jsonb().$type<Quorum>(),
    digest: text().notNull(),
    /** Null in those written before there were any; empty once a name was erased. */
    salt: text(),
  },
  (table) => [primaryKey({ columns: [table.sittingId, table.number] })],
);

/** Someone with an account who counts hands and reads paper ballots. */
export const sittingTeller = pgTable(
  'sitting_teller',
  {
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    userId: text('user_id').notNull(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.sittingId, table.userId] })],
);

export const agendaItem = pgTable('agenda_item', {
  id: uuid().primaryKey(),
  sittingId: uuid('sitting_id')
    .notNull()
    .references(() => sitting.id),
  /** Null once it is taken off the agenda. */
  position: integer(),
  kind: text({ enum: itemKinds }).notNull(),
  titleFr: text('title_fr').notNull(),
  titleEn: text('title_en'),
  proposalFr: text('proposal_fr').notNull().default(''),
  proposalEn: text('proposal_en'),
  minutesOf: uuid('minutes_of'),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnReason: text('withdrawn_reason'),
});
export type AgendaItem = typeof agendaItem.$inferSelect;

/** A paper of an item; one that is owed has a day and no file yet. */
export const itemPaper = pgTable('item_paper', {
  id: uuid().primaryKey(),
  itemId: uuid('item_id')
    .notNull()
    .references(() => agendaItem.id),
  title: text().notNull(),
  fileId: uuid('file_id'),
  owedUntil: plainDate('owed_until'),
  ...doneBy(),
});
export type ItemPaper = typeof itemPaper.$inferSelect;

export const itemInterest = pgTable('item_interest', {
  id: uuid().primaryKey(),
  itemId: uuid('item_id')
    .notNull()
    .references(() => agendaItem.id),
  partyId: uuid('party_id').notNull(),
  kind: text({ enum: interestKinds }).notNull(),
  note: text().notNull().default(''),
  ...doneBy(),
});

/** The list of voters as it was at the opening. */
export const sittingVoter = pgTable(
  'sitting_voter',
  {
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    partyId: uuid('party_id').notNull(),
    personId: uuid('person_id'),
    voices: integer().notNull(),
    exclusion: text({ enum: exclusions }),
  },
  (table) => [primaryKey({ columns: [table.sittingId, table.partyId] })],
);

export const proxy = pgTable('proxy', {
  id: uuid().primaryKey(),
  sittingId: uuid('sitting_id')
    .notNull()
    .references(() => sitting.id),
  principalId: uuid('principal_id').notNull(),
  holderId: uuid('holder_id').notNull(),
  fileId: uuid('file_id').notNull(),
  ...doneBy(),
  revokedAt: instant('revoked_at'),
});
export type Proxy = typeof proxy.$inferSelect;

export const recusal = pgTable('recusal', {
  id: uuid().primaryKey(),
  itemId: uuid('item_id')
    .notNull()
    .references(() => agendaItem.id),
  partyId: uuid('party_id').notNull(),
  origin: text({ enum: recusalOrigins }).notNull(),
  reason: text().notNull(),
  ...doneBy(),
  liftedAt: instant('lifted_at'),
});

export const vote = pgTable('vote', {
  id: uuid().primaryKey(),
  sittingId: uuid('sitting_id')
    .notNull()
    .references(() => sitting.id),
  itemId: uuid('item_id').notNull(),
  number: integer().notNull(),
  method: text({ enum: voteMethods }).notNull(),
  form: jsonb().$type<VoteForm>().notNull(),
  ...doneBy(),
});
export type Vote = typeof vote.$inferSelect;

export const voteResult = pgTable('vote_result', {
  voteId: uuid('vote_id')
    .primaryKey()
    .references(() => vote.id),
  result: jsonb().$type<VoteResult>().notNull(),
  ...doneBy(),
});

/** That someone voted; what a secret ballot says is sealed in `envelope` until the vote is closed, and nowhere afterwards. */
export const voteMark = pgTable(
  'vote_mark',
  {
    voteId: uuid('vote_id').notNull(),
    sittingId: uuid('sitting_id').notNull(),
    partyId: uuid('party_id').notNull(),
    castBy: uuid('cast_by'),
    entryNumber: integer('entry_number').notNull(),
    envelope: text(),
  },
  (table) => [primaryKey({ columns: [table.voteId, table.partyId] })],
);

/** A ballot of a closed vote; without its voter where the vote was secret. */
export const ballot = pgTable('ballot', {
  id: uuid().primaryKey(),
  voteId: uuid('vote_id')
    .notNull()
    .references(() => vote.id),
  partyId: uuid('party_id'),
  choice: text().notNull(),
  voices: integer().notNull(),
});
export type Ballot = typeof ballot.$inferSelect;

export const decision = pgTable('decision', {
  id: uuid().primaryKey(),
  sittingId: uuid('sitting_id').notNull(),
  itemId: uuid('item_id').notNull(),
  voteId: uuid('vote_id'),
  number: integer().notNull(),
  code: text().notNull().unique(),
  textFr: text('text_fr').notNull(),
  textEn: text('text_en'),
  public: boolean().notNull(),
  ...doneBy(),
});

export const decisionCancellation = pgTable('decision_cancellation', {
  decisionId: uuid('decision_id')
    .primaryKey()
    .references(() => decision.id),
  reason: text().notNull(),
  ...doneBy(),
});

export const minutesVersion = pgTable(
  'minutes_version',
  {
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    number: integer().notNull(),
    words: text().notNull(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.sittingId, table.number] })],
);
export type MinutesVersion = typeof minutesVersion.$inferSelect;

export const minutesApproval = pgTable('minutes_approval', {
  sittingId: uuid('sitting_id').primaryKey(),
  version: integer().notNull(),
  approvedIn: uuid('approved_in').notNull(),
  decisionId: uuid('decision_id').notNull(),
  signed: text().notNull(),
  hash: text().notNull(),
  signature: text().notNull(),
  keyId: text('key_id').notNull(),
  ...doneBy(),
});
export type MinutesApproval = typeof minutesApproval.$inferSelect;
