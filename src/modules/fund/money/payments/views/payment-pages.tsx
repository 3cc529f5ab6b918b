import { formatDate, formatInstant } from '../../../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../../../kernel/money.ts';
import {
  Button,
  DayField,
  Details,
  EmptyState,
  ExportLinks,
  type FieldErrors,
  Filters,
  Form,
  type FormValues,
  InsetText,
  Link,
  Select,
  SummaryList,
  Table,
  TextArea,
  Timeline,
  usePage,
} from '../../../../../ui/index.ts';
import { exportFormats } from '../../../../register/index.ts';
import { spacedAccount } from '../../../projects/bank-accounts/iban.ts';
import type { InstalmentCase } from '../../../projects/instalments/queries.ts';
import { projectPaths } from '../../../projects/paths.ts';
import { InstalmentsTable } from '../../../projects/views/instalments-table.tsx';
import { say } from '../../messages.ts';
import { moneyPaths } from '../../paths.ts';
import { MoneyLayout, PaymentTag } from '../../views/money-layout.tsx';
import type { findPayment, PaymentRow } from '../queries.ts';
import { nextState } from '../rules.ts';
import { paymentStates, type PaymentState } from '../schema.ts';

export interface PaymentsPageProps {
  rows: readonly PaymentRow[];
  state: PaymentState | null;
  /** Those that whoever reads may order now. */
  orderable: readonly string[];
  refused?: { values: FormValues; errors: FieldErrors } | undefined;
}

/** Payments: where each is, for whom it waits, since when; those approved are ordered together. */
export function PaymentsPage({ rows, state, orderable, refused }: PaymentsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const table = (
    <Table
      caption={t('payments.count', { count: rows.length })}
      dense
      firstCellIsHeader
      columns={[
        { header: t('column.payment') },
        { header: t('column.project') },
        { header: t('column.amount'), numeric: true },
        { header: t('column.state') },
        { header: t('column.since') },
        { header: t('column.waitsFor') },
      ]}
      rows={rows.map(({ payment, state, since, reference, instalment }) => [
        <>
          {orderable.includes(payment.id) && (
            <input
              type="checkbox"
              name="payments"
              value={payment.id}
              checked
              aria-label={t('payments.choose', { reference: payment.reference })}
            />
          )}{' '}
          <Link href={moneyPaths.payment(payment.reference)}>{payment.reference}</Link>
        </>,
        <>
          <Link href={projectPaths.money(reference)}>{reference}</Link> · {t('column.instalment', { number: instalment })}
        </>,
        formatMoney(payment.amountCents, lang, payment.currency),
        <PaymentTag state={state} />,
        formatDate(since, lang),
        t(`payment.waitsFor.${state}`),
      ])}
    />
  );
  return (
    <MoneyLayout title={t('nav.payments')} section="payments" hasErrors={refused !== undefined}>
      <p class="lede">{t('payments.lede')}</p>
      <Filters action={moneyPaths.payments()} values={{ state: state ?? '' }} clearHref={moneyPaths.payments()}>
        <Select
          name="state"
          label={t('column.state')}
          options={[
            { value: '', text: t('payments.onTheirWay') },
            ...paymentStates.map((one) => ({ value: one, text: t(`payment.state.${one}`) })),
          ]}
        />
      </Filters>
      {rows.length === 0 && (
        <EmptyState title={t('payments.none')}>
          <p>{t('payments.noneText')}</p>
        </EmptyState>
      )}
      {rows.length > 0 &&
        (orderable.length > 0 ? (
          <Form action={moneyPaths.transfers()} values={refused?.values} errors={refused?.errors}>
            {table}
            <DayField name="executeOn" label={t('transfer.executeOn')} />
            <Button>{t('transfer.order')}</Button>
          </Form>
        ) : (
          table
        ))}
      {rows.length > 0 && (
        <ExportLinks hrefOf={(format) => `${moneyPaths.payments()}?state=${state ?? ''}&format=${exportFormats[format]}`} />
      )}
    </MoneyLayout>
  );
}

export interface PaymentPageProps {
  found: Awaited<ReturnType<typeof findPayment>>;
  instalment: InstalmentCase;
  mayGoOn: boolean;
  /** Why whoever reads may not do the next step, though their role could. */
  conflict: 'neighbour' | 'prepared' | null;
  mayReturn: boolean;
  refused?: { values: FormValues; errors: FieldErrors } | undefined;
}

/** One payment: what it pays, where it goes, out of what, who did what, and the next step. */
export function PaymentPage({ found, instalment, mayGoOn, conflict, mayReturn, refused }: PaymentPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { payment, state, reference, title, steps, account, sources } = found;
  const money = (cents: number) => formatMoney(cents, lang, payment.currency);
  const next = nextState(state);
  const errorsOf = (to: string) => (refused?.values['to'] === to ? refused : {});
  return (
    <MoneyLayout title={t('payment.title', { reference: payment.reference })} section="payments" hasErrors={refused !== undefined}>
      <SummaryList
        rows={[
          { key: t('column.state'), value: <PaymentTag state={state} /> },
          {
            key: t('column.project'),
            value: (
              <>
                <Link href={projectPaths.money(reference)}>{reference}</Link> <span lang="fr">{title}</span>
              </>
            ),
          },
          { key: t('column.amount'), value: `${money(payment.amountCents)}, ${t('column.instalment', { number: found.instalment })}` },
          {
            key: t('payment.account'),
            value: `${account.holder}, ${account.bankName}, ${spacedAccount(account.iban ?? account.accountNumber ?? '')}`,
          },
          {
            key: t('payment.sources'),
            value: (
              <ul class="govuk-list">
                {sources.map((one) => (
                  <li>
                    <Link href={moneyPaths.donor(one.agreement)}>{one.agreement}</Link> {one.title}, {money(one.amountCents)}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <h2>{t('nav.instalments')}</h2>
      <InstalmentsTable
        cases={[instalment]}
        currency={payment.currency}
        names={new Map()}
        hrefOf={(condition) => projectPaths.condition(reference, condition)}
      />
      <h2>{t('payment.steps')}</h2>
      <Timeline
        items={steps.toReversed().map((step) => ({
          title: t(`payment.state.${step.state}`),
          by: step.by,
          when: formatInstant(step.at, lang),
          datetime: step.at.toString(),
          children: step.reason && <p>{step.reason}</p>,
        }))}
      />
      {next && mayGoOn && conflict && <InsetText>{t(`payment.conflict.${conflict}`)}</InsetText>}
      {next && next !== 'ordered' && mayGoOn && !conflict && (
        <Form {...errorsOf(next)}>
          <input type="hidden" name="to" value={next} />
          {next === 'executed' && <DayField name="executedOn" label={t('payment.executedOn')} />}
          <p>{t(`payment.saying.${next}`)}</p>
          <Button>{t(`payment.do.${next}`)}</Button>
        </Form>
      )}
      {next === 'ordered' && mayGoOn && !conflict && (
        <p>
          <Link href={`${moneyPaths.payments()}?state=approved`}>{t('payment.orderThere')}</Link>
        </p>
      )}
      {next && mayReturn && (
        <Details summary={t('payment.return')} open={refused?.values['to'] === 'returned'}>
          <Form {...errorsOf('returned')}>
            <input type="hidden" name="to" value="returned" />
            <TextArea name="reason" label={t('field.reason')} rows={3} maxlength={1000} />
            <Button kind="secondary">{t('payment.return')}</Button>
          </Form>
        </Details>
      )}
    </MoneyLayout>
  );
}
