import type { FieldErrors, FormValues } from '../../../../../kernel/http/forms.ts';
import {
  Button,
  ButtonGroup,
  Details,
  Form,
  Link,
  Page,
  Radios,
  SummaryList,
  TextArea,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { letterPaths } from '../../paths.ts';
import { letterPurposes } from '../../vocabulary.ts';
import type { Template } from '../queries.ts';
import { placeholders } from '../rules.ts';

export interface TemplateFormPageProps {
  /** Null for a new one. */
  template: Template | null;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Writes a template in both languages; the fields that it may hold are listed beside. */
export function TemplateFormPage({ template, values, errors = {} }: TemplateFormPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const title = template ? t('template.edit') : t('templates.new');
  const back = template ? letterPaths.template(template.slug) : letterPaths.templates();
  const held: FormValues = template
    ? {
        frSubject: template.version.frSubject,
        frBody: template.version.frBody,
        enSubject: template.version.enSubject ?? '',
        enBody: template.version.enBody ?? '',
      }
    : {};
  return (
    <Page
      title={title}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[
        { text: t('mailings.title'), href: letterPaths.mailings() },
        { text: t('templates.title'), href: letterPaths.templates() },
        { text: template?.name ?? title },
      ]}
    >
      {template && <p class="eyebrow">{template.name}</p>}
      <h1>{title}</h1>
      <Details summary={t('template.fields')}>
        <p>{t('template.fieldsHint')}</p>
        <SummaryList
          rows={(Object.keys(placeholders) as (keyof typeof placeholders)[]).map((name) => ({
            key: `{{${name}}}`,
            value: t(`field.${name}`),
          }))}
        />
      </Details>
      <Form values={values ?? held} errors={errors} confirmLeave>
        {template === null && (
          <>
            <TextField name="name" label={t('template.name')} hint={t('template.nameHint')} maxlength={120} />
            <Radios
              name="purpose"
              label={t('templates.purpose')}
              options={letterPurposes.map((value) => ({ value, label: t(`purpose.${value}`), hint: t(`purposeHint.${value}`) }))}
            />
          </>
        )}
        {template && <input type="hidden" name="base" value={template.version.number} />}
        <TextField name="frSubject" label={t('template.frSubject')} maxlength={200} lang="fr" />
        <TextArea name="frBody" label={t('template.frBody')} hint={t('template.bodyHint')} rows={12} maxlength={20_000} lang="fr" />
        <TextField name="enSubject" label={t('template.enSubject')} maxlength={200} lang="en" optional />
        <TextArea
          name="enBody"
          label={t('template.enBody')}
          hint={t('template.englishHint')}
          rows={12}
          maxlength={20_000}
          lang="en"
          optional
        />
        <ButtonGroup>
          <Button>{t('template.save')}</Button>
          <Link href={back}>{t('back')}</Link>
        </ButtonGroup>
      </Form>
    </Page>
  );
}
