import { formatMoney } from '../../../../../kernel/money.ts';
import {
  Button,
  DayField,
  Details,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  Radios,
  Table,
  TextArea,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { projectPaths } from '../../../projects/paths.ts';
import { say } from '../../messages.ts';
import { moneyPaths } from '../../paths.ts';
import type { AllocationRow, DonorRow } from '../queries.ts';

/** What projects are given, and what became of it; read from a donor's side or from a project's. */
export function AllocationsTable({ rows, by }: { rows: readonly AllocationRow[]; by: 'project' | 'agreement' }) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (rows.length === 0) return <p>{t('allocations.none')}</p>;
  return (
    <Table
      caption={t('allocations.title')}
      captionHidden
      dense
      firstCellIsHeader
      columns={[
        { header: t(by === 'project' ? 'column.project' : 'column.agreement') },
        { header: t('column.allocated'), numeric: true },
        { header: t('column.paid'), numeric: true },
        { header: t('column.justified'), numeric: true },
        { header: t('column.refunded'), numeric: true },
        { header: t('column.free'), numeric: true },
        { header: t('column.departure') },
      ]}
      rows={rows.map((one) => {
        const money = (cents: number) => formatMoney(cents, lang, one.allocation.currency);
        return [
          by === 'project' ? (
            <>
              <Link href={projectPaths.money(one.reference)}>{one.reference}</Link> <span lang="fr">{one.title}</span>
            </>
          ) : (
            <>
              <Link href={moneyPaths.donor(one.agreement)}>{one.agreement}</Link> {one.agreementTitle}
            </>
          ),
          money(one.allocation.amountCents - one.releasedCents),
          money(one.paidCents),
          money(one.chargedCents),
          money(one.refundedCents),
          money(one.freeCents),
          one.allocation.departure ? t('departure.signed', { by: one.allocation.by, reason: one.allocation.departure }) : '',
        ];
      })}
    />
  );
}

interface AllocationFormProps {
  /** Of the project. */
  reference: string;
  /** Of the agreement, where it is already chosen. */
  agreement?: string;
  choices?: readonly DonorRow[];
  values?: FormValues;
  errors?: FieldErrors;
}

/** Gives a project a part of an agreement. */
export function AllocationForm({ reference, agreement, choices = [], values = {}, errors = {} }: AllocationFormProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Form action={moneyPaths.allocations(reference)} values={values} errors={errors}>
      {agreement ? (
        <>
          <p>{t('allocation.of', { agreement, project: reference })}</p>
          <input type="hidden" name="agreement" value={agreement} />
        </>
      ) : (
        <Radios
          name="agreement"
          label={t('column.agreement')}
          options={choices.map((one) => ({
            value: one.agreement.reference,
            label: `${one.agreement.reference} ${one.agreement.title}`,
            hint: t('allocation.free', { free: formatMoney(one.freeCents, lang, one.agreement.currency) }),
          }))}
        />
      )}
      <TextField name="amount" label={t('allocation.amount')} inputmode="decimal" width={10} />
      <Details summary={t('allocation.more')} open={Object.keys(errors).length > 0}>
        <TextField name="rate" label={t('allocation.rateLabel')} hint={t('allocation.rateHint')} inputmode="decimal" width={10} />
        <DayField name="rateDay" label={t('allocation.rateDay')} />
        <TextField name="rateSource" label={t('allocation.rateSource')} />
        <TextArea name="departure" label={t('allocation.departure')} hint={t('allocation.departureHint')} rows={2} />
      </Details>
      <Button>{t('allocation.give')}</Button>
    </Form>
  );
}
