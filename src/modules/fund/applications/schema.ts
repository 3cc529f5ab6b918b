import { doublePrecision, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../kernel/db/columns.ts';
import { langs } from '../../../kernel/i18n/lang.ts';
import { cents, doneBy } from '../columns.ts';
import { pieceValue } from './content/column.ts';
import { dossierRoles, dossierStates, type MarkerScore } from '../vocabulary.ts';

/** What a city asks the fund to support; `reference` is given at the first deposit. */
export const fundDossier = pgTable('fund_dossier', {
  id: uuid().primaryKey(),
  reference: text().unique(),
  callId: uuid('call_id').notNull(),
  formId: uuid('form_id').notNull(),
  formVersion: integer('form_version').notNull(),
  leadId: uuid('lead_id').notNull(),
  title: text().notNull(),
  continuesId: uuid('continues_id'),
  lang: text({ enum: langs }).notNull(),
  ...doneBy(),
});
export type FundDossier = typeof fundDossier.$inferSelect;

export const fundDossierStep = pgTable(
  'fund_dossier_step',
  {
    dossierId: uuid('dossier_id').notNull(),
    number: integer().notNull(),
    state: text({ enum: dossierStates }).notNull(),
    onDay: plainDate('on_day'),
    reason: text(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.number] })],
);

/** Where each dossier stands: its last step and its last deposit, written by triggers. */
export const fundDossierNow = pgTable('fund_dossier_now', {
  dossierId: uuid('dossier_id').primaryKey(),
  state: text({ enum: dossierStates }).notNull(),
  since: instant().notNull(),
  version: integer(),
  currency: text(),
  requestedCents: cents('requested_cents'),
  depositedAt: instant('deposited_at'),
});

/** A partner or a funder of a dossier. */
export const fundDossierParty = pgTable(
  'fund_dossier_party',
  {
    dossierId: uuid('dossier_id').notNull(),
    partyId: uuid('party_id').notNull(),
    role: text({ enum: dossierRoles }).notNull(),
    invitedAt: instant('invited_at').notNull(),
    invitedBy: text('invited_by').notNull(),
    acceptedAt: instant('accepted_at'),
    acceptedBy: text('accepted_by'),
    endedAt: instant('ended_at'),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.partyId, table.role] })],
);

/** A piece that was written: where, on top of which edit, by whom; its identifier is the author's, so it is kept once. */
export const fundDossierEdit = pgTable('fund_dossier_edit', {
  id: uuid().primaryKey(),
  dossierId: uuid('dossier_id').notNull(),
  number: integer().notNull(),
  path: text().notNull(),
  value: pieceValue(),
  base: integer().notNull(),
  ...doneBy(),
});

/** What each piece says now. */
export const fundDossierField = pgTable(
  'fund_dossier_field',
  {
    dossierId: uuid('dossier_id').notNull(),
    path: text().notNull(),
    value: pieceValue().notNull(),
    number: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.path] })],
);

export const fundDossierFile = pgTable('fund_dossier_file', {
  id: uuid().primaryKey(),
  dossierId: uuid('dossier_id').notNull(),
  path: text().notNull(),
  fileId: uuid('file_id').notNull().unique(),
  ...doneBy(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnBy: text('withdrawn_by'),
});

/** A deposit, frozen. Markers: null is « not screened ». */
export const fundDossierVersion = pgTable(
  'fund_dossier_version',
  {
    dossierId: uuid('dossier_id').notNull(),
    number: integer().notNull(),
    leadId: uuid('lead_id').notNull(),
    content: jsonb().notNull(),
    hash: text().notNull(),
    receipt: text().notNull().unique(),
    title: text().notNull(),
    summary: text().notNull(),
    currency: text().notNull(),
    requestedCents: cents('requested_cents').notNull(),
    totalCents: cents('total_cents').notNull(),
    cityCents: cents('city_cents').notNull(),
    inKindCents: cents('in_kind_cents').notNull(),
    otherCents: cents('other_cents').notNull(),
    startsOn: plainDate('starts_on').notNull(),
    endsOn: plainDate('ends_on').notNull(),
    gender: integer().$type<MarkerScore>(),
    adaptation: integer().$type<MarkerScore>(),
    mitigation: integer().$type<MarkerScore>(),
    biodiversity: integer().$type<MarkerScore>(),
    desertification: integer().$type<MarkerScore>(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.number] })],
);
export type DossierVersion = typeof fundDossierVersion.$inferSelect;

/** What a version is about; `share` in hundredths of a percent. */
export const fundDossierSector = pgTable('fund_dossier_sector', {
  dossierId: uuid('dossier_id').notNull(),
  version: integer().notNull(),
  theme: text(),
  purpose: text(),
  share: integer().notNull(),
});

export const fundDossierPlace = pgTable('fund_dossier_place', {
  dossierId: uuid('dossier_id').notNull(),
  version: integer().notNull(),
  name: text().notNull(),
  partyId: uuid('party_id'),
  latitude: doublePrecision(),
  longitude: doublePrecision(),
});
