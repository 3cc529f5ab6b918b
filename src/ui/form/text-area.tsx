import { classNames } from '../class-names.ts';
import { type ControlProps, describedBy, Field } from './field-parts.tsx';
import { useField } from './form-context.ts';

export interface TextAreaProps extends ControlProps {
  value?: string | null | undefined;
  /** Lines shown; 5 by default. */
  rows?: number | undefined;
  autocomplete?: string | undefined;
  spellcheck?: boolean | undefined;
  disabled?: boolean | undefined;
  readonly?: boolean | undefined;
  /** The language of what is typed, when it is not the page's. */
  lang?: string | undefined;
  maxlength?: number | undefined;
}

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  const field = useField(props);
  return (
    <Field props={props} id={field.id} error={field.error}>
      <textarea
        class={classNames('govuk-textarea', field.error && 'govuk-textarea--error', props.class)}
        id={field.id}
        name={props.name}
        rows={props.rows ?? 5}
        spellcheck={props.spellcheck}
        disabled={props.disabled}
        aria-describedby={describedBy(props.describedBy, field.id, props.hint, field.error)}
        autocomplete={props.autocomplete}
        lang={props.lang}
        readonly={props.readonly}
        maxlength={props.maxlength}
        value={field.value}
      />
    </Field>
  );
}
