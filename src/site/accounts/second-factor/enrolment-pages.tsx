import type { FieldErrors } from '../../../ui/index.ts';
import { Button, Form, InsetText, Link, Page, PasswordField, TextField, WarningText } from '../../../ui/index.ts';
import { useWords } from '../messages.ts';
import { accountPaths } from '../paths.ts';
import { QrCode } from './qr-code.tsx';

/** Says why a second factor, and asks for the password again before anything. */
export function StartEnrolmentPage({ required, errors }: { required: boolean; errors?: FieldErrors }) {
  const t = useWords();
  return (
    <Page title={t('enrolment.title')} noIndex hasErrors={errors !== undefined} islands={['show-password']}>
      <h1 class="govuk-heading-l">{t('enrolment.title')}</h1>
      {required && <WarningText>{t('enrolment.required')}</WarningText>}
      <p class="govuk-body">{t('enrolment.why')}</p>
      <p class="govuk-body">{t('enrolment.need')}</p>
      <Form action={accountPaths.enrolment()} keptNote={false} errors={errors}>
        <PasswordField name="password" label={t('enrolment.password')} />
        <Button>{t('enrolment.start')}</Button>
      </Form>
    </Page>
  );
}

/** Gives the secret, to be read by the telephone or typed, and asks for a first code. */
export function FinishEnrolmentPage({ secret, errors }: { secret: { text: string; uri: string }; errors?: FieldErrors }) {
  const t = useWords();
  return (
    <Page title={t('enrolment.title')} noIndex hasErrors={errors !== undefined}>
      <h1 class="govuk-heading-l">{t('enrolment.title')}</h1>
      <ol class="govuk-list govuk-list--number">
        <li>{t('enrolment.open')}</li>
        <li>{t('enrolment.scan')}</li>
        <li>{t('enrolment.type')}</li>
      </ol>
      <QrCode text={secret.uri} label={t('enrolment.qr')} />
      <InsetText>
        <p class="govuk-body">{t('enrolment.byHand')}</p>
        <p class="govuk-body">
          <code>{secret.text}</code>
        </p>
        <p class="govuk-body">
          <Link class="govuk-link" href={secret.uri}>
            {t('enrolment.here')}
          </Link>
        </p>
      </InsetText>
      <Form action={`${accountPaths.enrolment()}/code`} errors={errors}>
        <TextField
          name="code"
          label={t('enrolment.code')}
          hint={t('challenge.codeHint')}
          inputmode="numeric"
          autocomplete="one-time-code"
          width={10}
        />
        <Button>{t('enrolment.finish')}</Button>
      </Form>
    </Page>
  );
}

/** Shows the backup codes, once. */
export function BackupCodesPage({ codes }: { codes: readonly string[] }) {
  const t = useWords();
  return (
    <Page title={t('backupCodes.title')} noIndex>
      <h1 class="govuk-heading-l">{t('backupCodes.title')}</h1>
      <p class="govuk-body">{t('backupCodes.lead')}</p>
      <WarningText>{t('backupCodes.once')}</WarningText>
      <ul class="govuk-list">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button href={accountPaths.account()}>{t('backupCodes.done')}</Button>
    </Page>
  );
}
