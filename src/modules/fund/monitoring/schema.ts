import { boolean, integer, jsonb, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../kernel/db/columns.ts';
import { cents, doneBy } from '../columns.ts';
import { reportKinds, reportStates } from '../vocabulary.ts';
import type { ReportContent } from './reports/content.ts';

/** What is to be reported, and when. */
export const fundReportDue = pgTable('fund_report_due', {
  id: uuid().primaryKey(),
  projectId: uuid('project_id').notNull(),
  number: integer().notNull(),
  kind: text({ enum: reportKinds }).notNull(),
  periodFrom: plainDate('period_from').notNull(),
  periodTo: plainDate('period_to').notNull(),
  dueOn: plainDate('due_on').notNull(),
});
export type ReportDue = typeof fundReportDue.$inferSelect;

/** Why a report is due on another day. */
export const fundReportMove = pgTable(
  'fund_report_move',
  {
    reportId: uuid('report_id').notNull(),
    number: integer().notNull(),
    fromDay: plainDate('from_day').notNull(),
    toDay: plainDate('to_day').notNull(),
    reason: text().notNull(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.number] })],
);

export const fundReportStep = pgTable(
  'fund_report_step',
  {
    reportId: uuid('report_id').notNull(),
    number: integer().notNull(),
    state: text({ enum: reportStates }).notNull(),
    remarks: text(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.number] })],
);
export type ReportStep = typeof fundReportStep.$inferSelect;

/** Where each report stands, written by triggers; one that was not begun is in no state. */
export const fundReportNow = pgTable('fund_report_now', {
  reportId: uuid('report_id').primaryKey(),
  state: text({ enum: reportStates }),
  since: instant(),
});

/** What is being written of a report; `number` grows with each save. */
export const fundReportDraft = pgTable('fund_report_draft', {
  reportId: uuid('report_id').primaryKey(),
  number: integer().notNull(),
  content: jsonb().$type<ReportContent>().notNull(),
  ...doneBy(),
});

/** What was handed in, frozen each time. */
export const fundReportVersion = pgTable(
  'fund_report_version',
  {
    reportId: uuid('report_id').notNull(),
    number: integer().notNull(),
    content: jsonb().$type<ReportContent>().notNull(),
    hash: text().notNull(),
    receipt: text().notNull().unique(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.number] })],
);
export type ReportVersion = typeof fundReportVersion.$inferSelect;

/** What was reached of an indicator, as it was handed in. */
export const fundReportActual = pgTable(
  'fund_report_actual',
  {
    reportId: uuid('report_id').notNull(),
    version: integer().notNull(),
    indicator: text().notNull(),
    total: numeric({ mode: 'number' }).notNull(),
    women: numeric({ mode: 'number' }),
    men: numeric({ mode: 'number' }),
    note: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.version, table.indicator] })],
);

/** Money spent by a project; `amountCents` in the project's currency, `paidCents` in that in which it was paid. */
export const fundExpense = pgTable('fund_expense', {
  id: uuid().primaryKey(),
  projectId: uuid('project_id').notNull(),
  reportId: uuid('report_id').notNull(),
  spentOn: plainDate('spent_on').notNull(),
  label: text().notNull(),
  payee: text().notNull(),
  budgetLine: text('budget_line'),
  amountCents: cents('amount_cents').notNull(),
  currency: text().notNull(),
  paidCents: cents('paid_cents').notNull(),
  paidCurrency: text('paid_currency').notNull(),
  rate: text(),
  rateSource: text('rate_source'),
  inKind: boolean('in_kind').notNull(),
  fileId: uuid('file_id'),
  ...doneBy(),
  withdrawnAt: instant('withdrawn_at'),
  rejectedCents: cents('rejected_cents').notNull(),
  rejection: text(),
});
export type Expense = typeof fundExpense.$inferSelect;
