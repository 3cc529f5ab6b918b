import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  Checkboxes,
  DayField,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  Page,
  Radios,
  Select,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { Body } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { sittingModes } from '../../vocabulary.ts';

/** A sitting to prepare: of what, when, how. */
export function NewSittingPage({ bodies, values, errors = {} }: { bodies: readonly Body[]; values?: FormValues; errors?: FieldErrors }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page
      title={t('sittings.new')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('sittings.title'), href: assemblyPaths.sittings() }, { text: t('sittings.new') }]}
    >
      <h1>{t('sittings.new')}</h1>
      <Form action={assemblyPaths.newSitting()} values={values} errors={errors}>
        <Select
          name="body"
          label={t('sittings.body')}
          options={[
            { value: '', text: t('field.choose') },
            ...bodies.map((one) => ({ value: one.slug, text: inLang({ fr: one.nameFr, en: one.nameEn }, lang) })),
          ]}
        />
        <TextField name="titleFr" label={t('field.titleFr')} hint={t('field.titleHint')} lang="fr" maxlength={200} />
        <TextField name="titleEn" label={t('field.titleEn')} lang="en" maxlength={200} optional />
        <DayField name="startsOn" label={t('field.startsOn')} />
        <TextField name="startsAt" label={t('field.startsAt')} hint={t('field.startsAtHint')} width={5} autocomplete="off" />
        <Radios name="mode" label={t('sittings.mode')} options={sittingModes.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))} />
        <TextField name="place" label={t('field.place')} hint={t('field.placeHint')} maxlength={300} optional />
        <Checkboxes
          name="urgent"
          label={t('field.urgency')}
          options={[{ value: 'yes', label: t('field.urgent'), hint: t('field.urgentHint') }]}
        />
        <ButtonGroup>
          <Button>{t('sittings.prepare')}</Button>
          <Link href={assemblyPaths.sittings()}>{t('field.cancel')}</Link>
        </ButtonGroup>
      </Form>
    </Page>
  );
}
