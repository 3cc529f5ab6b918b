import type { FieldErrors, FormValues } from '../../../kernel/http/forms.ts';
import { formatInstant } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import type { TroubledAddress } from '../../../kernel/mail/addresses.ts';
import type { PartyRef } from '../../../modules/register/index.ts';
import { registerPaths } from '../../../modules/register/paths.ts';
import { Confirm, EmptyState, Link, NotificationBanner, Page, Table, TextField, usePage } from '../../../ui/index.ts';
import { useWords } from '../messages.ts';
import { operationPaths } from '../paths.ts';

export interface AddressesPageProps {
  troubles: readonly TroubledAddress[];
  parties: ReadonlyMap<string, PartyRef>;
  /** The address that was just put back in use. */
  cleared?: string | undefined;
}

/** The addresses that take no mails, and whose they are. */
export function AddressesPage({ troubles, parties, cleared }: AddressesPageProps) {
  const t = useWords();
  const { lang } = usePage();
  return (
    <Page
      title={t('addresses.title')}
      noIndex
      width="wide"
      breadcrumbs={[{ text: t('mails.title'), href: operationPaths.mails() }, { text: t('addresses.title') }]}
    >
      {cleared && <NotificationBanner kind="success" text={t('addresses.done', { address: cleared })} />}
      <h1 class="govuk-heading-l">{t('addresses.title')}</h1>
      <p class="lede">{t('addresses.lead')}</p>
      {troubles.length === 0 ? (
        <EmptyState title={t('addresses.none')}>
          <p class="govuk-body">{t('addresses.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('addresses.caption', { count: troubles.length })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('addresses.address') },
            { header: t('addresses.party') },
            { header: t('addresses.since') },
            { header: t('addresses.why') },
            { header: t('addresses.act') },
          ]}
          rows={troubles.map(({ id, address, partyId, since, reason, mailId }) => {
            const party = partyId === null ? undefined : parties.get(partyId);
            return [
              address,
              party ? <Link href={registerPaths.party(party.slug)}>{inLang(party.name, lang)}</Link> : '—',
              formatInstant(since, lang),
              <Link href={operationPaths.mail(mailId)}>{reason}</Link>,
              <Link href={operationPaths.clearing(id)}>{t('addresses.clear')}</Link>,
            ];
          })}
        />
      )}
    </Page>
  );
}

/** Asks why an address is right before it is used again. */
export function ClearingPage({ trouble, values, errors }: { trouble: TroubledAddress; values: FormValues; errors: FieldErrors }) {
  const t = useWords();
  return (
    <Page
      title={t('addresses.clearTitle')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[
        { text: t('mails.title'), href: operationPaths.mails() },
        { text: t('addresses.title'), href: operationPaths.addresses() },
        { text: trouble.address },
      ]}
    >
      <h1 class="govuk-heading-l">{t('addresses.clearTitle')}</h1>
      <Confirm
        action={operationPaths.clearing(trouble.id)}
        button={t('addresses.clear')}
        cancelHref={operationPaths.addresses()}
        values={values}
        errors={errors}
      >
        <p>{t('addresses.clearText', { address: trouble.address })}</p>
        <p class="muted">{trouble.reason}</p>
        <TextField name="reason" label={t('addresses.reason')} maxlength={500} />
      </Confirm>
    </Page>
  );
}
