import { formatDate, formatInstant } from '../../../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../../../kernel/money.ts';
import {
  Button,
  EmptyState,
  type FieldErrors,
  FileUpload,
  Form,
  Link,
  NotificationBanner,
  Radios,
  SummaryList,
  Table,
  Tag,
  usePage,
} from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { moneyPaths } from '../../paths.ts';
import { MoneyLayout, PaymentTag } from '../../views/money-layout.tsx';
import type { LineCase } from '../commands.ts';
import type { findTransferFile, listStatements, TransferFileRow } from '../queries.ts';

/** The files that were written for the bank. */
export function TransfersPage({ files }: { files: readonly TransferFileRow[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <MoneyLayout title={t('nav.transfers')} section="transfers">
      <p class="lede">{t('transfers.lede')}</p>
      {files.length === 0 ? (
        <EmptyState title={t('transfers.none')}>
          <p>
            <Link href={`${moneyPaths.payments()}?state=approved`}>{t('payment.orderThere')}</Link>
          </p>
        </EmptyState>
      ) : (
        <Table
          caption={t('nav.transfers')}
          dense
          firstCellIsHeader
          columns={[
            { header: t('column.message') },
            { header: t('column.amount'), numeric: true },
            { header: t('column.count'), numeric: true },
            { header: t('transfer.executeOn') },
            { header: t('column.state') },
          ]}
          rows={files.map(({ file, download }) => [
            <Link href={moneyPaths.transfer(file.id)}>{file.messageId}</Link>,
            formatMoney(file.totalCents, lang, file.currency),
            String(file.count),
            formatDate(file.executeOn, lang),
            download ? <Tag kind="good">{t('transfer.isTaken')}</Tag> : <Tag kind="waiting">{t('transfer.waits')}</Tag>,
          ])}
        />
      )}
    </MoneyLayout>
  );
}

/** One file: what it orders, its hash, who took it. */
export function TransferPage({
  found: { file, download, payments },
  mayTake,
}: {
  found: Awaited<ReturnType<typeof findTransferFile>>;
  mayTake: boolean;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <MoneyLayout title={file.messageId} section="transfers">
      <SummaryList
        rows={[
          {
            key: t('column.amount'),
            value: `${formatMoney(file.totalCents, lang, file.currency)}, ${t('payments.count', { count: file.count })}`,
          },
          { key: t('transfer.executeOn'), value: formatDate(file.executeOn, lang) },
          { key: t('transfer.hash'), value: <code class="wrap">{file.hash}</code> },
          { key: t('transfer.written'), value: `${file.by}, ${formatInstant(file.at, lang)}` },
          download !== null && { key: t('transfer.isTaken'), value: `${download.by}, ${formatInstant(download.at, lang)}` },
        ]}
      />
      <Table
        caption={t('nav.payments')}
        dense
        firstCellIsHeader
        columns={[
          { header: t('column.payment') },
          { header: t('column.project') },
          { header: t('column.amount'), numeric: true },
          { header: t('column.state') },
        ]}
        rows={payments.map(({ payment, state, reference }) => [
          <Link href={moneyPaths.payment(payment.reference)}>{payment.reference}</Link>,
          reference,
          formatMoney(payment.amountCents, lang, payment.currency),
          <PaymentTag state={state} />,
        ])}
      />
      {mayTake && !download && (
        <Form action={moneyPaths.transferFile(file.id)}>
          <p>{t('transfer.once')}</p>
          <Button>{t('transfer.take')}</Button>
        </Form>
      )}
    </MoneyLayout>
  );
}

interface StatementsPageProps {
  statements: Awaited<ReturnType<typeof listStatements>>;
  mayBring: boolean;
  errors?: FieldErrors | undefined;
}

/** Statements of the bank, and the form that brings one. */
export function StatementsPage({ statements, mayBring, errors = {} }: StatementsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <MoneyLayout title={t('nav.statements')} section="statements" hasErrors={Object.keys(errors).length > 0}>
      <p class="lede">{t('statements.lede')}</p>
      {mayBring && (
        <Form files errors={errors}>
          <Radios
            name="encoding"
            label={t('statement.encoding')}
            inline
            value=""
            options={[
              { value: '', label: 'UTF-8' },
              { value: 'windows-1252', label: 'Windows-1252' },
            ]}
          />
          <FileUpload name="file" label={t('statement.file')} hint={t('statement.fileHint')} accept=".xml,.csv,.txt,text/csv,text/xml" />
          <Button>{t('statement.send')}</Button>
        </Form>
      )}
      {statements.length > 0 && (
        <Table
          caption={t('nav.statements')}
          dense
          firstCellIsHeader
          columns={[{ header: t('statement.file') }, { header: t('column.count'), numeric: true }, { header: t('column.brought') }]}
          rows={statements.map((one) => [
            <Link href={moneyPaths.statement(one.id)}>{one.name}</Link>,
            String(one.lines.length),
            `${formatInstant(one.at, lang)}, ${one.by}`,
          ])}
        />
      )}
    </MoneyLayout>
  );
}

interface StatementPageProps {
  statement: Awaited<ReturnType<typeof listStatements>>[number];
  cases: readonly LineCase[];
  done: boolean;
  errors?: FieldErrors | undefined;
}

/** The lines of a statement, and the ordered payment that each bears. */
export function StatementPage({ statement, cases, done, errors = {} }: StatementPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const found = cases.filter((one) => one.state === 'found').length;
  return (
    <MoneyLayout title={statement.name} section="statements" hasErrors={Object.keys(errors).length > 0}>
      {done && <NotificationBanner kind="success" text={t('statement.done')} />}
      <Table
        caption={t('statement.lines', { count: cases.length })}
        dense
        columns={[
          { header: t('column.day') },
          { header: t('column.words') },
          { header: t('column.amount'), numeric: true },
          { header: t('column.payment') },
        ]}
        rows={cases.map(({ line, payment, state }) => [
          formatDate(Temporal.PlainDate.from(line.bookedOn), lang),
          [line.reference, line.words].filter(Boolean).join(' '),
          formatMoney(line.amountCents, lang, line.currency),
          <>
            {payment && <Link href={moneyPaths.payment(payment.reference)}>{payment.reference}</Link>}{' '}
            <Tag kind={state === 'found' ? 'waiting' : state === 'done' ? 'good' : state === 'amount' ? 'bad' : 'neutral'}>
              {t(`statement.state.${state}`)}
            </Tag>
          </>,
        ])}
      />
      {(found > 0 || Object.keys(errors).length > 0) && (
        <Form errors={errors}>
          <Button>{t('statement.match', { count: found })}</Button>
        </Form>
      )}
    </MoneyLayout>
  );
}
