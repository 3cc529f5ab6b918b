import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../kernel/db/columns.ts';
import { cents, doneBy } from '../columns.ts';
import { reportKinds, reportStates } from '../vocabulary.ts';

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
