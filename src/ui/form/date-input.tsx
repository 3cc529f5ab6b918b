import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';
import { usePage } from '../page-context.ts';
import { describedBy, ErrorMessage, FormGroup, Hint, Label } from './field-parts.tsx';
import { Fieldset } from './fieldset.tsx';
import { useField } from './form-context.ts';

export interface DateInputProps {
  /** The parts are sent as `name-day`, `name-month`, `name-year`. */
  name: string;
  /** The question: printed as the legend, and named in the error summary. */
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  /** The parts that are wrong; all of them by default. */
  wrong?: DatePart[] | undefined;
  value?: Partial<Record<DatePart, string>> | undefined;
  id?: string | undefined;
  class?: string | undefined;
  groupClass?: string | undefined;
  legendClass?: string | undefined;
  isPageHeading?: boolean | undefined;
}

export type DatePart = 'day' | 'month' | 'year';

/** A date that one knows by heart, in three boxes (a birth, an election). Elsewhere prefer `DayField`. */
export function DateInput({ name, label, hint, error: given, wrong, value = {}, id: givenId, ...look }: DateInputProps) {
  const { id, error } = useField({ name, label, id: givenId, error: given });
  return (
    <FormGroup error={error} class={look.groupClass}>
      <Fieldset legend={label} legendClass={look.legendClass} isPageHeading={look.isPageHeading} describedBy={describedBy(undefined, id, hint, error)} role="group">
        {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
        {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
        <div class={classNames('govuk-date-input', look.class)} id={id}>
          {parts.map((part) => <Part part={part} name={name} id={id} value={value[part]} wrong={Boolean(error) && (wrong?.includes(part) ?? true)} />)}
        </div>
      </Fieldset>
    </FormGroup>
  );
}

const parts = ['day', 'month', 'year'] as const;

function Part({ part, name, id, value, wrong }: { part: DatePart; name: string; id: string; value: string | undefined; wrong: boolean }) {
  const { t } = usePage();
  const field = useField({ name: `${name}-${part}`, label: t(`date.${part}`), id: `${id}-${part}`, value });
  return (
    <div class="govuk-date-input__item">
      <FormGroup>
        <Label class="govuk-date-input__label" for={field.id}>{t(`date.${part}`)}</Label>
        <input
          class={classNames('govuk-input', 'govuk-date-input__input', wrong && 'govuk-input--error', `govuk-input--width-${part === 'year' ? 4 : 2}`)}
          id={field.id}
          name={`${name}-${part}`}
          type="text"
          value={field.value}
          inputmode="numeric"
        />
      </FormGroup>
    </div>
  );
}
