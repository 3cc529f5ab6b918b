import { bigint, boolean, customType, integer, jsonb, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, int8range, plainDate } from '../../../kernel/db/columns.ts';
import { langs } from '../../../kernel/i18n/lang.ts';
import { membershipCategories } from '../standing/rules.ts';
import { accounts, callKinds, entryKinds, exceptionKinds, matchWays, reminderChannels, scaleStates, settingNames } from './vocabulary.ts';

const cents = (name: string) => bigint(name, { mode: 'number' });

const doneBy = () => ({
  at: instant().notNull(),
  byId: text('by_id'),
  by: text().notNull(),
});

/** Numbers from `from` included to `to` excluded; null is open. */
export interface NumberRange {
  from: number;
  to: number | null;
}

/** `numrange` ↔ `NumberRange`. */
const numrange = customType<{ data: NumberRange; driverData: string }>({
  dataType: () => 'numrange',
  toDriver: ({ from, to }) => `[${from},${to ?? ''})`,
  fromDriver: (text) => {
    const [, from, to] = /^\[([^,]*),([^)]*)\)$/.exec(text)!;
    return { from: Number(from), to: to ? Number(to) : null };
  },
});

/** The scale of a year: a version of it. */
export const dueScale = pgTable('due_scale', {
  id: uuid().primaryKey(),
  year: integer().notNull(),
  version: integer().notNull(),
  currency: text().notNull(),
  floorCents: cents('floor_cents').notNull(),
  entryFeeCents: cents('entry_fee_cents').notNull(),
  note: text(),
  createdAt: instant('created_at').notNull(),
  createdById: text('created_by_id'),
  createdBy: text('created_by').notNull(),
});

/** A cell of the table: GNI per head × population → amount. */
export const dueScaleBand = pgTable('due_scale_band', {
  id: uuid().primaryKey(),
  scaleId: uuid('scale_id')
    .notNull()
    .references(() => dueScale.id),
  gni: numrange().notNull(),
  population: int8range().notNull(),
  amountCents: cents('amount_cents').notNull(),
});

/** One amount for all members of a category. */
export const dueScaleFlat = pgTable(
  'due_scale_flat',
  {
    scaleId: uuid('scale_id')
      .notNull()
      .references(() => dueScale.id),
    category: text({ enum: membershipCategories }).notNull(),
    amountCents: cents('amount_cents').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scaleId, table.category] })],
);

/** What a member may add of its own accord. */
export const dueScaleVoluntary = pgTable(
  'due_scale_voluntary',
  {
    scaleId: uuid('scale_id')
      .notNull()
      .references(() => dueScale.id),
    amountCents: cents('amount_cents').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scaleId, table.amountCents] })],
);

/** A step of a scale's life. */
export const dueScaleStep = pgTable(
  'due_scale_step',
  {
    scaleId: uuid('scale_id').notNull(),
    year: integer().notNull(),
    number: integer().notNull(),
    state: text({ enum: scaleStates }).notNull(),
    ...doneBy(),
    decidedOn: plainDate('decided_on'),
    source: text(),
    reason: text(),
  },
  (table) => [primaryKey({ columns: [table.scaleId, table.number] })],
);
export type ScaleStep = typeof dueScaleStep.$inferSelect;

/** A call of all members in one go. */
export const dueCampaign = pgTable('due_campaign', {
  id: uuid().primaryKey(),
  year: integer().notNull(),
  scaleId: uuid('scale_id').notNull(),
  calledOn: plainDate('called_on').notNull(),
  dueOn: plainDate('due_on').notNull(),
  ...doneBy(),
});

/** A figure that an amount rests on: what it is worth, since when, and who says so. */
export interface BasisFigure {
  value: number;
  unit: string;
  /** The period that it speaks of, as the register dates it. */
  on: string | null;
  source: string;
  url: string | null;
}

/** Why a call asks that much. `table` and `floor` rest on figures; `flat` on the category; `entry_fee` and `taken_over` on neither. */
export interface Basis {
  rule: 'table' | 'floor' | 'flat' | 'entry_fee' | 'taken_over';
  gni?: BasisFigure;
  population?: BasisFigure;
  /** Of a due taken over from the books of before: where it is written. */
  source?: string;
}

/** What one member is asked for one year. */
export const dueCall = pgTable('due_call', {
  id: uuid().primaryKey(),
  campaignId: uuid('campaign_id').references(() => dueCampaign.id),
  partyId: uuid('party_id').notNull(),
  year: integer().notNull(),
  kind: text({ enum: callKinds }).notNull(),
  number: integer().notNull(),
  amountCents: cents('amount_cents').notNull(),
  currency: text().notNull(),
  calledOn: plainDate('called_on').notNull(),
  dueOn: plainDate('due_on').notNull(),
  reference: text().notNull().unique(),
  basis: jsonb().$type<Basis>().notNull(),
  ...doneBy(),
});
export type DueCall = typeof dueCall.$inferSelect;

/** A call of a campaign that was sent. */
export const dueCallSending = pgTable('due_call_sending', {
  callId: uuid('call_id')
    .primaryKey()
    .references(() => dueCall.id),
  at: instant().notNull(),
});

/** So many units of a currency for one euro, on a day. */
export const exchangeRate = pgTable('exchange_rate', {
  id: uuid().primaryKey(),
  currency: text().notNull(),
  day: plainDate().notNull(),
  number: integer().notNull(),
  units: numeric().notNull(),
  source: text().notNull(),
  sourceUrl: text('source_url'),
  ...doneBy(),
});
export type ExchangeRate = typeof exchangeRate.$inferSelect;

/** Money that came. */
export const duePayment = pgTable('due_payment', {
  id: uuid().primaryKey(),
  partyId: uuid('party_id').notNull(),
  receivedOn: plainDate('received_on').notNull(),
  amountCents: cents('amount_cents').notNull(),
  currency: text().notNull(),
  receivedCents: cents('received_cents').notNull(),
  rateId: uuid('rate_id').references(() => exchangeRate.id),
  year: integer(),
  payer: text(),
  reference: text(),
  note: text(),
  bankLineId: uuid('bank_line_id'),
  attempt: integer(),
  matchedBy: text('matched_by', { enum: matchWays }),
  ...doneBy(),
});

/** An entry of the journal: one amount, from one account to another. Never changed: reversed. */
export const ledgerEntry = pgTable('ledger_entry', {
  id: uuid().primaryKey(),
  number: bigint({ mode: 'number' }).notNull().unique(),
  kind: text({ enum: entryKinds }).notNull(),
  partyId: uuid('party_id').notNull(),
  year: integer(),
  bookedOn: plainDate('booked_on').notNull(),
  debit: text({ enum: accounts }).notNull(),
  credit: text({ enum: accounts }).notNull(),
  amountCents: cents('amount_cents').notNull(),
  currency: text().notNull(),
  label: text().notNull(),
  callId: uuid('call_id'),
  paymentId: uuid('payment_id'),
  exceptionId: uuid('exception_id'),
  reverses: uuid(),
  ...doneBy(),
});
export type LedgerEntry = typeof ledgerEntry.$inferSelect;

/** What nobody does alone: a waiver, the reversal of a large entry. */
export const dueException = pgTable('due_exception', {
  id: uuid().primaryKey(),
  kind: text({ enum: exceptionKinds }).notNull(),
  partyId: uuid('party_id').notNull(),
  year: integer(),
  entryId: uuid('entry_id'),
  amountCents: cents('amount_cents').notNull(),
  reason: text().notNull(),
  proposedAt: instant('proposed_at').notNull(),
  proposedById: text('proposed_by_id').notNull(),
  proposedBy: text('proposed_by').notNull(),
});

/** What someone else than who proposed it decided. */
export const dueExceptionDecision = pgTable('due_exception_decision', {
  exceptionId: uuid('exception_id').primaryKey(),
  proposedById: text('proposed_by_id').notNull(),
  signed: boolean().notNull(),
  reason: text(),
  at: instant().notNull(),
  byId: text('by_id').notNull(),
  by: text().notNull(),
});

/** A setting from a day on. */
export const dueSetting = pgTable(
  'due_setting',
  {
    name: text({ enum: settingNames }).notNull(),
    number: integer().notNull(),
    startsOn: plainDate('starts_on').notNull(),
    value: jsonb().notNull(),
    reason: text().notNull(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.name, table.number] })],
);

/** Who receives calls and reminders for a member. */
export const dueContact = pgTable('due_contact', {
  partyId: uuid('party_id').primaryKey(),
  name: text().notNull(),
  email: text().notNull(),
  lang: text({ enum: langs }).notNull(),
  ...doneBy(),
});

/** Someone to whom a reminder was sent. */
export interface Recipient {
  name: string;
  address: string;
}

/** A reminder that went out. */
export const dueReminder = pgTable('due_reminder', {
  id: uuid().primaryKey(),
  partyId: uuid('party_id').notNull(),
  callId: uuid('call_id').notNull(),
  year: integer().notNull(),
  level: integer(),
  channel: text({ enum: reminderChannels }).notNull(),
  sentOn: plainDate('sent_on').notNull(),
  recipients: jsonb().$type<Recipient[]>().notNull(),
  subject: text().notNull(),
  body: text().notNull(),
  openCents: cents('open_cents').notNull(),
  ...doneBy(),
});
export type Reminder = typeof dueReminder.$inferSelect;

/** Reminders held back for a member, or taken up again. */
export const duePause = pgTable(
  'due_pause',
  {
    partyId: uuid('party_id').notNull(),
    number: integer().notNull(),
    paused: boolean().notNull(),
    onDay: plainDate('on_day').notNull(),
    reason: text().notNull(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.partyId, table.number] })],
);
