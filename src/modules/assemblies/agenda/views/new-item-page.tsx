import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  Radios,
  Select,
  TextArea,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import type { Sitting } from '../../schema.ts';
import { SittingFrame } from '../../views/sitting-frame.tsx';
import { itemKinds } from '../../vocabulary.ts';

export interface NewItemPageProps {
  sitting: Sitting;
  /** Sittings of the same body before this one. */
  earlier: readonly Sitting[];
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** An item to put on the agenda. */
export function NewItemPage({ sitting, earlier, values, errors = {} }: NewItemPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <SittingFrame sitting={sitting} tab={null} title={t('agenda.add')} hasErrors={Object.keys(errors).length > 0}>
      <h1>{t('agenda.add')}</h1>
      <Form action={assemblyPaths.items(sitting.slug)} values={values} errors={errors}>
        <Radios
          name="kind"
          label={t('agenda.kind')}
          options={itemKinds.map((kind) => ({ value: kind, label: t(`itemKind.${kind}`), hint: t(`itemKind.${kind}Hint`) }))}
        />
        <TextField name="titleFr" label={t('field.titleFr')} lang="fr" maxlength={300} />
        <TextField name="titleEn" label={t('field.titleEn')} lang="en" maxlength={300} optional />
        <TextArea name="proposalFr" label={t('field.proposalFr')} hint={t('field.proposalHint')} rows={6} lang="fr" maxlength={10_000} />
        <TextArea name="proposalEn" label={t('field.proposalEn')} rows={4} lang="en" maxlength={10_000} optional />
        {earlier.length > 0 && (
          <Select
            name="minutesOf"
            label={t('field.minutesOf')}
            hint={t('field.minutesOfHint')}
            options={[
              { value: '', text: t('field.none') },
              ...earlier.map((one) => ({ value: one.slug, text: inLang({ fr: one.titleFr, en: one.titleEn }, lang) })),
            ]}
          />
        )}
        <ButtonGroup>
          <Button>{t('agenda.addButton')}</Button>
          <Link href={assemblyPaths.sitting(sitting.slug)}>{t('field.cancel')}</Link>
        </ButtonGroup>
      </Form>
    </SittingFrame>
  );
}
