import { classNames } from '../class-names.ts';
import { usePage } from '../page-context.ts';

export interface Breadcrumb {
  text: string;
  /** Absent on the page itself. */
  href?: string | undefined;
}

/** Where the page stands, from the home page down. */
export function Breadcrumbs({
  items,
  collapseOnMobile,
  class: className,
}: {
  items: Breadcrumb[];
  collapseOnMobile?: boolean;
  class?: string;
}) {
  const page = usePage();
  return (
    <nav
      class={classNames('govuk-breadcrumbs', className, collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile')}
      aria-label={page.t('layout.breadcrumbs')}
    >
      <ol class="govuk-breadcrumbs__list">
        {items.map(({ text, href }) =>
          href ? (
            <li class="govuk-breadcrumbs__list-item">
              <a class="govuk-breadcrumbs__link" href={page.href(href)}>
                {text}
              </a>
            </li>
          ) : (
            <li class="govuk-breadcrumbs__list-item" aria-current="page">
              {text}
            </li>
          ),
        )}
      </ol>
    </nav>
  );
}
