import type { ComponentChildren } from 'preact';
import { usePage } from '../page-context.ts';

export interface ErrorSummaryProps {
  /** « Il y a un problème » by default. */
  title?: string | undefined;
  description?: ComponentChildren;
  errors: { text: string; href?: string | undefined }[];
  class?: string | undefined;
}

/** Every error of a form at its top, each leading to its field. `Form` prints it by itself. */
export function ErrorSummary({ title, description, errors, class: className }: ErrorSummaryProps) {
  const { t } = usePage();
  return (
    <div class={['govuk-error-summary', className].filter(Boolean).join(' ')} data-module="govuk-error-summary">
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title ?? t('error.summary')}</h2>
        <div class="govuk-error-summary__body">
          {description && <p>{description}</p>}
          {errors.length > 0 && (
            <ul class="govuk-list govuk-error-summary__list">
              {errors.map(({ text, href }) => (
                <li>{href ? <a href={href}>{text}</a> : text}</li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  );
}
