import { Button, DayField, type FieldErrors, Form, type FormValues, Page, Radios, TextField, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { publishingPaths } from '../../paths.ts';
import { textKinds } from '../../vocabulary.ts';

export interface NewTextPageProps {
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** The little one must say to begin a text. */
export function NewTextPage({ values = {}, errors = {} }: NewTextPageProps) {
  const t = say.in(usePage().lang);
  return (
    <Page
      title={t('drafts.new')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('drafts.title'), href: publishingPaths.drafts() }, { text: t('drafts.new') }]}
    >
      <h1>{t('drafts.new')}</h1>
      <Form action={publishingPaths.newDraft()} values={values} errors={errors}>
        <TextField name="title" label={t('field.frTitle')} lang="fr" maxlength={200} />
        <Radios
          name="kind"
          label={t('texts.kind')}
          value="account"
          options={textKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`), hint: t(`kindHint.${kind}`) }))}
        />
        <DayField name="figuresOn" label={t('field.figuresOn')} hint={t('field.figuresOnHint')} />
        <TextField name="signature" label={t('field.signature')} hint={t('field.signatureHint')} optional maxlength={200} />
        <Button>{t('drafts.begin')}</Button>
      </Form>
    </Page>
  );
}
