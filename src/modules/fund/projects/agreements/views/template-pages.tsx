import { formatInstant } from '../../../../../kernel/i18n/format.ts';
import { type Lang, langs } from '../../../../../kernel/i18n/lang.ts';
import {
  Button,
  type FieldErrors,
  Form,
  type FormValues,
  InsetText,
  Link,
  Page,
  Table,
  TextArea,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { projectPaths } from '../../paths.ts';
import type { TemplateWords } from '../default-template.ts';
import { templateFields } from '../paper.ts';
import { type fundTemplate, type TemplateKind, templateKinds } from '../schema.ts';

/** The templates of each kind and language, and every version that was recorded. */
export function TemplatesPage({ versions, mayRecord }: { versions: readonly (typeof fundTemplate.$inferSelect)[]; mayRecord: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page
      title={t('templates.title')}
      noIndex
      breadcrumbs={[{ text: t('nav.projects'), href: projectPaths.projects() }, { text: t('templates.title') }]}
    >
      <h1>{t('templates.title')}</h1>
      <p class="lede">{t(mayRecord ? 'templates.lede' : 'templates.read')}</p>
      <Table
        caption={t('templates.inUse')}
        firstCellIsHeader
        columns={[{ header: t('column.what') }, { header: t('field.lang') }, { header: t('template.versionColumn') }]}
        rows={templateKinds.flatMap((kind) =>
          langs.map((one) => {
            const last = versions.find((version) => version.kind === kind && version.lang === one);
            return [
              <Link href={projectPaths.template(kind, one)}>{t(`template.kind.${kind}`)}</Link>,
              one,
              last
                ? t('template.recorded', { number: last.number, at: formatInstant(last.at, lang), by: last.by, reason: last.reason })
                : t('template.product'),
            ];
          }),
        )}
      />
    </Page>
  );
}

export interface TemplatePageProps {
  kind: TemplateKind;
  lang: Lang;
  number: number | null;
  words: TemplateWords;
  mayRecord: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** The words of a template, to be read, or written again by the direction. */
export function TemplatePage({ kind, lang, number, words, mayRecord, values, errors = {} }: TemplatePageProps) {
  const t = say.in(usePage().lang);
  const title = t('template.title', { kind: t(`template.kind.${kind}`), lang });
  return (
    <Page
      title={title}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[
        { text: t('nav.projects'), href: projectPaths.projects() },
        { text: t('templates.title'), href: projectPaths.templates() },
        { text: title },
      ]}
    >
      <h1>{title}</h1>
      <InsetText>
        <p>{number === null ? t('template.product') : t('template.version', { number })}</p>
        <p>{t('template.fields', { fields: templateFields.map((one) => `{{${one}}}`).join(' ') })}</p>
      </InsetText>
      {mayRecord ? (
        <Form values={values ?? { ...words }} errors={errors}>
          {(['special', 'general', 'annexes'] as const).map((part) => (
            <TextArea name={part} label={t(`paper.${part}`)} rows={part === 'annexes' ? 5 : 16} />
          ))}
          <TextField name="reason" label={t('template.why')} />
          <Button>{t('template.record')}</Button>
        </Form>
      ) : (
        (['special', 'general', 'annexes'] as const).map((part) => (
          <>
            <h2>{t(`paper.${part}`)}</h2>
            <pre class="wrap">{words[part]}</pre>
          </>
        ))
      )}
    </Page>
  );
}
