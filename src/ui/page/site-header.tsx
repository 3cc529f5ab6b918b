import { Mark } from '../mark.tsx';
import { usePage } from '../page-context.ts';
import { layoutPaths } from '../paths.ts';

/** The bar at the top: the mark, the search, the other language, the account. */
export function SiteHeader({ query }: { query?: string | undefined }) {
  const { t, lang, href, otherLanguageHref } = usePage();
  return (
    <header class="bar">
      <div class="govuk-width-container bar-in">
        <a class="bar-mark" href={href(layoutPaths.home)} aria-label={t('layout.home')}>
          <Mark />
          {t('site.name')}
        </a>
        <form class="bar-search" action={href(layoutPaths.search)} role="search">
          <input type="search" name="q" aria-label={t('layout.search')} placeholder={t('layout.searchPlaceholder')} value={query} />
          <button type="submit">{t('layout.searchButton')}</button>
        </form>
        <div class="bar-links">
          <a href={otherLanguageHref} lang={lang === 'fr' ? 'en' : 'fr'} hreflang={lang === 'fr' ? 'en' : 'fr'}>
            {t('layout.otherLanguage')}
          </a>
          <AccountMenu />
        </div>
      </div>
    </header>
  );
}

function AccountMenu() {
  const { t, href, user, menu = [] } = usePage();
  if (!user) return <a href={href(layoutPaths.signIn)}>{t('layout.signIn')}</a>;
  return (
    <details class="account">
      <summary>
        <span class="govuk-visually-hidden">{t('layout.account')} : </span>
        {user.name}
      </summary>
      <div class="account-menu">
        <a href={href(layoutPaths.account)}>{t('layout.account')}</a>
        {menu.map((item) => (
          <a href={item.href} aria-current={item.current ? 'page' : undefined}>
            {item.label}
          </a>
        ))}
        <form method="post" action={href(layoutPaths.signOut)}>
          <button type="submit">{t('layout.signOut')}</button>
        </form>
      </div>
    </details>
  );
}
