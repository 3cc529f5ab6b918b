import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { FileUpload, InsetText, Page, TextField, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { formPaths } from '../../paths.ts';
import type { FormDefinition, Question } from '../definition.ts';
import type { FormVersion } from '../queries.ts';
import { conditionInWords, QuestionField, TableFields } from './question-field.tsx';

/** A form as a city sees it; nothing of what is typed here is kept. */
export function PreviewPage({ version }: { version: FormVersion }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(version.name, lang);
  return (
    <Page
      title={t('preview.of', { name })}
      noIndex
      breadcrumbs={[
        { text: t('forms.title'), href: formPaths.forms() },
        { text: name, href: formPaths.version(version.slug, version.number) },
        { text: t('forms.preview') },
      ]}
    >
      <h1>{name}</h1>
      <InsetText>{t('preview.note')}</InsetText>
      {version.definition.sections.map((section, index) => (
        <section>
          <h2>{t('preview.section', { number: index + 1, title: inLang(section.title, lang) })}</h2>
          {section.intro && <p>{inLang(section.intro, lang)}</p>}
          {section.questions.map((question) => (
            <Asked definition={version.definition} question={question} />
          ))}
        </section>
      ))}
    </Page>
  );
}

function Asked({ definition, question }: { definition: FormDefinition; question: Question }) {
  const { lang } = usePage();
  const condition = conditionInWords(definition, question, lang);
  if (!condition) return <Field question={question} />;
  return (
    <div class="form-row">
      <p class="muted">{condition}</p>
      <Field question={question} />
    </div>
  );
}

function Field({ question }: { question: Question }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const label = inLang(question.label, lang);
  const hint = question.hint && inLang(question.hint, lang);
  switch (question.kind) {
    case 'text':
    case 'number':
    case 'money':
    case 'date':
    case 'choice':
    case 'party':
      return <QuestionField question={question} name={question.key} currency="EUR" />;
    case 'table':
      return <TableFields question={question} rows={[{ id: 'ligne1', cells: {} }]} currency="EUR" />;
    case 'file':
      return <FileUpload name={question.key} label={label} hint={hint ?? question.accept.map((one) => t(`accept.${one}`)).join(', ')} />;
    case 'place':
      return <TextField name={question.key} label={label} hint={hint ?? t('kindHint.place')} />;
    default:
      return (
        <div class="form-row">
          <p>
            <strong>{label}</strong>
          </p>
          <p class="muted">{hint ?? t(`kindHint.${question.kind}`)}</p>
        </div>
      );
  }
}
