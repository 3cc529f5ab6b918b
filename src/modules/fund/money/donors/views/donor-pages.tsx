import { formatDate } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../../kernel/money.ts';
import {
  Button,
  Checkboxes,
  DayField,
  Details,
  EmptyState,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  NotificationBanner,
  Page,
  Radios,
  SummaryList,
  Table,
  TextArea,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import type { PartyRef } from '../../../../register/index.ts';
import { formatRate } from '../../../rates.ts';
import { purses } from '../../../vocabulary.ts';
import { say } from '../../messages.ts';
import { moneyPaths } from '../../paths.ts';
import type { DonorRow, findDonorAgreement } from '../queries.ts';
import { AllocationForm, AllocationsTable } from './allocations.tsx';

interface DonorsPageProps {
  rows: readonly DonorRow[];
  parties: ReadonlyMap<string, PartyRef>;
  mayRecord: boolean;
}

/** The agreements of donors: what each promised, what came, what projects are given, what is left. */
export function DonorsPage({ rows, parties, mayRecord }: DonorsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('nav.donors')} noIndex width="wide">
      <h1>{t('nav.donors')}</h1>
      <p class="lede">{t('donors.lede')}</p>
      {mayRecord && (
        <p>
          <Link href={moneyPaths.newDonor()}>{t('donor.new')}</Link>
        </p>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('donors.none')}>
          <p>{t('donors.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('donors.count', { count: rows.length })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('column.agreement') },
            { header: t('column.donor') },
            { header: t('column.period') },
            { header: t('column.promised'), numeric: true },
            { header: t('column.received'), numeric: true },
            { header: t('column.allocated'), numeric: true },
            { header: t('column.free'), numeric: true },
          ]}
          rows={rows.map(({ agreement, receivedCents, allocatedCents, freeCents }) => {
            const money = (cents: number) => formatMoney(cents, lang, agreement.currency);
            return [
              <>
                <Link href={moneyPaths.donor(agreement.reference)}>{agreement.reference}</Link> {agreement.title}
              </>,
              inLang(parties.get(agreement.donorId)!.name, lang),
              t('period', { from: formatDate(agreement.startsOn, lang), to: formatDate(agreement.endsOn, lang) }),
              money(agreement.amountCents),
              agreement.kind === 'own' ? t('donor.own') : money(receivedCents),
              money(allocatedCents),
              money(freeCents),
            ];
          })}
        />
      )}
    </Page>
  );
}

/** What a donor promised, and what it may pay for. */
export function NewDonorPage({ values = {}, errors = {} }: { values?: FormValues | undefined; errors?: FieldErrors | undefined }) {
  const t = say.in(usePage().lang);
  return (
    <Page
      title={t('donor.new')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('nav.donors'), href: moneyPaths.donors() }, { text: t('donor.new') }]}
    >
      <h1>{t('donor.new')}</h1>
      <Form values={values} errors={errors}>
        <TextField name="donor" label={t('column.donor')} hint={t('donor.hint')} />
        <Radios
          name="kind"
          label={t('donor.kind')}
          value={typeof values['kind'] === 'string' ? values['kind'] : 'donor'}
          options={[
            { value: 'donor', label: t('donor.kind.donor') },
            { value: 'own', label: t('donor.kind.own') },
          ]}
        />
        <TextField name="title" label={t('donor.title')} />
        <TextField name="amount" label={t('column.amount')} inputmode="decimal" width={10} />
        <TextField name="currency" label={t('column.currency')} width={3} maxlength={3} value="EUR" />
        <TextField name="fee" label={t('donor.fee')} hint={t('donor.feeHint')} inputmode="decimal" width={4} suffix="%" />
        <DayField name="signedOn" label={t('donor.signedOn')} />
        <DayField name="startsOn" label={t('donor.startsOn')} />
        <DayField name="endsOn" label={t('donor.endsOn')} />
        <h2>{t('donor.restrictions')}</h2>
        <p>{t('donor.restrictionsText')}</p>
        <Checkboxes
          name="purses"
          label={t('donor.purses')}
          values={[values['purses'] ?? []].flat()}
          options={purses.map((purse) => ({ value: purse, label: t(`purse.${purse}`) }))}
        />
        <TextArea name="themes" label={t('donor.themes')} hint={t('donor.themesHint')} rows={3} />
        <TextArea name="places" label={t('donor.places')} hint={t('donor.placesHint')} rows={3} />
        <Button>{t('donor.record')}</Button>
      </Form>
    </Page>
  );
}

export interface DonorPageProps {
  found: Awaited<ReturnType<typeof findDonorAgreement>>;
  parties: ReadonlyMap<string, PartyRef>;
  mayRecord: boolean;
  mayInvite: boolean;
  done: boolean;
  refused?:
    | { form: 'receipt' | 'allocation' | 'release' | 'account'; values: FormValues; errors: FieldErrors; allocation?: string }
    | undefined;
}

/** An agreement: what it asks, what came of it, which projects it pays, and each euro to its evidence. */
export function DonorPage({ found, parties, mayRecord, mayInvite, done, refused }: DonorPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { agreement, receivedCents, feeCents, allocatedCents, freeCents, receipts, allocations } = found;
  const money = (cents: number) => formatMoney(cents, lang, agreement.currency);
  const donor = inLang(parties.get(agreement.donorId)!.name, lang);
  const errorsOf = (form: NonNullable<typeof refused>['form']) =>
    refused?.form === form ? { values: refused.values, errors: refused.errors } : {};
  const any = t('donor.any');
  return (
    <Page
      title={`${agreement.reference} ${agreement.title}`}
      noIndex
      width="wide"
      hasErrors={refused !== undefined}
      breadcrumbs={[{ text: t('nav.donors'), href: moneyPaths.donors() }, { text: agreement.reference }]}
    >
      <p class="eyebrow">
        {agreement.reference} · {donor}
      </p>
      <h1>{agreement.title}</h1>
      {done && <NotificationBanner kind="success" text={t('donor.invited')} />}
      <SummaryList
        rows={[
          { key: t('column.promised'), value: money(agreement.amountCents) },
          agreement.kind === 'donor' && { key: t('column.received'), value: money(receivedCents) },
          agreement.feeRate > 0 && { key: t('donor.fee'), value: `${formatRate(agreement.feeRate, lang)}, ${money(feeCents)}` },
          { key: t('column.allocated'), value: money(allocatedCents) },
          { key: t('column.free'), value: money(freeCents) },
          {
            key: t('donor.expenses'),
            value: t('period', { from: formatDate(agreement.startsOn, lang), to: formatDate(agreement.endsOn, lang) }),
          },
          { key: t('donor.purses'), value: agreement.purses.map((purse) => t(`purse.${purse}`)).join(', ') || any },
          { key: t('donor.themes'), value: agreement.themes.join(', ') || any },
          { key: t('donor.places'), value: agreement.places.map((id) => inLang(parties.get(id)!.name, lang)).join(', ') || any },
        ]}
      />
      <p>
        <Link href={moneyPaths.statementOf(agreement.reference)}>{t('statement.short')}</Link>
      </p>
      <p>
        <Link href={moneyPaths.trace(agreement.reference)}>{t('trace.title', { reference: agreement.reference })}</Link>
      </p>
      <h2>{t('allocations.title')}</h2>
      <AllocationsTable rows={allocations} by="project" />
      {refused?.form === 'allocation' && typeof refused.values['project'] === 'string' && (
        <AllocationForm reference={refused.values['project']} agreement={agreement.reference} {...errorsOf('allocation')} />
      )}
      {mayRecord &&
        allocations
          .filter((one) => one.freeCents > 0)
          .map(({ allocation, reference, freeCents: free }) => (
            <Details
              summary={t('release.title', { project: reference, free: formatMoney(free, lang, allocation.currency) })}
              open={refused?.allocation === allocation.id}
            >
              <Form
                action={moneyPaths.release(agreement.reference, allocation.id)}
                {...(refused?.allocation === allocation.id ? errorsOf('release') : {})}
              >
                <TextField name="amount" label={t('column.amount')} inputmode="decimal" width={10} />
                <TextField name="reason" label={t('field.reason')} />
                <Button kind="secondary">{t('release.button')}</Button>
              </Form>
            </Details>
          ))}
      {agreement.kind === 'donor' && (
        <>
          <h2>{t('receipts.title')}</h2>
          {receipts.length === 0 ? (
            <p>{t('receipts.none')}</p>
          ) : (
            <Table
              caption={t('receipts.title')}
              captionHidden
              dense
              columns={[
                { header: t('column.day') },
                { header: t('column.bankReference') },
                { header: t('column.amount'), numeric: true },
                { header: t('donor.fee'), numeric: true },
              ]}
              rows={receipts.map((one) => [
                formatDate(one.receivedOn, lang),
                one.bankReference,
                money(one.amountCents),
                money(one.feeCents),
              ])}
            />
          )}
          {mayRecord && (
            <Details summary={t('receipt.new')} open={refused?.form === 'receipt'}>
              <Form action={moneyPaths.receipts(agreement.reference)} {...errorsOf('receipt')}>
                <DayField name="receivedOn" label={t('receipt.receivedOn')} />
                <TextField name="amount" label={t('column.amount')} inputmode="decimal" width={10} />
                <TextField name="bankReference" label={t('column.bankReference')} hint={t('receipt.hint')} />
                <Button>{t('receipt.record')}</Button>
              </Form>
            </Details>
          )}
        </>
      )}
      {mayInvite && agreement.kind === 'donor' && (
        <Details summary={t('donor.invite', { donor })} open={refused?.form === 'account'}>
          <p>{t('donor.inviteText')}</p>
          <Form action={moneyPaths.accounts(agreement.reference)} {...errorsOf('account')}>
            <TextField name="name" label={t('donor.accountName')} />
            <TextField name="email" label={t('donor.accountMail')} type="email" />
            <Radios
              name="lang"
              label={t('donor.accountLang')}
              inline
              value="fr"
              options={[
                { value: 'fr', label: 'Français' },
                { value: 'en', label: 'English' },
              ]}
            />
            <Button kind="secondary">{t('donor.inviteButton')}</Button>
          </Form>
        </Details>
      )}
    </Page>
  );
}
