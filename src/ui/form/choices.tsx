import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';
import { describedBy, ErrorMessage, FormGroup, Hint, Label } from './field-parts.tsx';
import { Fieldset } from './fieldset.tsx';
import { useField } from './form-context.ts';

export interface Choice {
  value: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  disabled?: boolean | undefined;
  id?: string | undefined;
  /** Fields that belong to this choice; always visible without JavaScript. */
  conditional?: ComponentChildren;
}

/** A word between two choices: « ou ». */
export interface ChoiceDivider {
  divider: string;
}

interface ChoicesProps {
  name: string;
  /** The question: printed as the legend, and named in the error summary. */
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  /** Choices in order; those that are absent are skipped. */
  options: readonly (Choice | ChoiceDivider | null | undefined | false)[];
  id?: string | undefined;
  class?: string | undefined;
  groupClass?: string | undefined;
  legendClass?: string | undefined;
  isPageHeading?: boolean | undefined;
  describedBy?: string | undefined;
  /** False when the page already asks the question above: no fieldset is printed. */
  legend?: boolean | undefined;
}

export interface RadiosProps extends ChoicesProps {
  value?: string | null | undefined;
  /** Side by side, small: for staff screens. */
  inline?: boolean | undefined;
}

/** One choice among a few. */
export function Radios({ value, inline, ...props }: RadiosProps) {
  return (
    <Choices
      kind="radios"
      type="radio"
      {...props}
      value={value}
      class={classNames(inline && 'govuk-radios--inline', props.class) || undefined}
    />
  );
}

export interface CheckboxesProps extends ChoicesProps {
  /** The values that are ticked. */
  values?: readonly string[] | undefined;
}

/** Any number of choices among a few; name them `kinds[]` to always receive a list. */
export function Checkboxes({ values, ...props }: CheckboxesProps) {
  return <Choices kind="checkboxes" type="checkbox" {...props} value={values} />;
}

/** Spelled out: the build drops the styles of classes that it reads nowhere. */
const classesOf = {
  radios: {
    group: 'govuk-radios',
    item: 'govuk-radios__item',
    input: 'govuk-radios__input',
    label: 'govuk-radios__label',
    hint: 'govuk-radios__hint',
    divider: 'govuk-radios__divider',
    conditional: 'govuk-radios__conditional',
    hidden: 'govuk-radios__conditional--hidden',
  },
  checkboxes: {
    group: 'govuk-checkboxes',
    item: 'govuk-checkboxes__item',
    input: 'govuk-checkboxes__input',
    label: 'govuk-checkboxes__label',
    hint: 'govuk-checkboxes__hint',
    divider: 'govuk-checkboxes__divider',
    conditional: 'govuk-checkboxes__conditional',
    hidden: 'govuk-checkboxes__conditional--hidden',
  },
} as const;

function Choices(
  props: ChoicesProps & { kind: 'radios' | 'checkboxes'; type: 'radio' | 'checkbox'; value: string | readonly string[] | null | undefined },
) {
  const { kind, type, name, options, hint } = props;
  const names = classesOf[kind];
  const { id, error, values } = useField(props);
  const describing = describedBy(props.describedBy, id, hint, error);
  const grouped = props.legend !== false;
  const inner = (
    <>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      <div class={classNames(names.group, props.class)} data-module={names.group}>
        {options.map((option, index) => {
          if (!option) return null;
          if ('divider' in option) return <div class={names.divider}>{option.divider}</div>;
          // The first has no number, so that the error summary can lead to it.
          const itemId = option.id ?? (index ? `${id}-${index + 1}` : id);
          const itemHint = option.hint ? `${itemId}-item-hint` : undefined;
          const checked = values.includes(option.value);
          return (
            <>
              <div class={names.item}>
                <input
                  class={names.input}
                  id={itemId}
                  name={name}
                  type={type}
                  value={option.value}
                  checked={checked}
                  disabled={option.disabled}
                  data-aria-controls={option.conditional ? `conditional-${itemId}` : undefined}
                  aria-describedby={classNames(kind === 'checkboxes' && !grouped && describing, itemHint) || undefined}
                />
                <Label class={names.label} for={itemId}>
                  {option.label}
                </Label>
                {option.hint && (
                  <Hint id={itemHint!} class={names.hint}>
                    {option.hint}
                  </Hint>
                )}
              </div>
              {option.conditional && (
                <div class={classNames(names.conditional, !checked && names.hidden)} id={`conditional-${itemId}`}>
                  {option.conditional}
                </div>
              )}
            </>
          );
        })}
      </div>
    </>
  );
  return (
    <FormGroup error={error} class={props.groupClass}>
      {grouped ? (
        <Fieldset legend={props.label} legendClass={props.legendClass} isPageHeading={props.isPageHeading} describedBy={describing}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  );
}
