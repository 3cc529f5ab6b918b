import type { ComponentChildren } from 'preact';
import { asset } from './assets.ts';
import { type Breadcrumb, Breadcrumbs } from './page/breadcrumbs.tsx';
import { ServiceNavigation } from './page/service-navigation.tsx';
import { SiteFooter } from './page/site-footer.tsx';
import { SiteHeader } from './page/site-header.tsx';
import { SkipLink } from './page/skip-link.tsx';
import { usePage } from './page-context.ts';

export interface PageProps {
  /** The page's own title; the tab says « title – Beffroi ». */
  title: string;
  /** One sentence for search engines and previews. */
  description?: string | undefined;
  /** The one address of the page, absolute. */
  canonical?: string | undefined;
  /** The same page in the other languages, absolute. */
  alternates?: { lang: string; href: string }[] | undefined;
  /** For previews where the link is shared: absolute addresses. */
  openGraph?: { type?: 'website' | 'article'; url: string; image?: string; publishedTime?: string } | undefined;
  /** A feed of what the page lists. */
  feed?: { href: string; title: string } | undefined;
  /** Keep the page out of search engines. */
  noIndex?: boolean | undefined;
  breadcrumbs?: Breadcrumb[] | undefined;
  /** A form on the page was refused: the tab says so. */
  hasErrors?: boolean | undefined;
  /** Logical names of the islands the page uses: `copy-button`. */
  islands?: string[] | undefined;
  /** A job runs on the page: without JavaScript ask for it again after so many seconds, with it bring its `Progress` up to date. */
  refresh?: number | undefined;
  /** What was searched, shown in the header's search box. */
  query?: string | undefined;
  /** `wide` for tables one lives in. */
  width?: 'normal' | 'wide' | undefined;
  /** Printed under the breadcrumbs, before `main`: a banner, a sub-navigation. */
  before?: ComponentChildren;
  children: ComponentChildren;
}

/** The whole page around its content: `renderPage(<PageContext.Provider value={…}><Page title="…">…</Page></PageContext.Provider>)`. */
export function Page(props: PageProps) {
  const { lang, navigation, groups, isDemonstration, t } = usePage();
  const { breadcrumbs, islands = [], width, before, children, query } = props;
  return (
    <html lang={lang} class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{pageTitle(props, t)}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#17233f" />
        <link rel="stylesheet" href={asset('beffroi.css')} />
        <link rel="icon" href={asset('mark.svg')} type="image/svg+xml" />
        <MetaTags {...props} />
        {islands.map((name) => (
          <script src={asset(`${name}.js`)} defer />
        ))}
      </head>
      <body class={width === 'wide' ? 'wide' : undefined}>
        <SkipLink href="#main">{t('layout.skip')}</SkipLink>
        {isDemonstration && (
          <p class="demonstration" role="note">
            {t('layout.demonstration')}
          </p>
        )}
        <SiteHeader query={query} />
        <ServiceNavigation items={navigation} groups={groups} />
        <div class="govuk-width-container">
          {breadcrumbs && <Breadcrumbs items={breadcrumbs} />}
          {before}
          <main id="main" tabindex={-1}>
            {children}
          </main>
        </div>
        <SiteFooter />
      </body>
    </html>
  );
}

function MetaTags({ title, description, canonical, alternates = [], openGraph, feed, noIndex, refresh }: PageProps) {
  const { lang, t } = usePage();
  return (
    <>
      {description && <meta name="description" content={description} />}
      {noIndex && <meta name="robots" content="noindex" />}
      {canonical && <link rel="canonical" href={canonical} />}
      {alternates.map((other) => (
        <link rel="alternate" hreflang={other.lang} href={other.href} />
      ))}
      {feed && <link rel="alternate" type="application/atom+xml" href={feed.href} title={feed.title} />}
      {refresh && (
        <>
          <noscript>
            <meta http-equiv="refresh" content={String(refresh)} />
          </noscript>
          <script src={asset('auto-refresh.js')} defer />
        </>
      )}
      {openGraph && (
        <>
          <meta property="og:title" content={title} />
          <meta property="og:type" content={openGraph.type ?? 'website'} />
          <meta property="og:url" content={openGraph.url} />
          <meta property="og:site_name" content={t('site.name')} />
          <meta property="og:locale" content={lang === 'fr' ? 'fr_FR' : 'en_GB'} />
          {description && <meta property="og:description" content={description} />}
          {openGraph.image && <meta property="og:image" content={openGraph.image} />}
          {openGraph.publishedTime && <meta property="article:published_time" content={openGraph.publishedTime} />}
        </>
      )}
    </>
  );
}

function pageTitle({ title, hasErrors }: PageProps, t: ReturnType<typeof usePage>['t']): string {
  const named = t('layout.title', { title });
  return hasErrors ? t('layout.titleError', { title: named }) : named;
}
