import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { localPath } from '../kernel/http/env.ts';
import type { Lang } from '../kernel/i18n/lang.ts';
import { uiWords } from './messages.ts';

/** What every component may need to know of the request, given once around the page. */
export interface PageContextValue {
  lang: Lang;
  /** The path and query asked for, as typed in the address bar (`/en/…` included). */
  path: string;
  /** Who is signed in; null on the public site. */
  user: { name: string; role: string } | null;
  /** The entries of the service navigation, in order; hrefs are ready to print. */
  navigation: NavigationItem[];
  /** The groups of entries beside it, for those who work here. */
  groups?: NavigationGroup[] | undefined;
  /** What is listed under the person's own name, beside their account. */
  menu?: NavigationItem[] | undefined;
  /** All that is read here was invented. */
  isDemonstration?: boolean | undefined;
  /** The same page in the other language. */
  otherLanguageHref: string;
}

export interface NavigationItem {
  href: string;
  label: string;
  /** True on the page itself and on the pages below it. */
  current: boolean;
}

export interface NavigationGroup {
  label: string;
  items: NavigationItem[];
}

/** Wrap a page in `<PageContext.Provider value={…}>`. */
export const PageContext = createContext<PageContextValue | null>(null);

/**
 * The request's context, with `t` for the words of `ui/` and `href` for addresses, in the reader's language.
 * Components take a path of `paths.ts` wherever they take an href, and localise it here.
 */
export function usePage() {
  const page = useContext(PageContext);
  if (!page) throw new Error('A component of ui/ was rendered outside PageContext.Provider');
  return { ...page, t: uiWords.in(page.lang), href: (path: string) => (isLocal(path) ? path : localPath(page.lang, path)) };
}

// An address that was already made for English pages stays as it is.
function isLocal(path: string): boolean {
  return /^\/en([/?#]|$)/.test(path);
}
