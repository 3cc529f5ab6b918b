import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';
import { usePage } from '../page-context.ts';
import { type ControlProps, describedBy, Field } from './field-parts.tsx';
import { useField } from './form-context.ts';

export interface TextFieldProps extends ControlProps {
  type?: 'text' | 'email' | 'url' | 'tel' | 'search' | 'password' | 'number' | undefined;
  value?: string | number | null | undefined;
  prefix?: ComponentChildren;
  suffix?: ComponentChildren;
  /** Characters expected, for the width of the box. */
  width?: 2 | 3 | 4 | 5 | 10 | 20 | 30 | undefined;
  autocomplete?: string | undefined;
  inputmode?: 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | 'search' | undefined;
  pattern?: string | undefined;
  spellcheck?: boolean | undefined;
  disabled?: boolean | undefined;
  readonly?: boolean | undefined;
  /** The language of what is typed, when it is not the page's. */
  lang?: string | undefined;
  maxlength?: number | undefined;
  /** What may be chosen as one types; anything else may be typed. */
  suggestions?: readonly string[] | undefined;
  /** The id of a `datalist` of the page, where several fields share their suggestions. */
  list?: string | undefined;
}

/** One line of text. Inside a `Form`, what was typed and its error come by themselves. */
export function TextField(props: TextFieldProps) {
  const { value, width, prefix, suffix, class: className } = props;
  const field = useField({ ...props, value });
  const input = (
    <input
      class={classNames('govuk-input', width && `govuk-input--width-${width}`, className, field.error && 'govuk-input--error')}
      id={field.id}
      name={props.name}
      // Preact types each kind of input apart; all of these take the same attributes.
      type={(props.type ?? 'text') as 'text'}
      spellcheck={props.spellcheck}
      value={field.value}
      disabled={props.disabled}
      aria-describedby={describedBy(props.describedBy, field.id, props.hint, field.error)}
      autocomplete={props.autocomplete}
      pattern={props.pattern}
      inputmode={props.inputmode}
      lang={props.lang}
      readonly={props.readonly}
      maxlength={props.maxlength}
      list={props.list ?? (props.suggestions && `${field.id}-suggestions`)}
    />
  );
  return (
    <Field props={props} id={field.id} error={field.error}>
      {prefix || suffix ? (
        <div class="govuk-input__wrapper">
          {prefix && (
            <div class="govuk-input__prefix" aria-hidden="true">
              {prefix}
            </div>
          )}
          {input}
          {suffix && (
            <div class="govuk-input__suffix" aria-hidden="true">
              {suffix}
            </div>
          )}
        </div>
      ) : (
        input
      )}
      {props.suggestions && (
        <datalist id={`${field.id}-suggestions`}>
          {props.suggestions.map((one) => (
            <option value={one} />
          ))}
        </datalist>
      )}
    </Field>
  );
}

/** A day, typed in one box as `19/11/2025` (kernel's `day` and `partialDate` read it). */
export function DayField(props: Omit<TextFieldProps, 'type' | 'inputmode' | 'width'>) {
  const { t } = usePage();
  return <TextField {...props} hint={props.hint ?? t('field.dayHint')} width={10} autocomplete={props.autocomplete ?? 'off'} />;
}
