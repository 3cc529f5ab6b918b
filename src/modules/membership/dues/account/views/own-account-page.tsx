import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { ButtonGroup, Link, Page, usePage } from '../../../../../ui/index.ts';
import { membershipPaths } from '../../../paths.ts';
import { say } from '../../messages.ts';
import { duesPaths } from '../../paths.ts';
import type { Account } from '../queries.ts';
import { AccountBody } from './account-body.tsx';

/** The account of a city, as the city reads it. */
export function OwnAccountPage({ account }: { account: Account }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('own.title')} noIndex breadcrumbs={[{ text: t('own.space'), href: membershipPaths.space() }, { text: t('own.title') }]}>
      <p class="eyebrow">{inLang(account.party.name, lang)}</p>
      <h1>{t('own.title')}</h1>
      <ButtonGroup>
        <Link href={duesPaths.ownStatementPdf()}>{t('own.statement')}</Link>
      </ButtonGroup>
      <AccountBody account={account} own callHref={duesPaths.ownCallPdf} />
    </Page>
  );
}
