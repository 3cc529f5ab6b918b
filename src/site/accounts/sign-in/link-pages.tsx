import type { FieldErrors, FormValues } from '../../../ui/index.ts';
import { Button, Form, Link, Page, TextField } from '../../../ui/index.ts';
import { useWords } from '../messages.ts';
import { accountPaths } from '../paths.ts';

/** Asks where the link must be sent. */
export function AskLinkPage({ sendsMail, values, errors }: { sendsMail: boolean; values?: FormValues; errors?: FieldErrors }) {
  const t = useWords();
  return (
    <Page title={t('askLink.title')} noIndex hasErrors={errors !== undefined}>
      <h1 class="govuk-heading-l">{t('askLink.title')}</h1>
      {sendsMail ? (
        <>
          <p class="govuk-body">{t('askLink.lead')}</p>
          <Form action={accountPaths.askLink()} values={values} errors={errors}>
            <TextField name="email" type="email" label={t('field.email')} autocomplete="username" spellcheck={false} />
            <Button>{t('askLink.button')}</Button>
          </Form>
        </>
      ) : (
        <p class="govuk-body">{t('askLink.noMail')}</p>
      )}
      <p class="govuk-body">
        <Link class="govuk-link" href={accountPaths.signIn()}>
          {t('askLink.password')}
        </Link>
      </p>
    </Page>
  );
}

/** The same whether or not the address has an account. */
export function LinkSentPage({ email }: { email: string }) {
  const t = useWords();
  return (
    <Page title={t('linkSent.title')} noIndex>
      <h1 class="govuk-heading-l">{t('linkSent.title')}</h1>
      <p class="govuk-body">{t('linkSent.text', { email })}</p>
      <p class="govuk-body">{t('linkSent.nothing')}</p>
      <p class="govuk-body">
        <Link class="govuk-link" href={accountPaths.askLink()}>
          {t('linkSent.again')}
        </Link>
      </p>
    </Page>
  );
}

/** What the link opens: nothing is used until the button is pressed, for mail scanners open links too. */
export function FollowLinkPage({ token, askCode, errors }: { token: string; askCode: boolean; errors?: FieldErrors }) {
  const t = useWords();
  return (
    <Page title={t('followLink.title')} noIndex hasErrors={errors !== undefined}>
      <h1 class="govuk-heading-l">{t('followLink.title')}</h1>
      <p class="govuk-body">{askCode ? t('followLink.otherBrowser') : t('followLink.sameBrowser')}</p>
      <Form action={accountPaths.link(token)} errors={errors}>
        {askCode && (
          <TextField
            name="code"
            label={t('followLink.code')}
            hint={t('followLink.codeHint')}
            inputmode="numeric"
            autocomplete="one-time-code"
            width={10}
          />
        )}
        <Button>{t('signIn.button')}</Button>
      </Form>
    </Page>
  );
}

/** A link that is used, expired, or never was. */
export function DeadLinkPage({ again, text }: { again?: { href: string; label: string }; text: string }) {
  const t = useWords();
  return (
    <Page title={t('deadLink.title')} noIndex>
      <h1 class="govuk-heading-l">{t('deadLink.title')}</h1>
      <p class="govuk-body">{text}</p>
      {again && (
        <p class="govuk-body">
          <Link class="govuk-link" href={again.href}>
            {again.label}
          </Link>
        </p>
      )}
    </Page>
  );
}
