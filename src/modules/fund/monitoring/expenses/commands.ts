import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { keepFile, type ReceivedFile } from '../../../../kernel/files/index.ts';
import { amount, day, optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { convert } from '../../../../kernel/money.ts';
import { currencyField, exchangeRateField } from '../../money/fields.ts';
import { signed } from '../../signed.ts';
import { say } from '../messages.ts';
import { mayReviewReports } from '../policy.ts';
import type { ReportCase } from '../queries.ts';
import { openOwn, takeReportStep } from '../reports/commands.ts';
import { lockReport } from '../schedule.ts';
import { fundExpense } from '../schema.ts';

/** An expense as it is typed, or as a line of a file gives it. `rate`: so many units of the currency paid for one of the project's. */
export const expenseInput = z.object({
  spentOn: day,
  label: requiredText(300),
  payee: requiredText(300),
  budgetLine: optionalText(40),
  amount,
  currency: currencyField,
  rate: exchangeRateField,
  rateSource: optionalText(200),
  inKind: z
    .literal('yes')
    .optional()
    .transform((yes) => yes === 'yes'),
});
export type ExpenseInput = z.output<typeof expenseInput>;

/** Adds an expense to a report that is being written, with the file that shows it. @throws Missing, Refused; Invalid with all that is wrong */
export async function recordExpense(
  act: Act,
  reference: string,
  number: string,
  input: ExpenseInput,
  file: ReceivedFile | null,
): Promise<string> {
  return inTransaction(act, async (act) => {
    const report = await openOwn(act, reference, number);
    const faults = faultsOf(act, report, input);
    if (Object.keys(faults).length > 0) throw new Invalid(faults);
    const [id] = await writeExpenses(act, report, [{ input, fileId: file ? await keepFile(act, file) : null }]);
    return id!;
  });
}

/** Adds all the expenses of a file, or none. @throws Missing, Refused */
export async function importExpenses(act: Act, reference: string, number: string, inputs: readonly ExpenseInput[]): Promise<void> {
  await inTransaction(act, async (act) => {
    const report = await openOwn(act, reference, number);
    await writeExpenses(
      act,
      report,
      inputs.map((input) => ({ input, fileId: null })),
    );
  });
}

/** What the schema cannot see of an expense: its days, its line of the budget, its rate. */
export function faultsOf(act: Act, { found, promised }: Pick<ReportCase, 'found' | 'promised'>, input: ExpenseInput) {
  const faults: Record<string, ReturnType<typeof say.later>> = {};
  const { project } = found;
  if (Temporal.PlainDate.compare(input.spentOn, project.startsOn) < 0) faults['spentOn'] = say.later('expense.beforeProject');
  if (Temporal.PlainDate.compare(input.spentOn, dayOf(act.now)) > 0) faults['spentOn'] = say.later('expense.toCome');
  const { lines } = promised.budget;
  if (input.budgetLine && lines.length > 0 && !lines.some(({ id }) => id === input.budgetLine))
    faults['budgetLine'] = say.later('expense.noLine');
  const isForeign = input.currency !== project.currency;
  if (isForeign && !input.rate) faults['rate'] = say.later('expense.rate', { currency: project.currency });
  if (isForeign && !input.rateSource) faults['rateSource'] = say.later('expense.rateSource');
  return faults;
}

async function writeExpenses(
  act: Act,
  { found, due, state }: ReportCase,
  rows: readonly { input: ExpenseInput; fileId: string | null }[],
): Promise<string[]> {
  if (state === null) await takeReportStep(act, due.id, 'draft');
  const { project } = found;
  const values = rows.map(({ input, fileId }) => {
    const isForeign = input.currency !== project.currency;
    return {
      id: randomUUID(),
      projectId: project.id,
      reportId: due.id,
      spentOn: input.spentOn,
      label: input.label,
      payee: input.payee,
      budgetLine: input.budgetLine,
      amountCents: isForeign ? convert(input.amount, input.rate!) : input.amount,
      currency: project.currency,
      paidCents: input.amount,
      paidCurrency: input.currency,
      rate: isForeign ? input.rate : null,
      rateSource: isForeign ? input.rateSource : null,
      inKind: input.inKind,
      fileId,
      rejectedCents: 0,
      ...signed(act),
    };
  });
  await act.db.insert(fundExpense).values(values);
  await audit(act, { command: 'fund.expense.record', subject: due.id, detail: { expenses: values.length } });
  return values.map(({ id }) => id);
}

/** Gives an expense the file that shows it, or another one. @throws Missing, Refused */
export async function giveEvidence(act: Act, reference: string, number: string, expenseId: string, file: ReceivedFile): Promise<void> {
  await inTransaction(act, async (act) => {
    const { due } = await openExpense(act, reference, number, expenseId);
    await act.db
      .update(fundExpense)
      .set({ fileId: await keepFile(act, file) })
      .where(eq(fundExpense.id, expenseId));
    await audit(act, { command: 'fund.expense.evidence', subject: due.id, detail: { expense: expenseId, hash: file.sha256 } });
  });
}

/** Takes an expense out of a report that is being written; its row stays. @throws Missing, Refused */
export async function withdrawExpense(act: Act, reference: string, number: string, expenseId: string): Promise<void> {
  await inTransaction(act, async (act) => {
    const { due } = await openExpense(act, reference, number, expenseId);
    await act.db.update(fundExpense).set({ withdrawnAt: act.now }).where(eq(fundExpense.id, expenseId));
    await audit(act, { command: 'fund.expense.withdraw', subject: due.id, detail: { expense: expenseId } });
  });
}

async function openExpense(act: Act, reference: string, number: string, expenseId: string): Promise<ReportCase> {
  const report = await openOwn(act, reference, number);
  if (!report.expenses.some(({ id }) => id === expenseId)) throw new Missing(`expense ${expenseId}`);
  return report;
}

export const rejectionInput = z.object({ amount: z.string().transform((text) => text.trim()), reason: optionalText(1000) });

/**
 * Rejects a part of an expense while its report is reviewed; nothing rejects nothing any more. @throws Forbidden, Missing; Refused
 * where it is not being reviewed; Invalid beyond the expense, or without a reason
 */
export async function rejectExpense(
  act: Act,
  reportId: string,
  expenseId: string,
  rejectedCents: number,
  reason: string | null,
): Promise<void> {
  if (!mayReviewReports(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const { state } = await lockReport(act, reportId);
    const [expense] = await act.db
      .select()
      .from(fundExpense)
      .where(and(eq(fundExpense.id, expenseId), eq(fundExpense.reportId, reportId)));
    if (!expense || expense.withdrawnAt) throw new Missing(`expense ${expenseId}`);
    if (state !== 'submitted') throw new Refused(say.later('review.notSubmitted'));
    if (rejectedCents > expense.amountCents) throw new Invalid({ amount: say.later('rejection.tooMuch') });
    if (rejectedCents > 0 && !reason) throw new Invalid({ reason: say.later('rejection.reason') });
    await act.db
      .update(fundExpense)
      .set({ rejectedCents, rejection: rejectedCents > 0 ? reason : null })
      .where(eq(fundExpense.id, expenseId));
    await audit(act, { command: 'fund.expense.reject', subject: reportId, detail: { expense: expenseId, rejectedCents, reason } });
  });
}
