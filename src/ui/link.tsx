import type { JSX } from 'preact';
import { usePage } from './page-context.ts';

export type LinkProps = Omit<JSX.AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { href: string };

/** A link to a page of the site, in the reader's language: `href` is a path of `paths.ts`; other addresses stay as they are. */
export function Link({ href, ...rest }: LinkProps) {
  const page = usePage();
  return <a {...rest} href={page.href(href)} />;
}
