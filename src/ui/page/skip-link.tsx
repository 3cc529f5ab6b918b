import type { ComponentChildren } from 'preact';

/** The first link of a page: over the header, to the content. */
export function SkipLink({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a href={href} class="govuk-skip-link" data-module="govuk-skip-link">
      {children}
    </a>
  );
}
