import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../../kernel/db/columns.ts';
import { langs } from '../../../../kernel/i18n/lang.ts';
import { doneBy } from '../../columns.ts';
import type { Change, Terms } from './rules.ts';
import type { Identity } from './signing/identity.ts';

/** What templates are for. */
export const templateKinds = ['agreement', 'amendment'] as const;
export type TemplateKind = (typeof templateKinds)[number];

/** Who signs, in the order in which they do. */
export const sides = ['city', 'network'] as const;
export type Side = (typeof sides)[number];

/** The words of agreements or amendments, version by version. */
export const fundTemplate = pgTable(
  'fund_template',
  {
    kind: text({ enum: templateKinds }).notNull(),
    lang: text({ enum: langs }).notNull(),
    number: integer().notNull(),
    special: text().notNull(),
    general: text().notNull(),
    annexes: text().notNull(),
    reason: text().notNull(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.lang, table.number] })],
);

/** The agreement of a project (`number` 0), or one of its amendments. */
export const fundAgreement = pgTable('fund_agreement', {
  id: uuid().primaryKey(),
  projectId: uuid('project_id').notNull(),
  number: integer().notNull(),
  attempt: integer().notNull(),
  lang: text({ enum: langs }).notNull(),
  template: integer(),
  terms: jsonb().$type<Terms>().notNull(),
  changes: jsonb().$type<Change[]>(),
  reason: text(),
  pdfId: uuid('pdf_id').notNull(),
  docxId: uuid('docx_id').notNull(),
  hash: text().notNull(),
  ...doneBy(),
});
export type Agreement = typeof fundAgreement.$inferSelect;

export const fundAgreementWithdrawal = pgTable('fund_agreement_withdrawal', {
  agreementId: uuid('agreement_id').primaryKey(),
  reason: text().notNull(),
  ...doneBy(),
});

/** A signature on line, on the bytes whose hash it bears. */
export const fundSignature = pgTable(
  'fund_signature',
  {
    agreementId: uuid('agreement_id').notNull(),
    side: text({ enum: sides }).notNull(),
    hash: text().notNull(),
    signatory: text().notNull(),
    quality: text().notNull(),
    identity: jsonb().$type<Identity>().notNull(),
    at: instant().notNull(),
    byId: text('by_id').notNull(),
    by: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.agreementId, table.side] })],
);
export type Signature = typeof fundSignature.$inferSelect;

/** What was signed on paper by both. */
export const fundSignedScan = pgTable('fund_signed_scan', {
  id: uuid().primaryKey(),
  agreementId: uuid('agreement_id').notNull(),
  fileId: uuid('file_id').notNull().unique(),
  signedOn: plainDate('signed_on').notNull(),
  citySignatory: text('city_signatory').notNull(),
  networkSignatory: text('network_signatory').notNull(),
  at: instant().notNull(),
  byId: text('by_id').notNull(),
  by: text().notNull(),
});
export type SignedScan = typeof fundSignedScan.$inferSelect;

export const fundScanCheck = pgTable(
  'fund_scan_check',
  {
    scanId: uuid('scan_id').notNull(),
    byId: text('by_id').notNull(),
    accepted: boolean().notNull(),
    remark: text(),
    at: instant().notNull(),
    by: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.scanId, table.byId] })],
);

/** Signed by both: it binds from `fromDay`. */
export const fundAgreementForce = pgTable('fund_agreement_force', {
  agreementId: uuid('agreement_id').primaryKey(),
  projectId: uuid('project_id').notNull(),
  fromDay: plainDate('from_day').notNull(),
  ...doneBy(),
});
