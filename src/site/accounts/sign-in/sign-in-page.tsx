import type { FieldErrors, FormValues } from '../../../ui/index.ts';
import { Button, Details, Form, Link, NotificationBanner, Page, PasswordField, TextField } from '../../../ui/index.ts';
import { useWords } from '../messages.ts';
import { accountPaths } from '../paths.ts';

export interface SignInPageProps {
  /** The page to come back to. */
  back: string | null;
  /** Whether a link can be sent by mail. */
  sendsMail: boolean;
  /** Someone has just signed out. */
  signedOut?: boolean;
  values?: FormValues;
  errors?: FieldErrors;
}

export function SignInPage({ back, sendsMail, signedOut = false, values, errors }: SignInPageProps) {
  const t = useWords();
  return (
    <Page title={t('signIn.title')} noIndex hasErrors={errors !== undefined} islands={['sign-in']}>
      {signedOut && <NotificationBanner kind="success" text={t('signIn.signedOut')} />}
      <h1 class="govuk-heading-l">{t('signIn.title')}</h1>
      <p class="govuk-body">{t('signIn.lead')}</p>
      <Form action={accountPaths.signIn()} keptNote={false} values={values} errors={errors}>
        {back && <input type="hidden" name="retour" value={back} />}
        <TextField name="email" type="email" label={t('field.email')} autocomplete="username" spellcheck={false} />
        <PasswordField name="password" label={t('field.password')} />
        <Button>{t('signIn.button')}</Button>
      </Form>
      {sendsMail ? (
        <p class="govuk-body">
          <Link class="govuk-link" href={accountPaths.askLink()}>
            {t('signIn.askLink')}
          </Link>
        </p>
      ) : (
        <Details summary={t('signIn.forgotten')}>
          <p class="govuk-body">{t('signIn.forgottenText')}</p>
        </Details>
      )}
    </Page>
  );
}
