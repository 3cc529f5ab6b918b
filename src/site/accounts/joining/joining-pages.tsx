import type { FieldErrors, FormValues } from '../../../ui/index.ts';
import { Button, Form, Page, PasswordField, TextField } from '../../../ui/index.ts';
import { useWords } from '../messages.ts';
import { accountPaths } from '../paths.ts';

interface JoiningProps {
  token: string;
  values?: FormValues;
  errors?: FieldErrors;
}

/** Chooses a password, from an invitation. */
export function InvitationPage({ token, name, email, values, errors }: JoiningProps & { name: string; email: string }) {
  const t = useWords();
  return (
    <Page title={t('invitation.title')} noIndex hasErrors={errors !== undefined} islands={['show-password']}>
      <h1 class="govuk-heading-l">{t('invitation.title')}</h1>
      <p class="govuk-body">{t('invitation.lead', { name, email })}</p>
      <Form action={accountPaths.invitation(token)} keptNote={false} values={values} errors={errors}>
        <PasswordField name="password" label={t('password.new')} hint={t('password.hint')} autocomplete="new-password" />
        <Button>{t('invitation.button')}</Button>
      </Form>
    </Page>
  );
}

/** The very first page of an installation: whoever reads its terminal becomes its administrator. */
export function FirstAdminPage({ token, values, errors }: JoiningProps) {
  const t = useWords();
  return (
    <Page title={t('firstAdmin.title')} noIndex hasErrors={errors !== undefined} islands={['show-password']}>
      <h1 class="govuk-heading-l">{t('firstAdmin.title')}</h1>
      <p class="govuk-body">{t('firstAdmin.lead')}</p>
      <Form action={accountPaths.firstAdmin(token)} keptNote={false} values={values} errors={errors}>
        <TextField name="name" label={t('field.name')} hint={t('field.nameHint')} autocomplete="name" />
        <TextField name="email" type="email" label={t('field.email')} autocomplete="username" spellcheck={false} />
        <PasswordField name="password" label={t('password.new')} hint={t('password.hint')} autocomplete="new-password" />
        <Button>{t('firstAdmin.button')}</Button>
      </Form>
    </Page>
  );
}
