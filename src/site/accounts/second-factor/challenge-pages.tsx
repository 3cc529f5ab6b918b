import type { FieldErrors } from '../../../ui/index.ts';
import { Button, Form, Link, Page, TextField } from '../../../ui/index.ts';
import { useWords } from '../messages.ts';
import { accountPaths } from '../paths.ts';

export interface ChallengeProps {
  back: string | null;
  errors?: FieldErrors;
}

/** Asks for the code of the moment. */
export function CodePage({ back, errors }: ChallengeProps) {
  const t = useWords();
  return (
    <Page title={t('challenge.title')} noIndex hasErrors={errors !== undefined}>
      <h1 class="govuk-heading-l">{t('challenge.title')}</h1>
      <p class="govuk-body">{t('challenge.lead')}</p>
      <Form action={accountPaths.secondFactor(back)} errors={errors}>
        <TextField
          name="code"
          label={t('challenge.code')}
          hint={t('challenge.codeHint')}
          inputmode="numeric"
          autocomplete="one-time-code"
          width={10}
        />
        <Button>{t('challenge.button')}</Button>
      </Form>
      <p class="govuk-body">
        <Link class="govuk-link" href={accountPaths.backupCode(back)}>
          {t('challenge.lost')}
        </Link>
      </p>
    </Page>
  );
}

/** Asks for a backup code, where the telephone is lost. */
export function BackupCodePage({ back, errors }: ChallengeProps) {
  const t = useWords();
  return (
    <Page title={t('backupCode.title')} noIndex hasErrors={errors !== undefined}>
      <h1 class="govuk-heading-l">{t('backupCode.title')}</h1>
      <p class="govuk-body">{t('backupCode.lead')}</p>
      <Form action={accountPaths.backupCode(back)} errors={errors}>
        <TextField
          name="code"
          label={t('backupCode.code')}
          hint={t('backupCode.codeHint')}
          autocomplete="off"
          spellcheck={false}
          width={20}
        />
        <Button>{t('challenge.button')}</Button>
      </Form>
      <p class="govuk-body">{t('backupCode.none')}</p>
    </Page>
  );
}
