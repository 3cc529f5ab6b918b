import { formatNumber } from '../../../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../../../kernel/money.ts';
import { Table, usePage } from '../../../../../ui/index.ts';
import { type Budget, payers } from '../../content/budget.ts';
import { say } from '../../messages.ts';

/** What each brings, and which part of the whole that is. With the island of the page, it follows what is typed. */
export function BudgetTotals({ budget, currency }: { budget: Budget; currency: string }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const cents = { fund: budget.fundCents, city: budget.cityCents, in_kind: budget.inKindCents, other: budget.otherCents };
  const share = (part: number) =>
    budget.totalCents === 0 ? '–' : formatNumber(part / budget.totalCents, lang, { style: 'percent', maximumFractionDigits: 2 });
  return (
    <Table
      caption={t('budget.totals')}
      firstCellIsHeader
      columns={[{ header: t('budget.who') }, { header: t('budget.amount'), numeric: true }, { header: t('budget.share'), numeric: true }]}
      rows={[
        ...payers.map((payer) => [
          t(`payer.${payer}`),
          <span data-total={payer}>{formatMoney(cents[payer], lang, currency)}</span>,
          <span data-share={payer}>{share(cents[payer])}</span>,
        ]),
        [t('budget.total'), <strong data-total="all">{formatMoney(budget.totalCents, lang, currency)}</strong>, ''],
      ]}
    />
  );
}
