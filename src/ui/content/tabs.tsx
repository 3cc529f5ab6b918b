import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';
import { usePage } from '../page-context.ts';

export interface TabsProps {
  items: ({ id: string; label: string; content: ComponentChildren } | null | undefined | false)[];
  title?: string | undefined;
  id?: string | undefined;
  class?: string | undefined;
}

/** Sections of equal weight: a list of links to them, then all of them, one under the other. */
export function Tabs({ items, title, id, class: className }: TabsProps) {
  const { t } = usePage();
  const kept = items.filter((item) => item !== null && item !== undefined && item !== false);
  return (
    <div id={id} class={classNames('govuk-tabs', className)} data-module="govuk-tabs">
      <h2 class="govuk-tabs__title">{title ?? t('tabs.title')}</h2>
      {kept.length > 0 && (
        <ul class="govuk-tabs__list">
          {kept.map((item, index) => (
            <li class={classNames('govuk-tabs__list-item', index === 0 && 'govuk-tabs__list-item--selected')}>
              <a class="govuk-tabs__tab" href={`#${item.id}`}>
                {item.label}
              </a>
            </li>
          ))}
        </ul>
      )}
      {kept.map((item, index) => (
        <div class={classNames('govuk-tabs__panel', index > 0 && 'govuk-tabs__panel--hidden')} id={item.id}>
          {typeof item.content === 'string' ? <p class="govuk-body">{item.content}</p> : item.content}
        </div>
      ))}
    </div>
  );
}
