import { typeDay } from '../../../../../../kernel/dates.ts';
import { formatDate } from '../../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../../../kernel/money.ts';
import {
  BigNumbers,
  DayField,
  EmptyState,
  ExportLinks,
  Filters,
  Link,
  Page,
  SummaryList,
  Table,
  usePage,
} from '../../../../../../ui/index.ts';
import { exportFormats } from '../../../../../register/index.ts';
import { say } from '../../../messages.ts';
import { moneyPaths } from '../../../paths.ts';
import type { DonorRow } from '../../queries.ts';
import type { Statement } from '../queries.ts';

/** What became of a donor's money by the end of a day, to the cent, from the ledger. `own`: as the donor reads it. */
export function StatementPage({ statement, own, refused }: { statement: Statement; own: boolean; refused?: string | undefined }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { agreement, donor, day, projects, totals, expenses, code } = statement;
  const here = own ? moneyPaths.ownStatement(agreement.reference) : moneyPaths.statementOf(agreement.reference);
  const inOwn = (cents: number) => formatMoney(cents, lang, agreement.currency);
  const au = `au=${day.toString()}`;
  const cells = (line: {
    currency: string;
    allocatedCents: number;
    paidCents: number;
    justifiedCents: number;
    askedBackCents: number;
    refundedCents: number;
  }) =>
    [
      line.allocatedCents,
      line.paidCents,
      line.justifiedCents,
      line.paidCents - line.justifiedCents - line.askedBackCents,
      line.refundedCents,
    ].map((cents) => formatMoney(cents, lang, line.currency));
  return (
    <Page
      title={t('statement.title', { reference: agreement.reference, day: formatDate(day, lang) })}
      noIndex
      width="wide"
      hasErrors={refused !== undefined}
      breadcrumbs={
        own
          ? [{ text: t('nav.own'), href: moneyPaths.own() }, { text: agreement.reference }]
          : [
              { text: t('nav.donors'), href: moneyPaths.donors() },
              { text: agreement.reference, href: moneyPaths.donor(agreement.reference) },
              { text: t('statement.short') },
            ]
      }
    >
      <p class="eyebrow">
        {inLang(donor.name, lang)} · {agreement.title}
      </p>
      <h1>{t('statement.title', { reference: agreement.reference, day: formatDate(day, lang) })}</h1>
      <Filters action={here} values={{ au: typeDay(day) }} clearHref={here}>
        <DayField name="au" label={t('statement.day')} error={refused} />
      </Filters>
      <BigNumbers
        items={[
          { value: inOwn(statement.receivedCents), label: t('statement.received') },
          { value: inOwn(statement.feeCents), label: t('statement.fee') },
          { value: inOwn(statement.allocatedCents), label: t('statement.allocated') },
          { value: inOwn(statement.receivedCents - statement.feeCents - statement.allocatedCents), label: t('statement.free') },
        ]}
      />
      <SummaryList rows={[{ key: t('statement.promised'), value: inOwn(statement.promisedCents) }]} />
      <h2>{t('statement.projects')}</h2>
      {projects.length === 0 ? (
        <EmptyState title={t('statement.noProject')} />
      ) : (
        <Table
          caption={t('statement.count', { count: projects.length })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('column.project') },
            { header: t('column.allocated'), numeric: true },
            { header: t('column.paid'), numeric: true },
            { header: t('column.justified'), numeric: true },
            { header: t('column.toJustify'), numeric: true },
            { header: t('column.refunded'), numeric: true },
          ]}
          rows={[
            ...projects.map((line) => [`${line.reference} ${line.title}`, ...cells(line)]),
            ...totals.map((line) => [<strong>{t('statement.total', { currency: line.currency })}</strong>, ...cells(line)]),
          ]}
        />
      )}
      {expenses.length > 0 && (
        <Table
          caption={t('statement.expenseCount', { count: expenses.length })}
          dense
          columns={[
            { header: t('column.project') },
            { header: t('column.day') },
            { header: t('column.expense') },
            { header: t('column.charged'), numeric: true },
            { header: t('column.file') },
          ]}
          rows={expenses.map((one) => [
            one.project,
            formatDate(one.spentOn, lang),
            one.label,
            formatMoney(one.cents, lang, one.currency),
            t(one.hasEvidence ? 'statement.evidence' : 'trace.noFile'),
          ])}
        />
      )}
      <p class="govuk-hint">{t('statement.code', { code })}</p>
      <p>
        <Link
          href={`${own ? moneyPaths.ownStatementPdf(agreement.reference) : moneyPaths.statementPdf(agreement.reference)}?${au}`}
          download
        >
          {t('statement.pdf')}
        </Link>
      </p>
      <ExportLinks hrefOf={(format) => `${here}?${au}&format=${exportFormats[format]}`} />
    </Page>
  );
}

/** What a donor finds here: its own agreements, and where each stands. */
export function OwnAgreementsPage({ rows }: { rows: readonly DonorRow[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('nav.own')} noIndex width="wide">
      <h1>{t('nav.own')}</h1>
      <p class="lede">{t('own.lede')}</p>
      {rows.length === 0 ? (
        <EmptyState title={t('own.none')} />
      ) : (
        <Table
          caption={t('donors.count', { count: rows.length })}
          firstCellIsHeader
          columns={[
            { header: t('column.agreement') },
            { header: t('statement.promised'), numeric: true },
            { header: t('statement.received'), numeric: true },
            { header: t('statement.allocated'), numeric: true },
          ]}
          rows={rows.map(({ agreement, receivedCents, allocatedCents }) => [
            <Link href={moneyPaths.ownStatement(agreement.reference)}>{`${agreement.reference} ${agreement.title}`}</Link>,
            formatMoney(agreement.amountCents, lang, agreement.currency),
            formatMoney(receivedCents, lang, agreement.currency),
            formatMoney(allocatedCents, lang, agreement.currency),
          ])}
        />
      )}
    </Page>
  );
}
