import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';
import { usePage } from '../page-context.ts';

/** A remark set apart from the text. */
export function InsetText({ id, class: className, children }: { id?: string; class?: string; children: ComponentChildren }) {
  return (
    <div id={id} class={classNames('govuk-inset-text', className)}>
      {children}
    </div>
  );
}

/** What may go wrong, before the person does it. */
export function WarningText({ class: className, children }: { class?: string; children: ComponentChildren }) {
  const { t } = usePage();
  return (
    <div class={classNames('govuk-warning-text', className)}>
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{t('warning.prefix')}</span> {children}
      </strong>
    </div>
  );
}

/** What only some readers need, unrolled on request. */
export function Details({
  summary,
  open,
  id,
  class: className,
  children,
}: {
  summary: ComponentChildren;
  open?: boolean;
  id?: string;
  class?: string;
  children: ComponentChildren;
}) {
  return (
    <details id={id} class={classNames('govuk-details', className)} open={open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summary}</span>
      </summary>
      <div class="govuk-details__text">{children}</div>
    </details>
  );
}

/** The end of a procedure: what was done, and its reference. */
export function Panel({
  title,
  headingLevel = 1,
  class: className,
  children,
}: {
  title: ComponentChildren;
  headingLevel?: 1 | 2 | 3;
  class?: string;
  children?: ComponentChildren;
}) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div class={classNames('govuk-panel', 'govuk-panel--confirmation', className)}>
      <Heading class="govuk-panel__title">{title}</Heading>
      {children && <div class="govuk-panel__body">{children}</div>}
    </div>
  );
}
