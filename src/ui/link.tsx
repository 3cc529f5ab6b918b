import type { ComponentChildren } from 'preact';
import { usePage } from './page-context.ts';

export interface LinkProps {
  /** A path of `paths.ts`; other addresses stay as they are. */
  href: string;
  children: ComponentChildren;
  class?: string | undefined;
  /** The language of the words of the link, and of the page it leads to. */
  lang?: string | undefined;
  hreflang?: string | undefined;
  rel?: string | undefined;
  id?: string | undefined;
  /** -1: the keyboard finds the same link elsewhere on the page. */
  tabindex?: -1 | undefined;
  title?: string | undefined;
  download?: boolean | string | undefined;
  'aria-label'?: string | undefined;
  'aria-current'?: 'page' | 'true' | undefined;
}

/** A link to a page of the site, in the reader's language. */
export function Link({ href, children, ...rest }: LinkProps) {
  const page = usePage();
  return (
    <a {...rest} href={page.href(href)}>
      {children}
    </a>
  );
}
