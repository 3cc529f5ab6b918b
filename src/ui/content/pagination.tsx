import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';
import { usePage } from '../page-context.ts';

export interface PaginationProps {
  /** The page shown, from 1. */
  page: number;
  /** How many pages there are; one page prints nothing. */
  pages: number;
  hrefOf: (page: number) => string;
}

/** Pages of a list: the neighbours, the first, the last, and gaps between. */
export function Pagination({ page, pages, hrefOf }: PaginationProps) {
  if (pages <= 1) return null;
  const items = listPages(page, pages).map((number) =>
    number === null ? null : { number, href: hrefOf(number), current: number === page },
  );
  return (
    <PaginationLinks
      previous={page > 1 ? { href: hrefOf(page - 1) } : undefined}
      next={page < pages ? { href: hrefOf(page + 1) } : undefined}
      items={items}
    />
  );
}

/** The numbers to print, null for a gap: `1 … 6 7 8 … 42`. */
export function listPages(page: number, pages: number): (number | null)[] {
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter((number) => number >= 1 && number <= pages);
  return shown.flatMap((number, index) => {
    const skipped = index > 0 ? number - shown[index - 1]! - 1 : 0;
    if (skipped === 0) return [number];
    return skipped === 1 ? [number - 1, number] : [null, number];
  });
}

interface PageLink {
  href: string;
  text?: ComponentChildren;
  /** Where it leads, under the word (chapters rather than numbers). */
  label?: string | undefined;
}

export interface PaginationLinksProps {
  previous?: PageLink | undefined;
  next?: PageLink | undefined;
  items?: ({ number: number | string; href: string; current?: boolean | undefined; label?: string | undefined } | null)[] | undefined;
  /** What is paged, for those who hear landmarks. */
  landmark?: string | undefined;
  class?: string | undefined;
}

/** The links themselves; without `items`, the previous and next text of a series. */
export function PaginationLinks({ previous, next, items, landmark, class: className }: PaginationLinksProps) {
  const { t, href } = usePage();
  const block = !items && Boolean(previous || next);
  return (
    <nav
      class={classNames('govuk-pagination', block && 'govuk-pagination--block', className)}
      aria-label={landmark ?? t('pagination.label')}
    >
      {previous && <ArrowLink rel="prev" block={block} {...previous} />}
      {items && (
        <ul class="govuk-pagination__list">
          {items.map((item) =>
            item ? (
              <li class={classNames('govuk-pagination__item', item.current && 'govuk-pagination__item--current')}>
                <a
                  class="govuk-link govuk-pagination__link"
                  href={href(item.href)}
                  aria-label={item.label ?? t('pagination.number', { number: String(item.number) })}
                  aria-current={item.current ? 'page' : undefined}
                >
                  {item.number}
                </a>
              </li>
            ) : (
              <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
            ),
          )}
        </ul>
      )}
      {next && <ArrowLink rel="next" block={block} {...next} />}
    </nav>
  );
}

function ArrowLink({ rel, block, href, text, label }: PageLink & { rel: 'prev' | 'next'; block: boolean }) {
  const page = usePage();
  const { t } = page;
  const arrow = (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${rel}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[rel]} />
    </svg>
  );
  return (
    <div class={`govuk-pagination__${rel}`}>
      <a class="govuk-link govuk-pagination__link" href={page.href(href)} rel={rel}>
        {(block || rel === 'prev') && arrow}
        <span class={classNames('govuk-pagination__link-title', block && !label && 'govuk-pagination__link-title--decorated')}>
          {text ?? (
            <>
              {t(rel === 'prev' ? 'pagination.previous' : 'pagination.next')}
              <span class="govuk-visually-hidden"> {t('pagination.page')}</span>
            </>
          )}
        </span>
        {label && block && (
          <>
            <span class="govuk-visually-hidden">:</span>
            <span class="govuk-pagination__link-label">{label}</span>
          </>
        )}
        {!block && rel === 'next' && arrow}
      </a>
    </div>
  );
}

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
};
