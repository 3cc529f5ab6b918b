import { formatDate } from '../../../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../../../kernel/money.ts';
import {
  Button,
  DayField,
  EmptyState,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  SummaryList,
  Table,
  Tag,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { projectPaths } from '../../../projects/paths.ts';
import { say } from '../../messages.ts';
import { moneyPaths } from '../../paths.ts';
import { MoneyLayout } from '../../views/money-layout.tsx';
import type { RecoveryRow } from '../queries.ts';

/** What cities are asked to pay back. */
export function RecoveriesPage({ rows, today }: { rows: readonly RecoveryRow[]; today: Temporal.PlainDate }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <MoneyLayout title={t('nav.recoveries')} section="recoveries">
      {rows.length === 0 ? (
        <EmptyState title={t('recoveries.none')}>
          <p>{t('recoveries.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('nav.recoveries')}
          dense
          firstCellIsHeader
          columns={[
            { header: t('column.reference') },
            { header: t('column.project') },
            { header: t('column.amount'), numeric: true },
            { header: t('column.owed'), numeric: true },
            { header: t('column.dueOn') },
            { header: t('column.state') },
          ]}
          rows={rows.map(({ recovery, project, owedCents }) => [
            <Link href={moneyPaths.recovery(recovery.reference)}>{recovery.reference}</Link>,
            <Link href={projectPaths.money(project)}>{project}</Link>,
            formatMoney(recovery.amountCents, lang, recovery.currency),
            formatMoney(owedCents, lang, recovery.currency),
            formatDate(recovery.dueOn, lang),
            owedCents === 0 ? (
              <Tag kind="good">{t('recovery.paid')}</Tag>
            ) : Temporal.PlainDate.compare(recovery.dueOn, today) < 0 ? (
              <Tag kind="bad">{t('recovery.late')}</Tag>
            ) : (
              <Tag kind="waiting">{t('recovery.waits')}</Tag>
            ),
          ])}
        />
      )}
    </MoneyLayout>
  );
}

interface RecoveryPageProps {
  found: RecoveryRow;
  mayRecord: boolean;
  refused?: { values: FormValues; errors: FieldErrors } | undefined;
}

/** One of them, and what came back. */
export function RecoveryPage({ found: { recovery, project, title, refunds, owedCents }, mayRecord, refused }: RecoveryPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const money = (cents: number) => formatMoney(cents, lang, recovery.currency);
  return (
    <MoneyLayout title={t('recovery.title', { reference: recovery.reference })} section="recoveries" hasErrors={refused !== undefined}>
      <SummaryList
        rows={[
          {
            key: t('column.project'),
            value: (
              <>
                <Link href={projectPaths.money(project)}>{project}</Link> <span lang="fr">{title}</span>
              </>
            ),
          },
          { key: t('column.amount'), value: money(recovery.amountCents) },
          { key: t('column.owed'), value: money(owedCents) },
          { key: t('column.dueOn'), value: formatDate(recovery.dueOn, lang) },
          { key: t('field.reason'), value: recovery.reason },
        ]}
      />
      {refunds.length > 0 && (
        <Table
          caption={t('refunds.title')}
          dense
          columns={[{ header: t('column.day') }, { header: t('column.bankReference') }, { header: t('column.amount'), numeric: true }]}
          rows={refunds.map((one) => [formatDate(one.receivedOn, lang), one.bankReference, money(one.amountCents)])}
        />
      )}
      {mayRecord && owedCents > 0 && (
        <Form values={refused?.values} errors={refused?.errors}>
          <DayField name="receivedOn" label={t('receipt.receivedOn')} />
          <TextField name="amount" label={t('column.amount')} inputmode="decimal" width={10} />
          <TextField name="bankReference" label={t('column.bankReference')} />
          <Button>{t('refund.record')}</Button>
        </Form>
      )}
    </MoneyLayout>
  );
}
