import { localPath } from '../../kernel/http/env.ts';
import { Mark } from '../mark.tsx';
import { usePage } from '../page-context.ts';
import { layoutPaths } from '../paths.ts';

/** The bar at the top: the mark, the search, the other language, the account. */
export function SiteHeader({ query }: { query?: string | undefined }) {
  const { t, lang, otherLanguageHref } = usePage();
  return (
    <header class="bar">
      <div class="govuk-width-container bar-in">
        <a class="bar-mark" href={localPath(lang, layoutPaths.home)} aria-label={t('layout.home')}><Mark />{t('site.name')}</a>
        <form class="bar-search" action={localPath(lang, layoutPaths.search)} role="search">
          <input type="search" name="q" aria-label={t('layout.search')} placeholder={t('layout.searchPlaceholder')} value={query} />
          <button type="submit">{t('layout.searchButton')}</button>
        </form>
        <div class="bar-links">
          <a href={otherLanguageHref} lang={lang === 'fr' ? 'en' : 'fr'} hreflang={lang === 'fr' ? 'en' : 'fr'}>{t('layout.otherLanguage')}</a>
          <AccountMenu />
        </div>
      </div>
    </header>
  );
}

function AccountMenu() {
  const { t, lang, user } = usePage();
  if (!user) return <a href={localPath(lang, layoutPaths.signIn)}>{t('layout.signIn')}</a>;
  return (
    <details class="account">
      <summary><span class="govuk-visually-hidden">{t('layout.account')} : </span>{user.name}</summary>
      <div class="account-menu">
        <a href={localPath(lang, layoutPaths.account)}>{t('layout.account')}</a>
        <form method="post" action={localPath(lang, layoutPaths.signOut)}>
          <button type="submit">{t('layout.signOut')}</button>
        </form>
      </div>
    </details>
  );
}
