import { bigint, integer, jsonb, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../kernel/db/columns.ts';
import { langs } from '../../kernel/i18n/lang.ts';
import { signingKey } from '../../kernel/signing/schema.ts';
import { certainties, type Alternative, type Expression } from './evaluation/expression.ts';
import { hedges } from './hedges.ts';

export const figure = pgTable('figure', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique(),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** What a figure means, from one publication to the next; a published version never changes. */
export const figureVersion = pgTable('figure_version', {
  id: uuid().primaryKey(),
  figureId: uuid('figure_id')
    .notNull()
    .references(() => figure.id),
  number: integer().notNull(),
  nameFr: text('name_fr').notNull(),
  nameEn: text('name_en').notNull(),
  ruleFr: text('rule_fr').notNull(),
  ruleEn: text('rule_en').notNull(),
  unitFr: text('unit_fr').notNull(),
  unitEn: text('unit_en').notNull(),
  expression: jsonb().$type<Expression>().notNull(),
  certainties: text({ enum: certainties }).array().notNull(),
  alternatives: jsonb().$type<Alternative[]>().notNull(),
  state: text({ enum: ['draft', 'published'] }).notNull(),
  draftedBy: text('drafted_by').notNull(),
  draftedAt: instant('drafted_at').notNull(),
  publishedBy: text('published_by'),
  publishedAt: instant('published_at'),
});

/** A value frozen with its rows and signed; `payload` is the canonical JSON, byte for byte. */
export const snapshot = pgTable('snapshot', {
  code: text().primaryKey(),
  figureVersionId: uuid('figure_version_id')
    .notNull()
    .references(() => figureVersion.id),
  on: plainDate().notNull(),
  revision: bigint({ mode: 'number' }).notNull(),
  knownAt: instant('known_at').notNull(),
  value: numeric({ mode: 'number' }).notNull(),
  payload: text().notNull(),
  hash: text().notNull().unique(),
  signature: text().notNull(),
  keyId: text('key_id')
    .notNull()
    .references(() => signingKey.id),
  frozenBy: text('frozen_by').notNull(),
  frozenById: text('frozen_by_id'),
  frozenAt: instant('frozen_at').notNull(),
});

/** A sentence of a published text that quotes a figure: what it says (`hedge`, `bound`) and the snapshot behind it. */
export const citation = pgTable('citation', {
  id: uuid().primaryKey(),
  textRef: text('text_ref').notNull(),
  textTitle: text('text_title').notNull(),
  textPath: text('text_path').notNull(),
  lang: text({ enum: langs }).notNull(),
  position: integer().notNull(),
  sentence: text().notNull(),
  figureVersionId: uuid('figure_version_id')
    .notNull()
    .references(() => figureVersion.id),
  snapshotCode: text('snapshot_code')
    .notNull()
    .references(() => snapshot.code),
  hedge: text({ enum: hedges }).notNull(),
  bound: numeric({ mode: 'number' }).notNull(),
  signedBy: text('signed_by').notNull(),
  signedById: text('signed_by_id'),
  recordedAt: instant('recorded_at').notNull(),
  withdrawnAt: instant('withdrawn_at'),
});

/** The state of knowledge and the day that published sentences were last compared with. */
export const driftCheck = pgTable(
  'drift_check',
  {
    revision: bigint({ mode: 'number' }).notNull(),
    day: plainDate().notNull(),
    checkedAt: instant('checked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.revision, table.day] })],
);

/** Why a value is no longer what was published: the register was wrong, or time has passed. */
export const driftCauses = ['correction', 'time'] as const;
export type DriftCause = (typeof driftCauses)[number];

/** A drift of which those who signed have been told. */
export const driftNotice = pgTable(
  'drift_notice',
  {
    citationId: uuid('citation_id')
      .notNull()
      .references(() => citation.id),
    cause: text({ enum: driftCauses }).notNull(),
    value: text().notNull(),
    noticedAt: instant('noticed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.citationId, table.cause, table.value] })],
);
