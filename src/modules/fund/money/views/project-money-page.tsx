import { formatDate } from '../../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import {
  BigNumbers,
  Button,
  DayField,
  Details,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  SummaryList,
  Table,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { Terms } from '../../projects/agreements/rules.ts';
import type { InstalmentCase } from '../../projects/instalments/queries.ts';
import { projectPaths } from '../../projects/paths.ts';
import type { ProjectCase } from '../../projects/queries.ts';
import { isPayable } from '../../projects/rules.ts';
import { InstalmentsTable } from '../../projects/views/instalments-table.tsx';
import { ProjectLayout } from '../../projects/views/project-layout.tsx';
import { formatRate } from '../../rates.ts';
import type { AllocationRow, DonorRow } from '../donors/queries.ts';
import { AllocationForm, AllocationsTable } from '../donors/views/allocations.tsx';
import { say } from '../messages.ts';
import { moneyPaths } from '../paths.ts';
import type { PaymentRow } from '../payments/queries.ts';
import type { ProjectMoney } from '../recoveries/queries.ts';
import { finalAmount } from '../recoveries/rules.ts';
import type { Settlement } from '../recoveries/schema.ts';
import { PaymentTag } from './money-layout.tsx';

export interface ProjectMoneyPageProps {
  found: ProjectCase;
  money: ProjectMoney;
  terms: Terms;
  eligibleCents: number;
  instalments: readonly InstalmentCase[];
  payments: readonly PaymentRow[];
  allocations: readonly AllocationRow[];
  /** Agreements of which something is left. */
  agreements: readonly DonorRow[];
  settlement: Settlement | null;
  mayRequest: boolean;
  mayRecord: boolean;
  refused?: { form: 'settlement' | 'recovery'; values: FormValues; errors: FieldErrors } | undefined;
}

/** Where the money of a project is: promised, given by whom, paid, justified, to be paid back. */
export function ProjectMoneyPage(props: ProjectMoneyPageProps) {
  const { found, money, terms, eligibleCents, instalments, payments, allocations, agreements, settlement, mayRequest, mayRecord, refused } =
    props;
  const { lang } = usePage();
  const t = say.in(lang);
  const { project, state } = found;
  const ref = project.reference;
  const inMoney = (cents: number) => formatMoney(cents, lang, project.currency);
  const payable = instalments.filter((one) => !one.ended && one.isDue && !one.payment);
  const errorsOf = (form: 'settlement' | 'recovery') => (refused?.form === form ? { values: refused.values, errors: refused.errors } : {});
  return (
    <ProjectLayout found={found} title={t('projectMoney.title')} section="money" hasErrors={refused !== undefined}>
      <BigNumbers
        items={[
          { value: inMoney(terms.grantedCents), label: t('column.granted') },
          { value: inMoney(money.paidCents), label: t('column.paid') },
          { value: inMoney(money.justifiedCents), label: t('column.justified') },
          { value: inMoney(money.openCents), label: t('column.toJustify') },
        ]}
      />
      <h2>{t('nav.instalments')}</h2>
      <InstalmentsTable
        cases={instalments}
        currency={project.currency}
        names={new Map()}
        hrefOf={(condition) => projectPaths.condition(ref, condition)}
      />
      {mayRequest &&
        isPayable(state) &&
        payable.map(({ instalment }) => (
          <Form action={moneyPaths.request(ref, String(instalment.number))}>
            <Button>{t('payment.request', { number: instalment.number, amount: inMoney(instalment.amountCents) })}</Button>
          </Form>
        ))}
      <h2>{t('nav.payments')}</h2>
      {payments.length === 0 ? (
        <p>{t('payments.noneOf')}</p>
      ) : (
        <Table
          caption={t('nav.payments')}
          captionHidden
          dense
          firstCellIsHeader
          columns={[
            { header: t('column.payment') },
            { header: t('column.instalmentNumber') },
            { header: t('column.amount'), numeric: true },
            { header: t('column.state') },
            { header: t('column.since') },
          ]}
          rows={payments.map((one) => [
            <Link href={moneyPaths.payment(one.payment.reference)}>{one.payment.reference}</Link>,
            String(one.instalment),
            inMoney(one.payment.amountCents),
            <PaymentTag state={one.state} />,
            formatDate(one.since, lang),
          ])}
        />
      )}
      <h2>{t('allocations.title')}</h2>
      <AllocationsTable rows={allocations} by="agreement" />
      {mayRecord && agreements.length > 0 && (
        <Details summary={t('allocation.new')}>
          <AllocationForm reference={ref} choices={agreements} />
        </Details>
      )}
      <h2>{t('settlement.title')}</h2>
      {settlement ? (
        <FinalAmount basis={settlement} inMoney={inMoney} />
      ) : (
        <>
          <p>{t('settlement.soFar')}</p>
          <FinalAmount basis={{ ceilingCents: terms.grantedCents, rate: terms.rate, eligibleCents, resourcesCents: 0 }} inMoney={inMoney} />
        </>
      )}
      {mayRecord && !settlement && isPayable(state) && (
        <Details summary={t('settlement.do')} open={refused?.form === 'settlement'}>
          <p>{t('settlement.text')}</p>
          <Form action={moneyPaths.settlement(ref)} {...errorsOf('settlement')}>
            <TextField
              name="resources"
              label={t('settlement.resources')}
              hint={t('settlement.resourcesHint')}
              inputmode="decimal"
              width={10}
            />
            <DayField name="dueOn" label={t('settlement.dueOn')} />
            <TextField name="reason" label={t('field.reason')} />
            <Button kind="warning">{t('settlement.do')}</Button>
          </Form>
        </Details>
      )}
      {mayRecord && money.openCents > 0 && (
        <Details summary={t('recovery.new')} open={refused?.form === 'recovery'}>
          <Form {...errorsOf('recovery')}>
            <TextField name="amount" label={t('column.amount')} inputmode="decimal" width={10} />
            <DayField name="dueOn" label={t('settlement.dueOn')} />
            <TextField name="reason" label={t('field.reason')} />
            <Button kind="secondary">{t('recovery.new')}</Button>
          </Form>
        </Details>
      )}
    </ProjectLayout>
  );
}

/** The three limits of a final amount, and the one that holds. */
function FinalAmount({
  basis,
  inMoney,
}: {
  basis: Pick<Settlement, 'ceilingCents' | 'rate' | 'eligibleCents' | 'resourcesCents'>;
  inMoney: (cents: number) => string;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { finalCents, byRateCents, balanceCents, limit } = finalAmount(basis);
  const mark = (which: typeof limit) => (limit === which ? ` — ${t('settlement.holds')}` : '');
  return (
    <SummaryList
      rows={[
        { key: t('settlement.ceiling'), value: inMoney(basis.ceilingCents) + mark('ceiling') },
        {
          key: t('settlement.byRate', { rate: formatRate(basis.rate, lang), eligible: inMoney(basis.eligibleCents) }),
          value: inMoney(byRateCents) + mark('rate'),
        },
        { key: t('settlement.balance', { resources: inMoney(basis.resourcesCents) }), value: inMoney(balanceCents) + mark('balance') },
        { key: t('settlement.final'), value: <strong>{inMoney(finalCents)}</strong> },
      ]}
    />
  );
}
