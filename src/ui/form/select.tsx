import { classNames } from '../class-names.ts';
import { type ControlProps, describedBy, Field } from './field-parts.tsx';
import { useField } from './form-context.ts';

export interface Option {
  /** What is sent; the text itself when absent. */
  value?: string | undefined;
  text: string;
  disabled?: boolean | undefined;
}

export interface SelectProps extends ControlProps {
  /** Options in order; those that are absent are skipped. */
  options: readonly (Option | null | undefined | false)[];
  value?: string | null | undefined;
  disabled?: boolean | undefined;
}

/** One choice in a list that unrolls; prefer `Radios` under seven choices. */
export function Select(props: SelectProps) {
  const field = useField(props);
  return (
    <Field props={props} id={field.id} error={field.error}>
      <select
        class={classNames('govuk-select', props.class, field.error && 'govuk-select--error')}
        id={field.id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={describedBy(props.describedBy, field.id, props.hint, field.error)}
      >
        {props.options.map(
          (option) =>
            option && (
              <option
                value={option.value}
                selected={field.value !== undefined && (option.value ?? option.text) === field.value}
                disabled={option.disabled}
              >
                {option.text}
              </option>
            ),
        )}
      </select>
    </Field>
  );
}
