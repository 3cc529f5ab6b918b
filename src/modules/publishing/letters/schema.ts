import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../../kernel/db/columns.ts';
import { storedFile } from '../../../kernel/files/index.ts';
import { langs } from '../../../kernel/i18n/lang.ts';
import { channelReasons, channels, letterPurposes, refusablePurposes } from './vocabulary.ts';

/** The language in which a party is written to, where it is not French. */
export const letterLanguage = pgTable('letter_language', {
  partyId: uuid('party_id').primaryKey(),
  lang: text({ enum: langs }).notNull(),
  setAt: instant('set_at').notNull(),
  setById: text('set_by_id'),
  setBy: text('set_by').notNull(),
});

export const letterTemplate = pgTable('letter_template', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  purpose: text({ enum: letterPurposes }).notNull(),
  createdAt: instant('created_at').notNull(),
  createdById: text('created_by_id'),
  createdBy: text('created_by').notNull(),
});

/** A save of a template: never changed afterwards. */
export const letterTemplateVersion = pgTable('letter_template_version', {
  id: uuid().primaryKey(),
  templateId: uuid('template_id')
    .notNull()
    .references(() => letterTemplate.id),
  number: integer().notNull(),
  frSubject: text('fr_subject').notNull(),
  frBody: text('fr_body').notNull(),
  enSubject: text('en_subject'),
  enBody: text('en_body'),
  savedAt: instant('saved_at').notNull(),
  savedById: text('saved_by_id'),
  savedBy: text('saved_by').notNull(),
});
export type TemplateVersion = typeof letterTemplateVersion.$inferSelect;

/** A template sent to many; confirmed, its recipients no longer change. */
export const mailing = pgTable('mailing', {
  id: uuid().primaryKey(),
  versionId: uuid('version_id')
    .notNull()
    .references(() => letterTemplateVersion.id),
  selection: text().notNull(),
  createdAt: instant('created_at').notNull(),
  createdById: text('created_by_id'),
  createdBy: text('created_by').notNull(),
  confirmedAt: instant('confirmed_at'),
  confirmedById: text('confirmed_by_id'),
  confirmedBy: text('confirmed_by'),
});
export type Mailing = typeof mailing.$inferSelect;

/** Everyone that the list of a mailing names, in or out, with the reason. */
export const mailingRecipient = pgTable(
  'mailing_recipient',
  {
    mailingId: uuid('mailing_id')
      .notNull()
      .references(() => mailing.id),
    partyId: uuid('party_id').notNull(),
    position: integer().notNull(),
    personId: uuid('person_id'),
    lang: text({ enum: langs }).notNull(),
    channel: text({ enum: channels }).notNull(),
    reason: text({ enum: channelReasons }),
    address: text(),
    lines: text().notNull(),
    chosenReason: text('chosen_reason'),
    chosenById: text('chosen_by_id'),
    chosenBy: text('chosen_by'),
  },
  (table) => [primaryKey({ columns: [table.mailingId, table.partyId] })],
);
export type MailingRecipient = typeof mailingRecipient.$inferSelect;

/** A letter to a party, by mail or on paper. */
export const letter = pgTable('letter', {
  id: uuid().primaryKey(),
  key: text().notNull().unique(),
  partyId: uuid('party_id').notNull(),
  personId: uuid('person_id'),
  mailingId: uuid('mailing_id').references(() => mailing.id),
  purpose: text({ enum: letterPurposes }).notNull(),
  lang: text({ enum: langs }).notNull(),
  channel: text({ enum: channels }).notNull(),
  reason: text({ enum: channelReasons }),
  address: text(),
  lines: text().notNull(),
  subject: text().notNull(),
  body: text().notNull(),
  createdAt: instant('created_at').notNull(),
  createdById: text('created_by_id'),
  createdBy: text('created_by').notNull(),
  postedAt: instant('posted_at'),
  postedById: text('posted_by_id'),
  postedBy: text('posted_by'),
});
export type Letter = typeof letter.$inferSelect;

export const letterAttachment = pgTable(
  'letter_attachment',
  {
    letterId: uuid('letter_id')
      .notNull()
      .references(() => letter.id),
    position: integer().notNull(),
    name: text().notNull(),
    fileId: uuid('file_id')
      .notNull()
      .references(() => storedFile.id),
  },
  (table) => [primaryKey({ columns: [table.letterId, table.position] })],
);

/** Someone asked that no more letters of a kind go to an address of a party. */
export const unsubscription = pgTable('unsubscription', {
  id: uuid().primaryKey(),
  partyId: uuid('party_id').notNull(),
  address: text().notNull(),
  purpose: text({ enum: refusablePurposes }).notNull(),
  letterId: uuid('letter_id')
    .notNull()
    .references(() => letter.id),
  at: instant().notNull(),
  undoneAt: instant('undone_at'),
});
