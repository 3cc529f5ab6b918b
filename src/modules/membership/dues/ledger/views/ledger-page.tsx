import { formatDate } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { DayField, EmptyState, ExportLinks, Filters, Link, Pagination, Table, usePage } from '../../../../../ui/index.ts';
import { exportFormats, withQuery } from '../../../../register/index.ts';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';
import { duesPaths } from '../../paths.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import type { JournalEntry } from '../export.ts';

export interface LedgerPageProps {
  entries: readonly JournalEntry[];
  found: number;
  totalCents: number;
  typed: { from: string; to: string };
  page: number;
  pages: number;
}

/** The journal of entries between two days, to read and to take to the accountant. */
export function LedgerPage({ entries, found, totalCents, typed, page, pages }: LedgerPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const hrefOf = (more: Record<string, string | number>) => withQuery(duesPaths.ledger(), { ...typed, ...more });
  return (
    <DuesPage title={t('nav.ledger')} section="ledger">
      <p class="lede">{t('ledger.lede')}</p>
      <Filters action={duesPaths.ledger()} values={typed} clearHref={duesPaths.ledger()}>
        <DayField name="from" label={t('account.from')} />
        <DayField name="to" label={t('account.to')} />
      </Filters>
      {found === 0 ? (
        <EmptyState title={t('ledger.none')}>
          <p>{t('ledger.noneText')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('ledger.count', { count: found, amount: formatMoney(totalCents, lang) })}
            dense
            columns={[
              { header: t('ledger.number'), numeric: true },
              { header: t('column.day') },
              { header: t('column.member') },
              { header: t('column.label') },
              { header: t('ledger.debit') },
              { header: t('ledger.credit') },
              { header: t('column.amount'), numeric: true },
            ]}
            rows={entries.map(({ entry, party }) => [
              String(entry.number),
              formatDate(entry.bookedOn, lang),
              <Link href={duesPaths.account(party.slug)}>{inLang(party.name, lang)}</Link>,
              entry.kind === 'reversal' ? t('account.reversal', { label: entry.label }) : entry.label,
              t(`accountName.${entry.debit}`),
              t(`accountName.${entry.credit}`),
              formatMoney(entry.amountCents, lang),
            ])}
          />
          <Pagination page={page} pages={pages} hrefOf={(number) => hrefOf({ page: number })} />
          <ExportLinks hrefOf={(format) => hrefOf({ format: exportFormats[format] })} />
        </>
      )}
    </DuesPage>
  );
}
