import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What the person typed in each field, to be shown again as it was (kernel/http's `FormValues`). */
export type FormValues = Record<string, string | string[]>;

/** One sentence by field; `''` is for the form as a whole (kernel/http's `FieldErrors`). */
export type FieldErrors = Record<string, string>;

export interface FormContextValue {
  values: FormValues;
  errors: FieldErrors;
  /** Told by each field of the form, so that the error summary can name it and lead to it. */
  announce: (field: AnnouncedField) => void;
}

export interface AnnouncedField {
  name: string;
  label: string;
  /** The id of the control that the summary's link leads to. */
  id: string;
}

export const FormContext = createContext<FormContextValue>({ values: {}, errors: {}, announce: () => {} });

export interface FieldState {
  id: string;
  error: string | undefined;
  /** Typed values of the field: none, one or several. */
  values: string[];
  value: string | undefined;
}

export interface FieldInput {
  name: string;
  label: string;
  id?: string | undefined;
  error?: string | undefined;
  value?: string | number | readonly string[] | null | undefined;
}

/**
 * The state of a field: what was typed wins over the given value, the given error over the form's.
 * A name that ends in `[]` always holds a list.
 */
export function useField({ name, label, id, error, value }: FieldInput): FieldState {
  const form = useContext(FormContext);
  const key = name.endsWith('[]') ? name.slice(0, -2) : name;
  const typed = form.values[key];
  const given = typed ?? value;
  const values = given === null || given === undefined ? [] : Array.isArray(given) ? given.map(String) : [String(given)];
  const field = { id: id ?? key, error: error ?? form.errors[key], values, value: values[0] };
  form.announce({ name: key, label, id: field.id });
  return field;
}
