import { content, type Options, testFixtures } from '../fixtures.tsx';
import { Button } from './button.tsx';
import { Checkboxes, Radios } from './choices.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { ErrorMessage, Hint, Label } from './field-parts.tsx';
import { Fieldset } from './fieldset.tsx';
import { FileUpload } from './file-upload.tsx';
import { PasswordField } from './password-field.tsx';
import { Select } from './select.tsx';
import { TextArea } from './text-area.tsx';
import { TextField } from './text-field.tsx';

testFixtures(
  'button',
  (options) => (
    <Button {...omit(options, 'text', 'html', 'classes')} class={options.classes}>
      {content(options)}
    </Button>
  ),
  ['attributes', 'preventDoubleClick', 'isStartButton'],
);

testFixtures(
  'label',
  (options) =>
    content(options) ? (
      <Label for={options.for} class={options.classes} isPageHeading={options.isPageHeading}>
        {content(options)}
      </Label>
    ) : null,
  ['attributes'],
);
testFixtures(
  'hint',
  (options) => (
    <Hint id={options.id} class={options.classes}>
      {content(options)}
    </Hint>
  ),
  ['attributes'],
);
testFixtures(
  'error-message',
  (options) => (
    <ErrorMessage id={options.id} class={options.classes}>
      {content(options)}
    </ErrorMessage>
  ),
  ['attributes', 'visuallyHiddenText'],
);

testFixtures(
  'fieldset',
  (options) => (
    <Fieldset {...legend(options)} describedBy={options.describedBy} role={options.role}>
      {content(options)}
    </Fieldset>
  ),
  ['attributes'],
);

testFixtures('input', (options) => <TextField {...control(options)} prefix={content(options.prefix)} suffix={content(options.suffix)} />, [
  'attributes',
  'label.html',
  'autocapitalize',
  'prefix.classes',
  'prefix.attributes',
  'suffix.classes',
  'suffix.attributes',
  'inputWrapper',
]);

testFixtures('textarea', (options) => <TextArea {...control(options)} />, ['attributes']);

testFixtures(
  'select',
  (options) => (
    <Select
      {...control(options)}
      options={(options.items ?? []).map(
        (item: Options | null) => item && { ...item, value: item.value === undefined ? undefined : String(item.value) },
      )}
    />
  ),
  ['attributes', 'items.attributes', 'items.selected'],
);

testFixtures('file-upload', (options) => <FileUpload {...control(options)} />, ['attributes', 'javascript', 'value']);

// The words of its island are left out of the comparison: govuk-frontend prints them only where they are not English.
testFixtures('password-input', (options) => <PasswordField {...control(options)} />, ['attributes', 'value', 'showPasswordText']);

testFixtures(
  'radios',
  (options) => <Radios {...choices(options)} value={options.value ?? ticked(options)[0]} />,
  ['attributes', 'items.attributes', 'items.label', 'fieldset.classes', 'fieldset.attributes', 'fieldset.legend.html'],
  ['item checked overrides value'],
);

testFixtures(
  'checkboxes',
  (options) => <Checkboxes {...choices(options)} values={options.values ?? ticked(options)} />,
  [
    'attributes',
    'items.attributes',
    'items.label',
    'items.name',
    'items.behaviour',
    'fieldset.classes',
    'fieldset.attributes',
    'fieldset.legend.html',
  ],
  ['item checked overrides values', 'with checked item'],
);

testFixtures(
  'error-summary',
  (options) => (
    <ErrorSummary
      title={options.titleText}
      description={content({ html: options.descriptionHtml, text: options.descriptionText })}
      errors={options.errorList ?? []}
      class={options.classes}
    />
  ),
  ['attributes', 'disableAutoFocus', 'titleHtml', 'errorList.html', 'errorList.attributes'],
);

function control(options: Options) {
  const { label, hint, errorMessage, classes, formGroup } = options;
  return {
    ...omit(options, 'classes', 'formGroup', 'prefix', 'suffix', 'items'),
    name: options.name,
    label: label?.text,
    labelClass: label?.classes,
    isPageHeading: label?.isPageHeading,
    hint: content(hint),
    error: errorMessage?.text,
    class: classes,
    groupClass: formGroup?.classes,
  };
}

function choices(options: Options) {
  return {
    name: options.name,
    id: options.idPrefix,
    label: options.fieldset?.legend?.text,
    legend: Boolean(options.fieldset),
    ...legendLook(options.fieldset),
    describedBy: options.fieldset?.describedBy ?? options.describedBy,
    hint: content(options.hint),
    error: options.errorMessage?.text,
    class: options.classes,
    groupClass: options.formGroup?.classes,
    options: (options.items ?? []).map((item: Options | null) =>
      !item
        ? null
        : item.divider
          ? { divider: item.divider }
          : {
              id: item.id,
              value: item.value,
              label: content(item),
              hint: content(item.hint),
              disabled: item.disabled,
              conditional: content(item.conditional),
            },
    ),
  };
}

function ticked(options: Options): string[] {
  return (options.items ?? []).filter((item: Options | null) => item && item.checked).map((item: Options) => item.value);
}

function legend(options: Options) {
  return { legend: content(options.legend), class: options.classes, ...legendLook(options) };
}

function legendLook(options: Options | undefined) {
  return { legendClass: options?.legend?.classes, isPageHeading: options?.legend?.isPageHeading };
}

function omit(options: Options, ...names: string[]): Options {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)));
}
