import { doublePrecision, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../kernel/db/columns.ts';
import { langs } from '../../kernel/i18n/lang.ts';
import { textKinds, textStates } from './vocabulary.ts';

const doneBy = () => ({
  at: instant().notNull(),
  byId: text('by_id'),
  by: text().notNull(),
});

/** Something the network says: an account, a speech, a letter. Its words are in its versions. */
export const writtenText = pgTable('written_text', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique(),
  kind: text({ enum: textKinds }).notNull(),
  figuresOn: plainDate('figures_on').notNull(),
  figuresOnById: text('figures_on_by_id'),
  createdAt: instant('created_at').notNull(),
  createdById: text('created_by_id'),
  createdBy: text('created_by').notNull(),
});

/** A save of a text in one language: never changed afterwards. */
export const textVersion = pgTable('text_version', {
  id: uuid().primaryKey(),
  textId: uuid('text_id')
    .notNull()
    .references(() => writtenText.id),
  language: text({ enum: langs }).notNull(),
  number: integer().notNull(),
  translates: integer(),
  title: text().notNull(),
  lead: text().notNull(),
  markdown: text().notNull(),
  signature: text().notNull(),
  savedAt: instant('saved_at').notNull(),
  savedById: text('saved_by_id'),
  savedBy: text('saved_by').notNull(),
});
export type TextVersion = typeof textVersion.$inferSelect;

/** A step of a text's life: the state it entered, when, by whom, why. */
export const textStep = pgTable('text_step', {
  id: uuid().primaryKey(),
  textId: uuid('text_id')
    .notNull()
    .references(() => writtenText.id),
  number: integer().notNull(),
  state: text({ enum: textStates }).notNull(),
  ...doneBy(),
  reason: text(),
});
export type TextStep = typeof textStep.$inferSelect;

/** What a figure was worth, by which version of its rule, when a text that quotes it was approved. */
export const approvedFigure = pgTable(
  'approved_figure',
  {
    stepId: uuid('step_id')
      .notNull()
      .references(() => textStep.id),
    slug: text().notNull(),
    day: plainDate().notNull(),
    figureVersionId: uuid('figure_version_id').notNull(),
    value: doublePrecision().notNull(),
  },
  (table) => [primaryKey({ columns: [table.stepId, table.slug, table.day] })],
);

/** Why an unbound number may be published. */
export const mentionReason = pgTable('mention_reason', {
  id: uuid().primaryKey(),
  textId: uuid('text_id')
    .notNull()
    .references(() => writtenText.id),
  language: text({ enum: langs }).notNull(),
  sentence: text().notNull(),
  mention: text().notNull(),
  reason: text().notNull(),
  ...doneBy(),
});
export type MentionReason = typeof mentionReason.$inferSelect;

/** What the public reads: number 1 is the first publication, the others are corrections. */
export const publication = pgTable('publication', {
  id: uuid().primaryKey(),
  textId: uuid('text_id')
    .notNull()
    .references(() => writtenText.id),
  number: integer().notNull(),
  frVersionId: uuid('fr_version_id').notNull(),
  enVersionId: uuid('en_version_id'),
  summaryFr: text('summary_fr').notNull(),
  summaryEn: text('summary_en'),
  wordsFr: text('words_fr').notNull(),
  wordsEn: text('words_en'),
  ...doneBy(),
});

/** The code of the snapshot that a publication froze for a figure on a day. */
export const publicationFigure = pgTable(
  'publication_figure',
  {
    publicationId: uuid('publication_id')
      .notNull()
      .references(() => publication.id),
    slug: text().notNull(),
    day: plainDate().notNull(),
    code: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.publicationId, table.slug, table.day] })],
);

/** The notice that goes with a corrected publication. */
export const correction = pgTable('correction', {
  publicationId: uuid('publication_id')
    .primaryKey()
    .references(() => publication.id),
  noticeFr: text('notice_fr').notNull(),
  noticeEn: text('notice_en'),
});

/** Why a text is no longer what the network says. */
export const withdrawal = pgTable('withdrawal', {
  textId: uuid('text_id')
    .primaryKey()
    .references(() => writtenText.id),
  noticeFr: text('notice_fr').notNull(),
  noticeEn: text('notice_en'),
  ...doneBy(),
});
