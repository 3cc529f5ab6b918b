import { type Actor, actorId } from '../../../../../kernel/actor.ts';
import { formatInstant } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import {
  Button,
  Details,
  type FieldErrors,
  FileUpload,
  Form,
  type FormValues,
  Link,
  Page,
  SummaryList,
  Tag,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import type { PartyRef } from '../../../../register/index.ts';
import { say } from '../../messages.ts';
import { projectPaths } from '../../paths.ts';
import { spacedAccount } from '../iban.ts';
import type { KnownAccount } from '../queries.ts';

export interface BankAccountsPageProps {
  party: PartyRef;
  accounts: readonly KnownAccount[];
  actor: Actor;
  mayKeep: boolean;
  now: Temporal.Instant;
  refused?: { values: FormValues; errors: FieldErrors; account?: string } | undefined;
}

/** Where a party is paid, who entered it, who confirmed it and how. */
export function BankAccountsPage({ party, accounts, actor, mayKeep, now, refused }: BankAccountsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(party.name, lang);
  const isNew = refused !== undefined && refused.account === undefined;
  return (
    <Page
      title={t('bankAccounts.title', { name })}
      noIndex
      hasErrors={refused !== undefined}
      breadcrumbs={[{ text: t('nav.projects'), href: projectPaths.projects() }, { text: t('nav.bankAccounts') }]}
    >
      <h1>{t('bankAccounts.title', { name })}</h1>
      <p class="lede">{t('bankAccounts.lede')}</p>
      {accounts.length === 0 && <p>{t('bankAccounts.none')}</p>}
      {accounts.map((one) => (
        <AccountCard
          party={party}
          one={one}
          actor={actor}
          mayKeep={mayKeep}
          isReady={Temporal.Instant.compare(now, one.account.confirmableFrom) >= 0}
          refused={refused?.account === one.account.id ? refused : undefined}
        />
      ))}
      {mayKeep && (
        <Details summary={t('bankAccount.new')} open={isNew || accounts.length === 0}>
          <Form files values={isNew ? refused.values : {}} errors={isNew ? refused.errors : {}}>
            <TextField name="holder" label={t('bankAccount.holder')} hint={t('bankAccount.holderHint')} maxlength={140} />
            <TextField name="iban" label="IBAN" hint={t('bankAccount.ibanHint')} spellcheck={false} />
            <TextField
              name="accountNumber"
              label={t('bankAccount.accountNumber')}
              hint={t('bankAccount.accountNumberHint')}
              spellcheck={false}
            />
            <TextField name="bic" label="BIC" spellcheck={false} width={20} />
            <TextField name="bankName" label={t('bankAccount.bankName')} maxlength={140} />
            <TextField name="country" label={t('bankAccount.country')} hint={t('bankAccount.countryHint')} width={2} maxlength={2} />
            <TextField name="currency" label={t('column.currency')} width={3} maxlength={3} value="EUR" />
            <FileUpload name="file" label={t('bankAccount.file')} accept=".pdf,image/jpeg,image/png" />
            <Button>{t('bankAccount.enter')}</Button>
          </Form>
        </Details>
      )}
    </Page>
  );
}

interface AccountCardProps {
  party: PartyRef;
  one: KnownAccount;
  actor: Actor;
  mayKeep: boolean;
  isReady: boolean;
  refused?: { values: FormValues; errors: FieldErrors } | undefined;
}

function AccountCard({ party, one: { account, confirmation, end }, actor, mayKeep, isReady, refused }: AccountCardProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const number = account.iban ?? account.accountNumber ?? '';
  const isOwn = account.byId === actorId(actor);
  const path = projectPaths.bankAccount(party.slug, account.id);
  const errorsOf = (answer: string) => (refused?.values['answer'] === answer ? refused : {});
  return (
    <>
      <SummaryList
        card={{ title: `${account.bankName}, ${spacedAccount(number)}` }}
        rows={[
          {
            key: t('column.state'),
            value: end ? (
              <Tag kind="over">{t('bankAccount.state.ended', { reason: end.reason })}</Tag>
            ) : confirmation ? (
              <Tag kind="good">{t('bankAccount.state.confirmed')}</Tag>
            ) : (
              <Tag kind="waiting">{t('bankAccount.state.waits', { at: formatInstant(account.confirmableFrom, lang) })}</Tag>
            ),
          },
          { key: t('bankAccount.holder'), value: account.holder },
          account.bic !== null && { key: 'BIC', value: account.bic },
          { key: t('column.currency'), value: account.currency },
          { key: t('bankAccount.entered'), value: `${account.by}, ${formatInstant(account.at, lang)}` },
          confirmation !== null && {
            key: t('bankAccount.confirmedBy'),
            value: `${confirmation.by}, ${formatInstant(confirmation.at, lang)} — ${confirmation.how}`,
          },
          account.fileId !== null && {
            key: t('bankAccount.file'),
            value: <Link href={projectPaths.bankAccountFile(party.slug, account.id)}>{t('scan.file')}</Link>,
          },
        ]}
      />
      {mayKeep && !end && !confirmation && isOwn && <p>{t('bankAccount.own')}</p>}
      {mayKeep && !end && !confirmation && !isOwn && isReady && (
        <Form action={path} {...errorsOf('confirm')}>
          <input type="hidden" name="answer" value="confirm" />
          <TextField name="how" label={t('bankAccount.how')} hint={t('bankAccount.howHint')} />
          <Button>{t('bankAccount.confirm')}</Button>
        </Form>
      )}
      {mayKeep && !end && (
        <Details summary={t('bankAccount.end')} open={refused?.values['answer'] === 'end'}>
          <Form action={path} {...errorsOf('end')}>
            <input type="hidden" name="answer" value="end" />
            <TextField name="reason" label={t('field.reason')} />
            <Button kind="secondary">{t('bankAccount.end')}</Button>
          </Form>
        </Details>
      )}
    </>
  );
}
