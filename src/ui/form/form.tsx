import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { PageContext, usePage } from '../page-context.ts';
import { ErrorSummary } from './error-summary.tsx';
import { type AnnouncedField, type FieldErrors, FormContext, type FormValues } from './form-context.ts';

export interface FormProps {
  /** Where it is posted; the page itself by default. */
  action?: string | undefined;
  /** What was typed and refused: each field shows it again. */
  values?: FormValues | undefined;
  /** One sentence by field, `''` for the whole: printed at the top and at each field. */
  errors?: FieldErrors | undefined;
  /** A key that makes sending twice the same as sending once; a fresh one by default. */
  requestKey?: string | undefined;
  /** The form sends files. */
  files?: boolean | undefined;
  /** Says that nothing was recorded and that what was typed is still there; false where it is not (passwords). */
  keptNote?: boolean | undefined;
  /** Warn before leaving with unsaved changes (needs the island `confirm-leave` on the page). */
  confirmLeave?: boolean | undefined;
  id?: string | undefined;
  class?: string | undefined;
  children: ComponentChildren;
}

/**
 * A posted form: its `requestKey`, the error summary, then its fields, which find
 * their typed value and their error here by name.
 */
export function Form({
  action,
  values = {},
  errors = {},
  requestKey = crypto.randomUUID(),
  files,
  keptNote = true,
  confirmLeave,
  id,
  class: className,
  children,
}: FormProps) {
  const page = usePage();
  const { t, href } = page;
  const refused = Object.keys(errors).length > 0;
  const form = (
    <form
      method="post"
      action={action && href(action)}
      enctype={files ? 'multipart/form-data' : undefined}
      novalidate
      id={id}
      class={className}
    >
      <input type="hidden" name="requestKey" value={requestKey} />
      <FormContext.Provider value={{ values, errors, announce: () => {} }}>{children}</FormContext.Provider>
    </form>
  );
  return (
    <>
      {refused && <ErrorSummary description={keptNote && t('error.kept')} errors={listErrors(page, errors, values, children)} />}
      {confirmLeave ? (
        <confirm-leave data-warning={t('leave.warning')} data-changed={refused ? '' : undefined}>
          {form}
        </confirm-leave>
      ) : (
        form
      )}
    </>
  );
}

/**
 * The lines of the summary, in the order of the fields on the page. Only the fields know their label and
 * come after the summary, so they are rendered once beforehand, for what they announce.
 */
function listErrors(page: ReturnType<typeof usePage>, errors: FieldErrors, values: FormValues, children: ComponentChildren) {
  const fields: AnnouncedField[] = [];
  renderToString(
    <PageContext.Provider value={page}>
      <FormContext.Provider value={{ values, errors, announce: (field) => fields.push(field) }}>{children}</FormContext.Provider>
    </PageContext.Provider>,
  );
  const known = new Set(fields.map((field) => field.name));
  const whole = Object.entries(errors)
    .filter(([name]) => !known.has(name))
    .map(([, text]) => ({ text }));
  const named = fields
    .filter((field) => errors[field.name])
    .map((field) => ({ text: page.t('error.labelled', { label: field.label, sentence: errors[field.name] }), href: `#${field.id}` }));
  return [...whole, ...named];
}
