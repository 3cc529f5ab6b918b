import { formatDate } from '../../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { DayField, EmptyState, Filters, Table, usePage } from '../../../../ui/index.ts';
import { ListLinks } from '../../list-links.tsx';
import type { Balance } from '../../ledger/queries.ts';
import type { FundEntry } from '../../ledger/schema.ts';
import { say } from '../messages.ts';
import { moneyPaths } from '../paths.ts';
import { MoneyLayout } from './money-layout.tsx';

export interface LedgerPageProps {
  rows: readonly { entry: FundEntry; project: string | null; agreement: string | null }[];
  total: number;
  page: number;
  pages: number;
  balances: readonly Balance[];
  typed: { from: string; to: string };
}

/** Every entry of the fund, and what each account holds. */
export function LedgerPage({ rows, total, page, pages, balances, typed }: LedgerPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const hrefOf = (more: Record<string, string>) => `${moneyPaths.ledger()}?${new URLSearchParams({ ...typed, ...more }).toString()}`;
  return (
    <MoneyLayout title={t('nav.ledger')} section="ledger">
      <p class="lede">{t('ledger.lede')}</p>
      <Filters action={moneyPaths.ledger()} values={typed} clearHref={moneyPaths.ledger()}>
        <DayField name="from" label={t('ledger.from')} />
        <DayField name="to" label={t('ledger.to')} />
      </Filters>
      {rows.length === 0 ? (
        <EmptyState title={t('ledger.none')}>
          <p>{t('ledger.noneText')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('ledger.balances')}
            dense
            firstCellIsHeader
            columns={[{ header: t('column.account') }, { header: t('column.balance'), numeric: true }]}
            rows={balances.map(({ account, currency, cents }) => [t(`account.${account}`), formatMoney(cents, lang, currency)])}
          />
          <Table
            caption={t('ledger.count', { count: total })}
            dense
            columns={[
              { header: t('column.number'), numeric: true },
              { header: t('column.day') },
              { header: t('column.words') },
              { header: t('column.debit') },
              { header: t('column.credit') },
              { header: t('column.amount'), numeric: true },
            ]}
            rows={rows.map(({ entry }) => [
              String(entry.number),
              formatDate(entry.bookedOn, lang),
              entry.label,
              t(`account.${entry.debit}`),
              t(`account.${entry.credit}`),
              formatMoney(entry.amountCents, lang, entry.currency),
            ])}
          />
          <ListLinks page={page} pages={pages} hrefOf={hrefOf} />
        </>
      )}
    </MoneyLayout>
  );
}
