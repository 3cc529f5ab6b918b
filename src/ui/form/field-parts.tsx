import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';
import { usePage } from '../page-context.ts';

export interface LabelProps {
  children: ComponentChildren;
  for?: string | undefined;
  class?: string | undefined;
  /** The label is the title of the page (one thing per page). */
  isPageHeading?: boolean | undefined;
}

/** The name of a field. */
export function Label({ children, for: id, class: className, isPageHeading }: LabelProps) {
  const label = (
    <label class={classNames('govuk-label', className)} for={id}>
      {children}
    </label>
  );
  return isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label;
}

/** Help that stays visible under the name of a field. */
export function Hint({ id, class: className, children }: { id?: string; class?: string; children: ComponentChildren }) {
  return (
    <div id={id} class={classNames('govuk-hint', className)}>
      {children}
    </div>
  );
}

/** What is wrong with a field, above its control. */
export function ErrorMessage({ id, class: className, children }: { id?: string; class?: string; children: ComponentChildren }) {
  const { t } = usePage();
  return (
    <p id={id} class={classNames('govuk-error-message', className)}>
      <span class="govuk-visually-hidden">{t('error.prefix')}</span> {children}
    </p>
  );
}

export interface FormGroupProps {
  error?: unknown;
  class?: string | undefined;
  /** What an island looks for, and its words. */
  data?: Record<`data-${string}`, string> | undefined;
  children: ComponentChildren;
}

/** The frame around one field. */
export function FormGroup({ error, class: className, data, children }: FormGroupProps) {
  return (
    <div class={classNames('govuk-form-group', error ? 'govuk-form-group--error' : null, className)} {...data}>
      {children}
    </div>
  );
}

export interface ControlProps {
  name: string;
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  /** Default: the name. */
  id?: string | undefined;
  /** Ids of other texts about this field. */
  describedBy?: string | undefined;
  labelClass?: string | undefined;
  isPageHeading?: boolean | undefined;
  /** The field may be left empty: its label says so. */
  optional?: boolean | undefined;
  class?: string | undefined;
  groupClass?: string | undefined;
}

interface FieldProps extends Pick<FormGroupProps, 'data' | 'children'> {
  props: ControlProps;
  id: string;
  error: string | undefined;
}

/** The parts every single-control field shares: label, hint, error, then the control. */
export function Field({ props, id, error, data, children }: FieldProps) {
  const { t } = usePage();
  return (
    <FormGroup error={error} class={props.groupClass} data={data}>
      <Label for={id} class={props.labelClass} isPageHeading={props.isPageHeading}>
        {props.optional ? t('field.optional', { label: props.label }) : props.label}
      </Label>
      {props.hint && <Hint id={`${id}-hint`}>{props.hint}</Hint>}
      {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      {children}
    </FormGroup>
  );
}

/** The ids that a control is described by: what it was given, its hint, its error. */
export function describedBy(given: string | undefined, id: string, hint: unknown, error: unknown): string | undefined {
  return classNames(given, hint ? `${id}-hint` : null, error ? `${id}-error` : null) || undefined;
}
