import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';
import { usePage } from '../page-context.ts';

export interface ButtonProps {
  children: ComponentChildren;
  /** `primary` once per page; `warning` for what cannot be undone. */
  kind?: 'primary' | 'secondary' | 'warning' | 'inverse' | undefined;
  /** A link that looks like a button. */
  href?: string | undefined;
  type?: 'submit' | 'button' | 'reset' | undefined;
  name?: string | undefined;
  value?: string | undefined;
  /** Posts this form elsewhere: a second button of the same form. */
  formaction?: string | undefined;
  /** The id of the form to send, when the button stands outside it. */
  form?: string | undefined;
  disabled?: boolean | undefined;
  id?: string | undefined;
  class?: string | undefined;
}

/** A button that sends its form, or with `href` a link that starts something. */
export function Button({ children, kind, href, type, disabled, class: className, ...rest }: ButtonProps) {
  const page = usePage();
  const names = classNames('govuk-button', kind && kind !== 'primary' && `govuk-button--${kind}`, className);
  if (href !== undefined) {
    return (
      <a href={page.href(href)} role="button" draggable={false} class={names} data-module="govuk-button" id={rest.id}>
        {children}
      </a>
    );
  }
  return (
    <button
      type={type ?? 'submit'}
      {...rest}
      disabled={disabled}
      aria-disabled={disabled ? 'true' : undefined}
      class={names}
      data-module="govuk-button"
    >
      {children}
    </button>
  );
}

/** Buttons and links that belong together, in a row that wraps. */
export function ButtonGroup({ children }: { children: ComponentChildren }) {
  return <div class="govuk-button-group">{children}</div>;
}
