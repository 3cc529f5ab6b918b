import { DayField, Radios, Select, TextArea, TextField, usePage } from '../../../../../ui/index.ts';
import { formatDate } from '../../../../../kernel/i18n/format.ts';
import { SummaryList } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { formatMoney, typeAmount } from '../../money/fields.ts';
import { partsOfRefund } from '../../ledger/rules.ts';
import { accountCurrency } from '../../money/rules.ts';
import type { LedgerEntry } from '../../schema.ts';
import { callKinds } from '../../vocabulary.ts';
import type { Account } from '../queries.ts';

/** What a payment is, as it was made. */
export function PaymentFields({ account }: { account: Account }) {
  const t = say.in(usePage().lang);
  const open = account.settlement.years.filter((one) => one.open > 0);
  return (
    <>
      <DayField name="receivedOn" label={t('field.receivedOn')} />
      <TextField name="amount" label={t('field.amount')} hint={t('field.amountHint')} width={10} inputmode="decimal" />
      <TextField
        name="currency"
        label={t('field.currency')}
        hint={t('field.currencyHint')}
        width={5}
        value={accountCurrency}
        maxlength={3}
      />
      <TextField name="received" label={t('field.received')} hint={t('field.receivedHint')} width={10} inputmode="decimal" suffix="€" />
      <Select
        name="year"
        label={t('field.forYear')}
        hint={t('field.forYearHint')}
        options={[{ value: '', text: t('field.noYear') }, ...open.map((one) => ({ value: String(one.year), text: String(one.year) }))]}
      />
      <TextField name="voluntary" label={t('field.voluntary')} hint={t('field.voluntaryHint')} width={10} inputmode="decimal" suffix="€" />
      <TextField name="payer" label={t('field.payer')} maxlength={200} />
      <TextField name="reference" label={t('field.paymentReference')} maxlength={200} />
      <TextArea name="note" label={t('field.note')} rows={3} maxlength={1000} />
    </>
  );
}

/** A year and how much of it is let off. */
export function WaiverFields({ account }: { account: Account }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const open = account.settlement.years.filter((one) => one.open > 0);
  return (
    <>
      <Select
        name="year"
        label={t('column.year')}
        options={open.map((one) => ({
          value: String(one.year),
          text: t('field.openYear', { year: String(one.year), amount: formatMoney(one.open, lang) }),
        }))}
      />
      <TextField
        name="amount"
        label={t('field.waived')}
        width={10}
        inputmode="decimal"
        suffix="€"
        value={open[0] ? typeAmount(open[0].open) : undefined}
      />
      <TextArea name="reason" label={t('field.reason')} hint={t('field.waiverReasonHint')} rows={4} maxlength={1000} />
    </>
  );
}

/** How much of the credit is given back. */
export function RefundFields({ account: { settlement } }: { account: Account }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const credit = partsOfRefund(settlement, Infinity).reduce((sum, one) => sum + one.cents, 0);
  return (
    <>
      <TextField
        name="amount"
        label={t('field.refunded')}
        hint={t('field.creditHint', { amount: formatMoney(credit, lang) })}
        width={10}
        inputmode="decimal"
        suffix="€"
        value={typeAmount(credit)}
      />
      <TextArea name="reason" label={t('field.reason')} hint={t('field.refundReasonHint')} rows={4} maxlength={1000} />
    </>
  );
}

/** What is reversed, and why. */
export function ReversalFields({ entries, threshold }: { entries: readonly LedgerEntry[]; threshold: number }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <SummaryList
        rows={entries.map((entry) => ({
          key: t('field.entry', { number: String(entry.number), day: formatDate(entry.bookedOn, lang) }),
          value: `${entry.label}, ${formatMoney(entry.amountCents, lang)}`,
        }))}
      />
      {entries.some((one) => one.amountCents >= threshold) && <p>{t('field.signedByOther', { amount: formatMoney(threshold, lang) })}</p>}
      <TextArea name="reason" label={t('field.reason')} rows={3} maxlength={1000} />
    </>
  );
}

/** A due of before, with where it is written. */
export function PastDueFields() {
  const t = say.in(usePage().lang);
  return (
    <>
      <TextField name="year" label={t('column.year')} width={4} inputmode="numeric" />
      <Radios
        name="kind"
        label={t('field.kind')}
        value="due"
        inline
        options={callKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
      <TextField name="amount" label={t('field.amount')} width={10} inputmode="decimal" suffix="€" />
      <DayField name="calledOn" label={t('column.calledOn')} />
      <DayField name="dueOn" label={t('column.dueOn')} />
      <TextField name="source" label={t('field.source')} hint={t('field.sourceHint')} maxlength={500} />
    </>
  );
}

/** A reminder of before, or on paper. */
export function PastReminderFields({ account }: { account: Account }) {
  const t = say.in(usePage().lang);
  return (
    <>
      <Select
        name="year"
        label={t('column.year')}
        options={account.settlement.years.toReversed().map((one) => ({ value: String(one.year), text: String(one.year) }))}
      />
      <DayField name="sentOn" label={t('column.sentOn')} />
      <TextField name="recipient" label={t('field.recipient')} maxlength={200} />
      <TextField name="address" label={t('field.address')} maxlength={300} />
      <TextArea name="words" label={t('column.words')} rows={5} maxlength={4000} />
    </>
  );
}

/** Who receives calls and reminders. */
export function ContactFields({ account: { contact } }: { account: Account }) {
  const t = say.in(usePage().lang);
  return (
    <>
      <TextField name="name" label={t('field.name')} value={contact?.name} maxlength={200} />
      <TextField name="email" label={t('field.email')} type="email" value={contact?.email} maxlength={200} />
      <Radios
        name="lang"
        label={t('field.lang')}
        value={contact?.lang ?? 'fr'}
        inline
        options={[
          { value: 'fr', label: 'Français' },
          { value: 'en', label: 'English' },
        ]}
      />
    </>
  );
}

/** Why reminders are held back, or taken up again. */
export function ReasonField() {
  const t = say.in(usePage().lang);
  return <TextArea name="reason" label={t('field.reason')} rows={3} maxlength={1000} />;
}
