import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';

export interface FieldsetProps {
  legend?: ComponentChildren;
  legendClass?: string | undefined;
  isPageHeading?: boolean | undefined;
  class?: string | undefined;
  describedBy?: string | undefined;
  role?: 'group' | undefined;
  children?: ComponentChildren;
}

/** Fields that answer one question together. */
export function Fieldset({ legend, legendClass, isPageHeading, class: className, describedBy, role, children }: FieldsetProps) {
  return (
    <fieldset class={classNames('govuk-fieldset', className)} role={role} aria-describedby={describedBy}>
      {legend && (
        <legend class={classNames('govuk-fieldset__legend', legendClass)}>
          {isPageHeading ? <h1 class="govuk-fieldset__heading">{legend}</h1> : legend}
        </legend>
      )}
      {children}
    </fieldset>
  );
}
