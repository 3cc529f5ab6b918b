import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../kernel/db/columns.ts';
import { doneBy } from '../columns.ts';

/**
 * Nobody is recognizable; people are, and their agreement is still to be collected; each of them agreed in writing; the
 * agreement was taken back, or someone objects.
 */
export const consentStates = ['nobody', 'asked', 'given', 'withdrawn'] as const;
export type ConsentState = (typeof consentStates)[number];

/** A photo of a project. */
export const fundPhoto = pgTable('fund_photo', {
  id: uuid().primaryKey(),
  projectId: uuid('project_id').notNull(),
  caption: text().notNull(),
  takenOn: plainDate('taken_on'),
  place: text(),
  credit: text(),
  ...doneBy(),
  byId: text('by_id').notNull(),
});
export type Photo = typeof fundPhoto.$inferSelect;

/** The picture of a photo, and the size at which it is shown. */
export const fundPhotoPicture = pgTable('fund_photo_picture', {
  photoId: uuid('photo_id').primaryKey(),
  fileId: uuid('file_id').notNull(),
  width: integer().notNull(),
  height: integer().notNull(),
});
export type PhotoPicture = typeof fundPhotoPicture.$inferSelect;

/** What is known of the agreement of those who are seen; the last row of a photo holds. */
export const fundPhotoConsent = pgTable(
  'fund_photo_consent',
  {
    photoId: uuid('photo_id').notNull(),
    number: integer().notNull(),
    state: text({ enum: consentStates }).notNull(),
    children: boolean().notNull(),
    fileId: uuid('file_id'),
    /** That there was a paper stays once it is forgotten. */
    paperSha256: text('paper_sha256'),
    paperForgottenAt: instant('paper_forgotten_at'),
    collectedBy: text('collected_by'),
    collectedOn: plainDate('collected_on'),
    /** Why it was taken back. */
    reason: text(),
    ...doneBy(),
    byId: text('by_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.photoId, table.number] })],
);
export type Consent = typeof fundPhotoConsent.$inferSelect;

/** The place of a photo on the public page, and the consent on which it rests; null where it was taken off. */
export const fundPhotoChoice = pgTable(
  'fund_photo_choice',
  {
    photoId: uuid('photo_id').notNull(),
    number: integer().notNull(),
    position: integer(),
    consent: integer(),
    ...doneBy(),
    byId: text('by_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.photoId, table.number] })],
);

export const fundPhotoRemoval = pgTable('fund_photo_removal', {
  photoId: uuid('photo_id').primaryKey(),
  reason: text().notNull(),
  ...doneBy(),
  byId: text('by_id').notNull(),
});
