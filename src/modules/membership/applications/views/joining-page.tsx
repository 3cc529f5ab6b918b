import type { FieldErrors, FormValues } from '../../../../kernel/http/forms.ts';
import { Button, Form, InsetText, Link, Page, TextField, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { membershipPaths } from '../../paths.ts';

/** What joining takes, in the order in which it happens, and where a request begins. */
export function JoiningPage({ values, errors = {} }: { values?: FormValues | undefined; errors?: FieldErrors | undefined }) {
  const t = say.in(usePage().lang);
  return (
    <Page title={t('joining.title')} description={t('joining.description')} hasErrors={Object.keys(errors).length > 0}>
      <h1>{t('joining.title')}</h1>
      <p class="lede">{t('joining.lede')}</p>
      <h2>{t('joining.needed')}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {(['council', 'noCouncil', 'association'] as const).map((which) => (
          <li>{t(`joining.needed.${which}`)}</li>
        ))}
      </ul>
      <h2>{t('joining.way')}</h2>
      <ol class="govuk-list govuk-list--number">
        {(['file', 'opinion', 'bureau', 'assembly'] as const).map((which) => (
          <li>{t(`joining.way.${which}`)}</li>
        ))}
      </ol>
      <h2>{t('joining.begin')}</h2>
      <Form action={membershipPaths.joining()} values={values} errors={errors}>
        <TextField
          name="email"
          type="email"
          label={t('joining.email')}
          hint={t('joining.emailHint')}
          autocomplete="email"
          spellcheck={false}
        />
        <Button>{t('joining.button')}</Button>
      </Form>
      <p>
        <Link href={membershipPaths.resuming()}>{t('joining.resume')}</Link>
      </p>
    </Page>
  );
}

/** Where someone asks for the link of a file that was begun; the same answer whether or not there is one. */
export function ResumingPage({
  sent = false,
  values,
  errors = {},
}: {
  sent?: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}) {
  const t = say.in(usePage().lang);
  return (
    <Page
      title={t('resuming.title')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('joining.title'), href: membershipPaths.joining() }, { text: t('resuming.title') }]}
    >
      <h1>{t('resuming.title')}</h1>
      {sent ? (
        <InsetText>{t('resuming.sent')}</InsetText>
      ) : (
        <Form action={membershipPaths.resuming()} values={values} errors={errors}>
          <p>{t('resuming.text')}</p>
          <TextField name="email" type="email" label={t('joining.email')} autocomplete="email" spellcheck={false} />
          <Button>{t('resuming.button')}</Button>
        </Form>
      )}
    </Page>
  );
}

/** A link that is too old, or was never one. */
export function LinkOverPage() {
  const t = say.in(usePage().lang);
  return (
    <Page title={t('linkOver.title')} noIndex>
      <h1>{t('linkOver.title')}</h1>
      <p>{t('linkOver.text')}</p>
      <Button href={membershipPaths.resuming()}>{t('joining.resume')}</Button>
    </Page>
  );
}
