import { classNames } from '../class-names.ts';
import { type ControlProps, describedBy, Field } from './field-parts.tsx';
import { useField } from './form-context.ts';

export interface FileUploadProps extends ControlProps {
  /** Kinds of files proposed first: `.csv,text/csv`. The server checks the content all the same. */
  accept?: string | undefined;
  multiple?: boolean | undefined;
  disabled?: boolean | undefined;
}

/** A file to send; the form must be `files`. A refused form forgets it, browsers keep no file. */
export function FileUpload(props: FileUploadProps) {
  const field = useField({ name: props.name, label: props.label, id: props.id, error: props.error });
  return (
    <Field props={props} id={field.id} error={field.error}>
      <input
        class={classNames('govuk-file-upload', props.class, field.error && 'govuk-file-upload--error')}
        id={field.id}
        name={props.name}
        type="file"
        accept={props.accept}
        disabled={props.disabled}
        multiple={props.multiple}
        aria-describedby={describedBy(props.describedBy, field.id, props.hint, field.error)}
      />
    </Field>
  );
}
