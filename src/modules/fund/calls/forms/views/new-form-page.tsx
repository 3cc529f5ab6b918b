import { Button, type FieldErrors, FileUpload, Form, type FormValues, Page, TextField, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { formPaths } from '../../paths.ts';

interface Refused {
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Where a form is begun from nothing. */
export function NewFormPage({ values, errors = {} }: Refused) {
  const t = say.in(usePage().lang);
  return (
    <Page
      title={t('forms.new')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('forms.title'), href: formPaths.forms() }, { text: t('forms.new') }]}
    >
      <h1>{t('forms.new')}</h1>
      <Form action={formPaths.newForm()} values={values} errors={errors}>
        <TextField name="nameFr" label={t('call.nameFr')} maxlength={200} />
        <TextField name="nameEn" label={t('call.nameEn')} lang="en" maxlength={200} />
        <Button>{t('forms.create')}</Button>
      </Form>
    </Page>
  );
}

/** Where a form comes from a file. */
export function ImportFormPage({ errors = {} }: Refused) {
  const t = say.in(usePage().lang);
  return (
    <Page
      title={t('forms.import')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('forms.title'), href: formPaths.forms() }, { text: t('forms.import') }]}
    >
      <h1>{t('forms.import')}</h1>
      <p class="lede">{t('import.lede')}</p>
      <Form action={formPaths.importing()} errors={errors} files keptNote={false}>
        <FileUpload name="file" label={t('import.file')} accept=".json,application/json" />
        <Button>{t('import.button')}</Button>
      </Form>
    </Page>
  );
}
