import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';
import { usePage } from '../page-context.ts';

export interface NotificationBannerProps {
  /** One sentence printed large; richer content goes in `children`. */
  text?: string | undefined;
  children?: ComponentChildren;
  /** `success` after something was done: announced at once. */
  kind?: 'success' | 'important' | undefined;
  title?: string | undefined;
  titleId?: string | undefined;
  headingLevel?: 2 | 3 | undefined;
  role?: 'alert' | 'region' | undefined;
  class?: string | undefined;
}

/** News about what the person just did, or about the page. */
export function NotificationBanner({
  text,
  children,
  kind,
  title,
  titleId = 'govuk-notification-banner-title',
  headingLevel = 2,
  role,
  class: className,
}: NotificationBannerProps) {
  const { t } = usePage();
  const success = kind === 'success';
  const Heading = `h${headingLevel}` as const;
  return (
    <div
      class={classNames('govuk-notification-banner', success && 'govuk-notification-banner--success', className)}
      role={role ?? (success ? 'alert' : 'region')}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
    >
      <div class="govuk-notification-banner__header">
        <Heading class="govuk-notification-banner__title" id={titleId}>
          {title ?? t(success ? 'notification.success' : 'notification.important')}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">
        {text && <p class="govuk-notification-banner__heading">{text}</p>}
        {children}
      </div>
    </div>
  );
}
