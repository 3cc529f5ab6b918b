import type { ComponentChildren } from 'preact';
import { Button } from '../form/button.tsx';
import { FormContext, type FormValues } from '../form/form-context.ts';
import { usePage } from '../page-context.ts';

export interface FiltersProps {
  /** Where the list is; default: the page itself. */
  action?: string | undefined;
  /** What is chosen, by field name, as found in the query. */
  values: FormValues;
  /** Parameters that are no filters and stay: the day, the sort. */
  keep?: Record<string, string | readonly string[]> | undefined;
  /** What is chosen, in words, each with the address of the list without it. */
  selected?: { label: string; removeHref: string }[] | undefined;
  clearHref: string;
  /** Fields: `TextField`, `Select`, `Checkboxes`. */
  children: ComponentChildren;
}

/** The filters of a list: a GET form whose address can be shared, with what is chosen above it. */
export function Filters({ action, values, keep = {}, selected = [], clearHref, children }: FiltersProps) {
  const { t, href } = usePage();
  return (
    <form class="filters" method="get" action={action && href(action)} aria-label={t('filters.title')}>
      {selected.length > 0 && (
        <div class="filters-selected">
          <h2 class="filters-title">{t('filters.selected')}</h2>
          <ul>
            {selected.map(({ label, removeHref }) => (
              <li>
                <a href={href(removeHref)}>
                  <span class="govuk-visually-hidden">{t('filters.remove', { label })}</span>
                  <span aria-hidden="true">{label} ×</span>
                </a>
              </li>
            ))}
          </ul>
          <a href={href(clearHref)}>{t('filters.clear')}</a>
        </div>
      )}
      {Object.entries(keep).flatMap(([name, value]) => [value].flat().map((one) => <input type="hidden" name={name} value={one} />))}
      <div class="filters-fields">
        <FormContext.Provider value={{ values, errors: {}, announce: () => {} }}>{children}</FormContext.Provider>
      </div>
      <Button kind="secondary">{t('filters.apply')}</Button>
    </form>
  );
}
