import type { NavigationItem } from '../page-context.ts';
import { usePage } from '../page-context.ts';

/** The sections of the site, under the header; on a narrow screen they wrap, nothing is hidden. */
export function ServiceNavigation({ items, label }: { items: NavigationItem[]; label?: string | undefined }) {
  const { t, path } = usePage();
  if (items.length === 0) return null;
  return (
    <div class="govuk-service-navigation" data-module="govuk-service-navigation">
      <div class="govuk-width-container">
        <div class="govuk-service-navigation__container">
          <nav aria-label={label ?? t('layout.navigation')} class="govuk-service-navigation__wrapper">
            <ul class="govuk-service-navigation__list" id="navigation">
              {items.map((item) => (
                <li class={`govuk-service-navigation__item${item.current ? ' govuk-service-navigation__item--active' : ''}`}>
                  <a
                    class="govuk-service-navigation__link"
                    href={item.href}
                    aria-current={item.current ? (item.href === path ? 'page' : 'true') : undefined}
                  >
                    {item.current ? <strong class="govuk-service-navigation__active-fallback">{item.label}</strong> : item.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </div>
    </div>
  );
}
