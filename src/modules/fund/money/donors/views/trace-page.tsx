import { formatDate } from '../../../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../../../kernel/money.ts';
import { EmptyState, ExportLinks, Link, Page, Table, usePage } from '../../../../../ui/index.ts';
import { exportFormats } from '../../../../register/index.ts';
import { projectPaths } from '../../../projects/paths.ts';
import type { TraceRow } from '../../charges/trace.ts';
import { say } from '../../messages.ts';
import { moneyPaths } from '../../paths.ts';
import type { DonorAgreement } from '../schema.ts';

/** Each euro of an agreement that is justified: the payment that carried it, the expense that it paid, the file that shows it. */
export function TracePage({ agreement, rows }: { agreement: DonorAgreement; rows: readonly TraceRow[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const title = t('trace.title', { reference: agreement.reference });
  const totals = Map.groupBy(rows, (row) => row.currency);
  return (
    <Page
      title={title}
      noIndex
      width="wide"
      breadcrumbs={[
        { text: t('nav.donors'), href: moneyPaths.donors() },
        { text: agreement.reference, href: moneyPaths.donor(agreement.reference) },
        { text: t('trace.short') },
      ]}
    >
      <h1>{title}</h1>
      <p class="lede">{t('trace.lede')}</p>
      {rows.length === 0 ? (
        <EmptyState title={t('trace.none')}>
          <p>{t('trace.noneText')}</p>
        </EmptyState>
      ) : (
        <>
          {[...totals].map(([currency, of]) => (
            <p>
              <strong>
                {t('trace.total', {
                  amount: formatMoney(
                    of.reduce((sum, one) => sum + one.amountCents, 0),
                    lang,
                    currency,
                  ),
                })}
              </strong>
            </p>
          ))}
          <Table
            caption={t('trace.count', { count: rows.length })}
            dense
            columns={[
              { header: t('column.project') },
              { header: t('column.payment') },
              { header: t('column.day') },
              { header: t('column.expense') },
              { header: t('column.accepted'), numeric: true },
              { header: t('column.charged'), numeric: true },
              { header: t('column.file') },
            ]}
            rows={rows.map(({ amountCents, currency, project, payment, expense }) => [
              <Link href={projectPaths.money(project)}>{project}</Link>,
              <Link href={moneyPaths.payment(payment)}>{payment}</Link>,
              formatDate(expense.spentOn, lang),
              [expense.label, expense.payee].filter(Boolean).join(', '),
              formatMoney(expense.amountCents, lang, currency),
              formatMoney(amountCents, lang, currency),
              expense.fileId ? (
                <Link href={moneyPaths.traceFile(agreement.reference, expense.id)}>{t('trace.file')}</Link>
              ) : (
                t('trace.noFile')
              ),
            ])}
          />
          <ExportLinks hrefOf={(format) => `${moneyPaths.trace(agreement.reference)}?format=${exportFormats[format]}`} />
        </>
      )}
    </Page>
  );
}
