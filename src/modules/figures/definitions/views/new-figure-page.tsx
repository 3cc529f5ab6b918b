import type { Catalogue } from '../../../../kernel/catalogue.ts';
import { Button, type FieldErrors, Form, type FormValues, Page, Radios, TextField, usePage } from '../../../../ui/index.ts';
import { expressionTypes } from '../../evaluation/expression.ts';
import { say } from '../../messages.ts';
import { figurePaths } from '../../paths.ts';

/** The first step of a figure: its name, what it counts, how. */
export function NewFigurePage({ catalogue, values, errors }: { catalogue: Catalogue; values?: FormValues; errors?: FieldErrors }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const title = t('new.title');
  return (
    <Page
      title={title}
      hasErrors={errors !== undefined}
      breadcrumbs={[{ text: t('figures.title'), href: figurePaths.figures() }, { text: title }]}
    >
      <h1>{title}</h1>
      <p class="lede">{t('new.lede')}</p>
      <Form action={figurePaths.figures()} values={values} errors={errors}>
        <TextField name="nameFr" label={t('words.nameFr')} lang="fr" hint={t('words.nameHint')} />
        <TextField name="nameEn" label={t('words.nameEn')} lang="en" />
        <Radios
          name="collection"
          label={t('new.collection')}
          options={[...catalogue.collections.values()].map((one) => ({ value: one.name, label: one.label(lang) }))}
        />
        <Radios
          name="type"
          label={t('new.type')}
          options={expressionTypes.map((type) => ({ value: type, label: t(`type.${type}`), hint: t(`typeHint.${type}`) }))}
        />
        <Button>{t('new.submit')}</Button>
      </Form>
    </Page>
  );
}
