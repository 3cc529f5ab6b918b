import { classNames } from '../class-names.ts';
import { usePage } from '../page-context.ts';
import { type ControlProps, describedBy, Field } from './field-parts.tsx';
import { useField } from './form-context.ts';

export interface PasswordFieldProps extends ControlProps {
  /** `new-password` where one is chosen. */
  autocomplete?: 'current-password' | 'new-password' | undefined;
  disabled?: boolean | undefined;
}

/** A password; what was typed is never printed back. The island `show-password` uncovers its button. */
export function PasswordField(props: PasswordFieldProps) {
  const { t } = usePage();
  const { id, error } = useField({ name: props.name, label: props.label, id: props.id, error: props.error });
  return (
    <Field
      props={{ ...props, groupClass: classNames('govuk-password-input', props.groupClass) }}
      id={id}
      error={error}
      data={{
        'data-module': 'govuk-password-input',
        'data-i18n.hide-password': t('password.hide'),
        'data-i18n.hide-password-aria-label': t('password.hideLabel'),
      }}
    >
      <div class="govuk-input__wrapper govuk-password-input__wrapper">
        <input
          class={classNames(
            'govuk-input',
            'govuk-password-input__input',
            'govuk-js-password-input-input',
            props.class,
            error && 'govuk-input--error',
          )}
          id={id}
          name={props.name}
          type="password"
          spellcheck={false}
          disabled={props.disabled}
          aria-describedby={describedBy(props.describedBy, id, props.hint, error)}
          autocomplete={props.autocomplete ?? 'current-password'}
          autocapitalize="none"
        />
        <button
          type="button"
          class="govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"
          data-module="govuk-button"
          aria-controls={id}
          aria-label={t('password.showLabel')}
          hidden
        >
          {t('password.show')}
        </button>
      </div>
    </Field>
  );
}
