import { Button, ButtonGroup, Form, Link, TextArea, TextField, usePage } from '../../../../ui/index.ts';
import type { Refusal } from '../../facts/views/fact-forms.tsx';
import { say } from '../../messages.ts';
import { registerPaths } from '../../paths.ts';
import { FormPage } from '../../views/form-page.tsx';

/** The form of a new series. */
export function NewSeriesPage({ refusal }: { refusal: Refusal }) {
  const t = say.in(usePage().lang);
  return (
    <FormPage
      title={t('series.new')}
      trail={[{ text: t('series.title'), href: registerPaths.allSeries() }]}
      hasErrors={Object.keys(refusal.errors).length > 0}
    >
      <Form {...refusal} confirmLeave>
        <TextField name="nameFr" label={t('column.name_fr')} />
        <TextField name="nameEn" label={t('column.name_en')} lang="en" optional />
        <TextField name="institution" label={t('series.institution')} hint={t('form.partyHint')} optional />
        <TextArea name="wordsFr" label={t('series.wordsFr')} hint={t('series.wordsHint')} rows={2} optional />
        <TextArea name="wordsEn" label={t('series.wordsEn')} rows={2} lang="en" optional />
        <ButtonGroup>
          <Button>{t('form.record')}</Button>
          <Link href={registerPaths.allSeries()}>{t('form.cancel')}</Link>
        </ButtonGroup>
      </Form>
    </FormPage>
  );
}
