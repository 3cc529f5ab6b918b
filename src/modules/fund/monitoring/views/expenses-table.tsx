import type { ComponentChildren } from 'preact';
import { formatDate } from '../../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { Link, Table, usePage } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import type { ReportCase } from '../queries.ts';
import { listUnproven } from '../rules.ts';
import type { Expense } from '../schema.ts';

/** The expenses of a report, what was rejected of each, and what they come to. `actions`: what may be done with one. */
export function ExpensesTable({
  report: { expenses, found, promised },
  evidenceOf,
  actions,
}: {
  report: ReportCase;
  evidenceOf: (expense: string) => string;
  actions?: ((expense: Expense) => ComponentChildren) | undefined;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const money = (cents: number) => formatMoney(cents, lang, found.project.currency);
  const sum = (of: (one: Expense) => number) => expenses.reduce((total, one) => total + of(one), 0);
  const labels = new Map(promised.budget.lines.map(({ id, label }) => [id, label]));
  if (expenses.length === 0) return <p>{t('expenses.none')}</p>;
  return (
    <Table
      caption={t('expenses.count', { count: expenses.length, missing: listUnproven(expenses).length })}
      dense
      firstCellIsHeader
      columns={[
        { header: t('column.label') },
        { header: t('column.day') },
        { header: t('column.payee') },
        { header: t('column.line') },
        { header: t('column.amount'), numeric: true },
        { header: t('column.accepted'), numeric: true },
        { header: t('column.evidence') },
        ...(actions ? [{ header: t('column.actions') }] : []),
      ]}
      rows={[
        ...expenses.map((one) => [
          <>
            {one.label}
            {one.inKind && <span class="govuk-hint"> ({t('expense.inKind')})</span>}
          </>,
          formatDate(one.spentOn, lang),
          one.payee,
          labels.get(one.budgetLine ?? '') ?? '—',
          <>
            {money(one.amountCents)}
            {one.rate !== null && (
              <>
                <br />
                <span class="govuk-hint">
                  {t('expense.paidIn', {
                    amount: formatMoney(one.paidCents, lang, one.paidCurrency),
                    rate: one.rate,
                    source: one.rateSource ?? '',
                  })}
                </span>
              </>
            )}
          </>,
          <>
            {money(one.amountCents - one.rejectedCents)}
            {one.rejection !== null && (
              <>
                <br />
                <span class="govuk-hint">{t('expense.rejected', { amount: money(one.rejectedCents), reason: one.rejection })}</span>
              </>
            )}
          </>,
          one.fileId === null ? (
            t('expense.noEvidence')
          ) : (
            <Link href={evidenceOf(one.id)} download>
              {t('expense.evidence')}
            </Link>
          ),
          ...(actions ? [actions(one)] : []),
        ]),
        [
          t('expenses.total'),
          '',
          '',
          '',
          money(sum((one) => one.amountCents)),
          money(sum((one) => one.amountCents - one.rejectedCents)),
          '',
          ...(actions ? [''] : []),
        ],
      ]}
    />
  );
}
