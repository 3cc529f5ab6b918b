import type { ComponentChildren } from 'preact';
import { Button, ButtonGroup } from './form/button.tsx';
import { Form, type FormProps } from './form/form.tsx';
import { usePage } from './page-context.ts';

export interface ConfirmProps extends Pick<FormProps, 'action' | 'errors' | 'values' | 'requestKey'> {
  /** The verb of what will be done: « Retirer ce fait ». */
  button: string;
  /** It cannot be undone by a click. */
  warning?: boolean | undefined;
  /** Where one goes back without doing it. */
  cancelHref: string;
  /** What will happen, what is kept; and fields, a reason for instance. */
  children: ComponentChildren;
}

/** The body of a page that asks once more before doing. */
export function Confirm({ button, warning, cancelHref, children, ...form }: ConfirmProps) {
  const { t, href } = usePage();
  return (
    <Form {...form}>
      {children}
      <ButtonGroup>
        <Button kind={warning ? 'warning' : 'primary'}>{button}</Button>
        <a class="govuk-link" href={href(cancelHref)}>
          {t('confirm.cancel')}
        </a>
      </ButtonGroup>
    </Form>
  );
}
