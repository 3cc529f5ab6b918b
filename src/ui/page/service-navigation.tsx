import { type NavigationGroup, type NavigationItem, usePage } from '../page-context.ts';

/**
 * The sections of the site, under the header; on a narrow screen they wrap, nothing is hidden. Those who work here have
 * groups beside them, which unroll without any script, one at a time.
 */
export function ServiceNavigation({
  items,
  groups = [],
  label,
}: {
  items: NavigationItem[];
  groups?: NavigationGroup[] | undefined;
  label?: string | undefined;
}) {
  const { t } = usePage();
  if (items.length === 0) return null;
  return (
    <div class="govuk-service-navigation" data-module="govuk-service-navigation">
      <div class="govuk-width-container">
        <div class="govuk-service-navigation__container">
          <nav aria-label={label ?? t('layout.navigation')} class="govuk-service-navigation__wrapper">
            <ul class="govuk-service-navigation__list" id="navigation">
              {items.map((item) => (
                <li class={itemClass(item.current)}>
                  <Entry item={item} />
                </li>
              ))}
              {groups.map(({ label: name, items: entries }) => (
                <li class={`${itemClass(entries.some(({ current }) => current))} group`}>
                  <details name="group">
                    <summary class="govuk-service-navigation__link">{name}</summary>
                    <ul>
                      {entries.map((item) => (
                        <li>
                          <Entry item={item} />
                        </li>
                      ))}
                    </ul>
                  </details>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </div>
    </div>
  );
}

function Entry({ item: { href, label, current } }: { item: NavigationItem }) {
  const { path } = usePage();
  return (
    <a class="govuk-service-navigation__link" href={href} aria-current={current ? (href === path ? 'page' : 'true') : undefined}>
      {current ? <strong class="govuk-service-navigation__active-fallback">{label}</strong> : label}
    </a>
  );
}

function itemClass(current: boolean): string {
  return `govuk-service-navigation__item${current ? ' govuk-service-navigation__item--active' : ''}`;
}
