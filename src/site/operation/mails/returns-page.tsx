import type { FieldErrors } from '../../../kernel/http/forms.ts';
import { Button, FileUpload, Form, Page } from '../../../ui/index.ts';
import { useWords } from '../messages.ts';
import { operationPaths } from '../paths.ts';

/** Where what came back by mail is handed in. */
export function ReturnsPage({ errors }: { errors: FieldErrors }) {
  const t = useWords();
  return (
    <Page
      title={t('returns.title')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('mails.title'), href: operationPaths.mails() }, { text: t('returns.title') }]}
    >
      <h1 class="govuk-heading-l">{t('returns.title')}</h1>
      <p class="lede">{t('returns.lead')}</p>
      <Form files values={{}} errors={errors}>
        <FileUpload name="file" label={t('returns.file')} hint={t('returns.fileHint')} accept=".eml,message/rfc822" />
        <Button>{t('returns.record')}</Button>
      </Form>
    </Page>
  );
}
